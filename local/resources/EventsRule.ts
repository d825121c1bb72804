import { z } from 'zod';
import { callAction } from '../platform/Call.ts';
import {
  cloudFormationCall,
  type Created,
  defineResource,
  type Existing,
  type ResourceContext,
} from './common/ResourceType.ts';
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

const properties = z.strictObject({
  Name: text.optional(),
  Description: text.optional(),
  EventBusName: text.optional(),
  EventPattern: json.optional(),
  ScheduleExpression: text.optional(),
  State: text.optional(),
  RoleArn: text.optional(),
  Targets: z.array(Target).default([]),
  Tags: inert.optional(),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html */
export const EventsRule = defineResource(properties, putRule, {
  replacedBy: ['EventBusName', 'Name'],
  identifiedBy: ['EventBusName', 'Name'],
  async update(given, context, before) {
    const updated = await putRule(given, context);
    const kept = new Set(given.Targets.map(({ Id }) => Id));
    await removeTargets(before, (id) => !kept.has(id), context);
    return updated;
  },
  async remove(existing, context) {
    await removeTargets(existing, () => true, context);
    await run('DeleteRule', { Name: nameOf(existing), ...busOf(existing) }, context);
  },
});

type Properties = z.output<typeof properties>;

/** Creates a rule, or changes the one that is there. */
async function putRule(
  { Targets, Tags: _, EventPattern, ...given }: Properties,
  context: ResourceContext,
): Promise<Created> {
  const Name = given.Name ?? context.physicalName();
  const rule = { ...given, Name, ...(EventPattern && { EventPattern: JSON.stringify(EventPattern) }) };
  const { RuleArn } = await run<{ RuleArn: string }>('PutRule', rule, context);
  const named = { Name, EventBusName: given.EventBusName };
  const { EventBusName } = await run<{ EventBusName: string }>('DescribeRule', named, context);
  if (Targets.length > 0) await run('PutTargets', { Rule: Name, EventBusName, Targets }, context);
  return {
    ref: EventBusName === 'default' ? Name : `${EventBusName}|${Name}`,
    attributes: { Arn: RuleArn },
  };
}

async function removeTargets(
  existing: Existing<Properties>,
  isGone: (id: string) => boolean,
  context: ResourceContext,
): Promise<void> {
  const Ids = existing.properties.Targets.map(({ Id }) => Id).filter(isGone);
  if (Ids.length > 0)
    await run('RemoveTargets', { Rule: nameOf(existing), Ids, ...busOf(existing) }, context);
}

const nameOf = ({ ref }: Created) => ref.slice(ref.lastIndexOf('|') + 1);

const busOf = ({ properties: { EventBusName } }: Existing<Properties>) =>
  EventBusName === undefined ? {} : { EventBusName };

const run = <Output>(action: string, input: object, { services, world }: ResourceContext) =>
  callAction<Output>(services.events.actions, action, input, cloudFormationCall(world));
