import { z } from 'zod';
import { inert, json, text } from './properties.ts';
import { defineResource } from './ResourceType.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
export const IamManagedPolicy = defineResource(
  z.strictObject({
    ManagedPolicyName: text.optional(),
    PolicyDocument: json,
    Path: text.default('/'),
    Roles: z.array(text).default([]),
    Description: inert.optional(),
  }),
  (properties, { world: { account }, services, physicalName }) => {
    const policyName = properties.ManagedPolicyName ?? physicalName(128);
    const ref = `arn:${account.partition}:iam::${account.accountId}:policy${properties.Path}${policyName}`;
    for (const roleName of properties.Roles)
      services.iam.addPolicy(roleName, { policyName, document: properties.PolicyDocument });
    return { ref, attributes: { PolicyArn: ref } };
  },
);
