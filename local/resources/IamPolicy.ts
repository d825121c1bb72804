import { z } from 'zod';
import { policyDocument } from './iamPolicies.ts';
import { json, text } from './properties.ts';
import { defineResource } from './ResourceType.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html */
export const IamPolicy = defineResource(
  z.strictObject({
    PolicyName: text,
    PolicyDocument: json,
    // Users and groups of IAM do not exist here, so policies can only be attached to roles.
    Roles: z.array(text).min(1),
  }),
  (properties, { services, logicalId }) => {
    for (const roleName of properties.Roles) services.iam.addPolicy(roleName, policyDocument(properties));
    return { ref: logicalId, attributes: { Id: logicalId } };
  },
);
