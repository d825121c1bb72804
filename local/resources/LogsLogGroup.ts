import { z } from 'zod';
import { arnOf } from '../platform/arns.ts';
import { inert, text } from './properties.ts';
import { defineResource } from './ResourceType.ts';

/**
 * A name and nothing more: what is logged goes to the feed.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html
 */
export const LogsLogGroup = defineResource(
  z.strictObject({
    LogGroupName: text.optional(),
    BearerTokenAuthenticationEnabled: inert.optional(),
    DataProtectionPolicy: inert.optional(),
    DeletionProtectionEnabled: inert.optional(),
    FieldIndexPolicies: inert.optional(),
    KmsKeyId: inert.optional(),
    LogGroupClass: inert.optional(),
    ResourcePolicyDocument: inert.optional(),
    RetentionInDays: inert.optional(),
    Tags: inert.optional(),
  }),
  ({ LogGroupName }, { world, physicalName }) => {
    const name = LogGroupName ?? physicalName(512);
    return { ref: name, attributes: { Arn: arnOf(world.account, 'logs', `log-group:${name}:*`) } };
  },
);
