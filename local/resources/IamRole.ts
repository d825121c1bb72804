import { z } from 'zod';
import { UPPER } from '../platform/Randomness.ts';
import { policies, policyDocument } from './iamPolicies.ts';
import { integer, json, inert, text } from './properties.ts';
import { defineResource } from './ResourceType.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
export const IamRole = defineResource(
  z.strictObject({
    AssumeRolePolicyDocument: json,
    ManagedPolicyArns: z.array(text).default([]),
    Path: text.default('/'),
    Policies: policies,
    RoleName: text.optional(),
    Description: inert.optional(),
    MaxSessionDuration: integer.optional(),
    PermissionsBoundary: inert.optional(),
    Tags: inert.optional(),
  }),
  (properties, { world, services, physicalName }) => {
    const roleName = properties.RoleName ?? physicalName();
    const { partition, accountId } = world.account;
    const roleArn = `arn:${partition}:iam::${accountId}:role${properties.Path}${roleName}`;
    services.iam.createRole({
      roleName,
      roleArn,
      trustPolicy: properties.AssumeRolePolicyDocument,
      managedPolicyArns: properties.ManagedPolicyArns,
      policies: properties.Policies.map(policyDocument),
    });
    return { ref: roleName, attributes: { Arn: roleArn, RoleId: `AROA${world.random.text(17, UPPER)}` } };
  },
);
