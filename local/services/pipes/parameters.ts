import { z } from 'zod';
import { invariant, OperatorError } from '../../platform/errors.ts';
import { integer, text } from '../../resources/common/properties.ts';

const ranged = (least: number, most: number) => integer.pipe(z.number().min(least).max(most));

const batching = {
  MaximumBatchingWindowInSeconds: ranged(0, 300).default(0),
};

/** -1 for as long as the source keeps the record. */
const forever = z.literal(-1);

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-pipes-pipe-pipesourceparameters.html
 * Other sources and settings are refused.
 */
export const sourceParameters = z.strictObject({
  FilterCriteria: z
    .strictObject({
      Filters: z
        .array(z.strictObject({ Pattern: text }))
        .max(5)
        .default([]),
    })
    .optional(),
  DynamoDBStreamParameters: z
    .strictObject({
      StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
      BatchSize: ranged(1, 10_000).default(100),
      ...batching,
      MaximumRecordAgeInSeconds: z.union([integer.pipe(forever), ranged(60, 604_800)]).default(-1),
      MaximumRetryAttempts: ranged(-1, 10_000).default(-1),
      OnPartialBatchItemFailure: z.literal('AUTOMATIC_BISECT').optional(),
      DeadLetterConfig: z.strictObject({ Arn: text.optional() }).optional(),
      // One machine reads a stream's only shard in order, so this changes nothing.
      ParallelizationFactor: ranged(1, 10).optional(),
    })
    .optional(),
  SqsQueueParameters: z.strictObject({ BatchSize: ranged(1, 10_000).default(10), ...batching }).optional(),
});

export type SourceParameters = z.output<typeof sourceParameters>;

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-pipes-pipe-pipetargetparameters.html
 * Other targets and settings are refused.
 */
export const targetParameters = z.strictObject({
  InputTemplate: text.pipe(z.string().max(8192)).optional(),
  EventBridgeEventBusParameters: z
    .strictObject({
      DetailType: text.optional(),
      Source: text.optional(),
      Resources: z.array(text).optional(),
      Time: text.optional(),
    })
    .optional(),
  SqsQueueParameters: z
    .strictObject({ MessageGroupId: text.optional(), MessageDeduplicationId: text.optional() })
    .optional(),
  LambdaFunctionParameters: z
    .strictObject({
      InvocationType: z.enum(['REQUEST_RESPONSE', 'FIRE_AND_FORGET']).default('REQUEST_RESPONSE'),
    })
    .optional(),
});

export type TargetParameters = z.output<typeof targetParameters>;

/** Parses one of a pipe's parameter objects. Throws an `OperatorError` that names the member it refuses. */
export function parseParameters<Schema extends z.ZodType>(
  schema: Schema,
  pipe: string,
  name: string,
  given: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  invariant(issue, 'A refused value has an issue');
  throw new OperatorError(`Pipe ${pipe}: ${[name, ...issue.path].join('.')}: ${issue.message}`);
}
