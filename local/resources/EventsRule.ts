import { z } from 'zod';
import { callAction } from '../platform/Call.ts';
import { cloudFormationCall, defineResource } from './common/ResourceType.ts';
import { inert, integer, json, text } from './common/properties.ts';

const Target = z.strictObject({
  Id: text,
  Arn: text,
  RoleArn: text.optional(),
  Input: text.optional(),
  InputPath: text.optional(),
  InputTransformer: z
    .strictObject({ InputPathsMap: z.record(z.string(), text).optional(), InputTemplate: text })
    .optional(),
  RetryPolicy: z
    .strictObject({ MaximumRetryAttempts: integer.optional(), MaximumEventAgeInSeconds: integer.optional() })
    .optional(),
  DeadLetterConfig: z.strictObject({ Arn: text.optional() }).optional(),
  SqsParameters: z.strictObject({ MessageGroupId: text.optional() }).optional(),
  AppSyncParameters: z.strictObject({ GraphQLOperation: text.optional() }).optional(),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html */
export const EventsRule = defineResource(
  z.strictObject({
    Name: text.optional(),
    Description: text.optional(),
    EventBusName: text.optional(),
    EventPattern: json.optional(),
    ScheduleExpression: text.optional(),
    State: text.optional(),
    RoleArn: text.optional(),
    Targets: z.array(Target).default([]),
    Tags: inert.optional(),
  }),
  async ({ Targets, Tags: _, EventPattern, ...properties }, context) => {
    const { actions } = context.services.events;
    const call = cloudFormationCall(context.world);
    const Name = properties.Name ?? context.physicalName();
    const rule = { ...properties, Name, ...(EventPattern && { EventPattern: JSON.stringify(EventPattern) }) };
    const run = <Output>(action: string, input: object) => callAction<Output>(actions, action, input, call);
    const { RuleArn } = await run<{ RuleArn: string }>('PutRule', rule);
    const { EventBusName } = await run<{ EventBusName: string }>('DescribeRule', {
      Name,
      EventBusName: properties.EventBusName,
    });
    if (Targets.length > 0) await run('PutTargets', { Rule: Name, EventBusName, Targets });
    return {
      ref: EventBusName === 'default' ? Name : `${EventBusName}|${Name}`,
      attributes: { Arn: RuleArn },
    };
  },
);
