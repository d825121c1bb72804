import { z } from 'zod';
import { UPPER } from '../platform/Randomness.ts';
import type { NamedPolicy } from '../services/iam/authorization/Access.ts';
import { defineResource } from './common/ResourceType.ts';
import { inert, integer, json, text } from './common/properties.ts';

/** Inline policies of a role. */
const policies = z.array(z.strictObject({ PolicyName: text, PolicyDocument: json })).default([]);

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
    PermissionsBoundary: text.optional(),
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
      permissionsBoundary: properties.PermissionsBoundary,
      policies: properties.Policies.map(policyDocument),
    });
    return { ref: roleName, attributes: { Arn: roleArn, RoleId: `AROA${world.random.text(17, UPPER)}` } };
  },
  {
    replacedBy: ['Path', 'RoleName'],
    identifiedBy: ['RoleName'],
    remove: ({ ref }, { services }) => services.iam.deleteRole(ref),
  },
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html */
export const IamPolicy = defineResource(
  z.strictObject({
    PolicyName: text,
    PolicyDocument: json,
    // IAM users and groups are not supported, so policies can only be attached to roles.
    Roles: z.array(text).min(1),
  }),
  (properties, { services, logicalId }) => {
    for (const roleName of properties.Roles) services.iam.addPolicy(roleName, policyDocument(properties));
    return { ref: logicalId, attributes: { Id: logicalId } };
  },
  {
    replacedBy: [],
    update(properties, { services, logicalId }, { properties: before }) {
      for (const roleName of properties.Roles) services.iam.addPolicy(roleName, policyDocument(properties));
      for (const roleName of before.Roles)
        if (before.PolicyName !== properties.PolicyName || !properties.Roles.includes(roleName))
          services.iam.removePolicy(roleName, before.PolicyName);
      return { ref: logicalId, attributes: { Id: logicalId } };
    },
    remove({ properties: { PolicyName, Roles } }, { services }) {
      for (const roleName of Roles) services.iam.removePolicy(roleName, PolicyName);
    },
  },
);

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
    services.iam.addManagedPolicy(ref, properties.PolicyDocument);
    for (const roleName of properties.Roles)
      services.iam.addPolicy(roleName, { policyName, document: properties.PolicyDocument }, ref);
    return { ref, attributes: { PolicyArn: ref } };
  },
  {
    replacedBy: ['Description', 'ManagedPolicyName', 'Path'],
    identifiedBy: ['ManagedPolicyName'],
    update({ PolicyDocument, Roles }, { services }, { ref, attributes = {}, properties: before }) {
      services.iam.addManagedPolicy(ref, PolicyDocument);
      const policyName = ref.slice(ref.lastIndexOf('/') + 1);
      for (const roleName of Roles)
        services.iam.addPolicy(roleName, { policyName, document: PolicyDocument }, ref);
      for (const roleName of before.Roles)
        if (!Roles.includes(roleName)) services.iam.removePolicy(roleName, ref);
      return { ref, attributes };
    },
    remove({ ref, properties: { Roles } }, { services }) {
      for (const roleName of Roles) services.iam.removePolicy(roleName, ref);
      services.iam.deleteManagedPolicy(ref);
    },
  },
);

const policyDocument = ({
  PolicyName,
  PolicyDocument,
}: {
  PolicyName: string;
  PolicyDocument: unknown;
}): NamedPolicy => ({
  policyName: PolicyName,
  document: PolicyDocument,
});
