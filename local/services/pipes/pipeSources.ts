import { OperatorError } from '../../platform/errors.ts';
import { newTraceId, traceIdOf } from '../../platform/traceIds.ts';
import type { StreamEntry } from '../dynamodb/DynamoDb.ts';
import type { QueueRecord } from '../polling/createQueueClient.ts';
import type { Poller } from '../polling/startPoller.ts';
import { startQueuePoller } from '../polling/startQueuePoller.ts';
import { startStreamPoller } from '../polling/startStreamPoller.ts';
import { pipeCall, type PipeContext } from './Pipes.ts';
import { type PipeItem, type PipeTarget, sendToTarget } from './PipeTarget.ts';

/** Reads a table's stream: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-dynamodb.html */
export function startStreamSource(context: PipeContext, target: PipeTarget): Poller {
  const { pipe, source } = context;
  const settings = source.DynamoDBStreamParameters;
  if (!settings)
    throw new OperatorError(
      `Pipe ${pipe.name}: SourceParameters.DynamoDBStreamParameters.StartingPosition is missing.`,
    );
  return startStreamPoller(context, {
    name: pipe.arn,
    source: `pipe ${pipe.name}`,
    streamArn: pipe.sourceArn,
    startingPosition: settings.StartingPosition,
    batchSize: settings.BatchSize,
    maximumBatchingWindowMs: settings.MaximumBatchingWindowInSeconds * 1000,
    filters: filtersOf(context),
    maximumRetryAttempts: settings.MaximumRetryAttempts,
    maximumRecordAgeSeconds: settings.MaximumRecordAgeInSeconds,
    expiredCondition: 'MaximumRecordAgeExceeded',
    bisectBatchOnError: settings.OnPartialBatchItemFailure !== undefined,
    onFailureArn: settings.DeadLetterConfig?.Arn,
    async deliver(entries) {
      const failed = await sendToTarget(context, target, entries.map(streamItemOf));
      return { attempted: true, remaining: entries.filter((_entry, at) => failed.has(at)) };
    },
    onFailureContext: ({ condition }) => ({ context: { partnerResourceArn: pipe.arn, condition } }),
    callFor: (traceId) => pipeCall(context, traceId),
  });
}

/** Reads a queue, one batch after the other: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html */
export function startQueueSource(context: PipeContext, target: PipeTarget): Poller {
  const { world, pipe, source } = context;
  const { BatchSize = 10, MaximumBatchingWindowInSeconds = 0 } = source.SqsQueueParameters ?? {};
  const newTrace = () => newTraceId(world.clock.now(), world.random);
  return startQueuePoller(context, {
    source: `pipe ${pipe.name}`,
    queueArn: pipe.sourceArn,
    batchSize: BatchSize,
    maximumBatchingWindowMs: MaximumBatchingWindowInSeconds * 1000,
    filters: filtersOf(context),
    newCall: () => pipeCall(context, newTrace()),
    async deliver({ records }) {
      const items = records.map((record) =>
        queueItemOf(record, traceIdOf(record.attributes['AWSTraceHeader']) ?? newTrace()),
      );
      const failed = await sendToTarget(context, target, items);
      return records.filter((_record, at) => !failed.has(at));
    },
  });
}

const filtersOf = ({ source }: PipeContext) =>
  (source.FilterCriteria?.Filters ?? []).map(({ Pattern }) => Pattern);

const streamItemOf = ({ record, traceId }: StreamEntry): PipeItem => ({
  id: record.eventID,
  record,
  event: { ...record },
  traceId,
});

/**
 * Templates and paths can read inside a body that is JSON.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html#input-transform-implicit
 */
const queueItemOf = (record: QueueRecord, traceId: string): PipeItem => ({
  id: record.messageId,
  record,
  event: { ...record, body: parseBody(record.body) },
  traceId,
});

function parseBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
