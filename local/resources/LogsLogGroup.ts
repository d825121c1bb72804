import { z } from 'zod';
import { defineResource } from './common/ResourceType.ts';
import { inert, integer, text } from './common/properties.ts';

/**
 * What functions log to it is kept in memory, and begins anew with each start.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html
 */
export const LogsLogGroup = defineResource(
  z.strictObject({
    LogGroupName: text.optional(),
    RetentionInDays: integer.optional(),
    BearerTokenAuthenticationEnabled: inert.optional(),
    DataProtectionPolicy: inert.optional(),
    DeletionProtectionEnabled: inert.optional(),
    FieldIndexPolicies: inert.optional(),
    KmsKeyId: inert.optional(),
    LogGroupClass: inert.optional(),
    ResourcePolicyDocument: inert.optional(),
    Tags: inert.optional(),
  }),
  ({ LogGroupName, RetentionInDays }, { services, physicalName }) => {
    const name = LogGroupName ?? physicalName(512);
    const arn = services.logs.createLogGroup({
      name,
      ...(RetentionInDays !== undefined && { retentionInDays: RetentionInDays }),
    });
    return { ref: name, attributes: { Arn: arn } };
  },
  {
    replacedBy: ['LogGroupName'],
    identifiedBy: ['LogGroupName'],
    remove: ({ ref }, { services }) => services.logs.deleteLogGroup(ref),
  },
);
