import { z } from 'zod';
import { arnOf } from '../platform/arns.ts';
import { defineResource, nothingToRemove } from './common/ResourceType.ts';
import { inert, text } from './common/properties.ts';

/**
 * Accepted without effect, because writing logs needs no permission here.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-resourcepolicy.html
 */
export const LogsResourcePolicy = defineResource(
  z.strictObject({ PolicyName: text, PolicyDocument: inert.optional(), ResourceArn: inert.optional() }),
  ({ PolicyName }) => ({ ref: PolicyName }),
  { replacedBy: ['PolicyName'], remove: nothingToRemove },
);

/**
 * Gets a name and has no effect: no request is counted or refused by its rules, because every client of one machine has
 * the same address.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-webacl.html
 */
export const WafWebAcl = defineResource(
  z.strictObject({
    Name: text.optional(),
    Scope: z.literal('REGIONAL'),
    DefaultAction: inert,
    VisibilityConfig: inert,
    Rules: inert.optional(),
    Description: inert.optional(),
    Tags: inert.optional(),
  }),
  ({ Name }, { world, physicalName }) => {
    const name = Name ?? physicalName(128);
    const id = world.random.uuid();
    return {
      ref: `${name}|${id}|REGIONAL`,
      attributes: { Arn: arnOf(world.account, 'wafv2', `regional/webacl/${name}/${id}`), Id: id },
    };
  },
  { replacedBy: ['Name', 'Scope'], identifiedBy: ['Name', 'Scope'], remove: nothingToRemove },
);

/**
 * Accepted without effect, as its web ACL is.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-webaclassociation.html
 */
export const WafWebAclAssociation = defineResource(
  z.strictObject({ ResourceArn: text, WebACLArn: text }),
  ({ ResourceArn, WebACLArn }) => ({ ref: `${WebACLArn}|${ResourceArn}` }),
  { replacedBy: ['ResourceArn', 'WebACLArn'], remove: nothingToRemove },
);

/**
 * Gets an id and encrypts nothing. What may use it is not asked either: SNS refuses the one key that alarms cannot use.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html
 */
export const KmsKey = defineResource(
  z.strictObject({
    KeyPolicy: inert.optional(),
    Description: inert.optional(),
    Enabled: inert.optional(),
    EnableKeyRotation: inert.optional(),
    KeySpec: inert.optional(),
    KeyUsage: inert.optional(),
    MultiRegion: inert.optional(),
    Origin: inert.optional(),
    PendingWindowInDays: inert.optional(),
    RotationPeriodInDays: inert.optional(),
    Tags: inert.optional(),
  }),
  (_properties, { world }) => {
    const KeyId = world.random.uuid();
    return { ref: KeyId, attributes: { Arn: arnOf(world.account, 'kms', `key/${KeyId}`), KeyId } };
  },
  { replacedBy: [], remove: nothingToRemove },
);

/** The CDK's own record of the constructs in use. Accepted without effect. */
export const CdkMetadata = defineResource(
  z.strictObject({ Analytics: inert.optional() }),
  (_properties, { logicalId }) => ({
    ref: logicalId,
  }),
  { replacedBy: [], remove: nothingToRemove },
);
