import { z } from 'zod';
import { arnOf } from '../platform/arns.ts';
import type { EventSourceMapping } from '../services/eventSourceMappings/EventSourceMappings.ts';
import { flag, inert, integer, text } from './common/properties.ts';
import { type Created, defineResource, type ResourceContext } from './common/ResourceType.ts';

const DEFAULT_QUEUE_BATCH = 10;
const DEFAULT_STREAM_BATCH = 100;

const filterCriteria = z.strictObject({
  Filters: z
    .array(z.strictObject({ Pattern: text }))
    .max(5)
    .default([]),
});

const properties = z.strictObject({
  EventSourceArn: text,
  FunctionName: text,
  BatchSize: integer.optional(),
  BisectBatchOnFunctionError: flag.optional(),
  DestinationConfig: z
    .strictObject({ OnFailure: z.strictObject({ Destination: text }).optional() })
    .optional(),
  Enabled: flag.default(true),
  FilterCriteria: filterCriteria.optional(),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).max(1).default([]),
  MaximumBatchingWindowInSeconds: integer.default(0),
  MaximumRecordAgeInSeconds: integer.optional(),
  MaximumRetryAttempts: integer.optional(),
  // A shard has one batch in flight at a time, which is AWS's default.
  ParallelizationFactor: z.union([z.literal(1), z.literal('1')]).optional(),
  ScalingConfig: z.strictObject({ MaximumConcurrency: integer.optional() }).optional(),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']).optional(),
  KmsKeyArn: inert.optional(),
  MetricsConfig: inert.optional(),
  Tags: inert.optional(),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html */
export const LambdaEventSourceMapping = defineResource(
  properties,
  (given, context) => {
    const mapping = mappingOf(given, context);
    context.services.eventSourceMappings.create(mapping);
    return createdFrom(mapping, context);
  },
  {
    replacedBy: ['EventSourceArn', 'StartingPosition'],
    update(given, context) {
      const mapping = mappingOf(given, context);
      context.services.eventSourceMappings.update(mapping);
      return createdFrom(mapping, context);
    },
    remove: ({ ref }, { services }) => services.eventSourceMappings.delete(ref),
  },
);

function mappingOf(given: z.output<typeof properties>, { world }: ResourceContext): EventSourceMapping {
  const { EventSourceArn, FunctionName, StartingPosition } = given;
  return {
    uuid: world.random.uuid(),
    eventSourceArn: EventSourceArn,
    functionArn: FunctionName.startsWith('arn:')
      ? FunctionName
      : arnOf(world.account, 'lambda', `function:${FunctionName}`),
    enabled: given.Enabled,
    batchSize: given.BatchSize ?? (StartingPosition ? DEFAULT_STREAM_BATCH : DEFAULT_QUEUE_BATCH),
    maximumBatchingWindowMs: given.MaximumBatchingWindowInSeconds * 1000,
    reportBatchItemFailures: given.FunctionResponseTypes.length > 0,
    filters: given.FilterCriteria?.Filters.map(({ Pattern }) => Pattern) ?? [],
    ...withoutUndefined({
      maximumConcurrency: given.ScalingConfig?.MaximumConcurrency,
      startingPosition: StartingPosition,
      maximumRetryAttempts: given.MaximumRetryAttempts,
      maximumRecordAgeSeconds: given.MaximumRecordAgeInSeconds,
      bisectBatchOnFunctionError: given.BisectBatchOnFunctionError,
      onFailureArn: given.DestinationConfig?.OnFailure?.Destination,
    }),
  };
}

const createdFrom = ({ uuid }: EventSourceMapping, { world }: ResourceContext): Created => ({
  ref: uuid,
  attributes: {
    Id: uuid,
    EventSourceMappingArn: arnOf(world.account, 'lambda', `event-source-mapping:${uuid}`),
  },
});

/** Leaves out members whose value is undefined. */
const withoutUndefined = <T extends object>(members: T) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
