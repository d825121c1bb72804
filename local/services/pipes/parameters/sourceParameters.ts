import { z } from 'zod';
import { integer, text } from '../../../resources/common/properties.ts';

const ranged = (least: number, most: number) => integer.pipe(z.number().min(least).max(most));

const batching = {
  MaximumBatchingWindowInSeconds: ranged(0, 300).default(0),
};

/** -1 for as long as the source keeps the record. */
const forever = z.literal(-1);

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-pipes-pipe-pipesourceparameters.html
 * Sources and settings that are not named here are refused.
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
      // One machine reads a stream's only shard in order, whatever this says.
      ParallelizationFactor: ranged(1, 10).optional(),
    })
    .optional(),
  SqsQueueParameters: z.strictObject({ BatchSize: ranged(1, 10_000).default(10), ...batching }).optional(),
});

export type SourceParameters = z.output<typeof sourceParameters>;
