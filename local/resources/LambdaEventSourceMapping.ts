import { z } from 'zod';
import { arnOf } from '../platform/arns.ts';
import { flag, inert, integer, text } from './common/properties.ts';
import { defineResource } from './common/ResourceType.ts';

const DEFAULT_QUEUE_BATCH = 10;
const DEFAULT_STREAM_BATCH = 100;

const filterCriteria = z.strictObject({
  Filters: z
    .array(z.strictObject({ Pattern: text }))
    .max(5)
    .default([]),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html */
export const LambdaEventSourceMapping = defineResource(
  z.strictObject({
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
  }),
  (properties, { world, services }) => {
    const { EventSourceArn, FunctionName, StartingPosition } = properties;
    const uuid = world.random.uuid();
    services.eventSourceMappings.create({
      uuid,
      eventSourceArn: EventSourceArn,
      functionArn: FunctionName.startsWith('arn:')
        ? FunctionName
        : arnOf(world.account, 'lambda', `function:${FunctionName}`),
      enabled: properties.Enabled,
      batchSize: properties.BatchSize ?? (StartingPosition ? DEFAULT_STREAM_BATCH : DEFAULT_QUEUE_BATCH),
      maximumBatchingWindowMs: properties.MaximumBatchingWindowInSeconds * 1000,
      reportBatchItemFailures: properties.FunctionResponseTypes.length > 0,
      filters: properties.FilterCriteria?.Filters.map(({ Pattern }) => Pattern) ?? [],
      ...withoutUndefined({
        maximumConcurrency: properties.ScalingConfig?.MaximumConcurrency,
        startingPosition: StartingPosition,
        maximumRetryAttempts: properties.MaximumRetryAttempts,
        maximumRecordAgeSeconds: properties.MaximumRecordAgeInSeconds,
        bisectBatchOnFunctionError: properties.BisectBatchOnFunctionError,
        onFailureArn: properties.DestinationConfig?.OnFailure?.Destination,
      }),
    });
    return {
      ref: uuid,
      attributes: {
        Id: uuid,
        EventSourceMappingArn: arnOf(world.account, 'lambda', `event-source-mapping:${uuid}`),
      },
    };
  },
);

/** Leaves out members whose value is undefined. */
const withoutUndefined = <T extends object>(members: T) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
