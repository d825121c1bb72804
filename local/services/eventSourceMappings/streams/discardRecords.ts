import { isoTime } from '../../../platform/Clock.ts';
import type { StreamEntry } from '../../dynamodb/DynamoDb.ts';
import { streamBatchInfo } from '../../dynamodb/streamBatchInfo.ts';
import type { InvocationResult } from '../../lambda/Lambda.ts';
import { pollerCall } from '../pollerCall.ts';
import type { StreamDelivery } from './StreamDelivery.ts';

/** Records that are given up. */
export interface Discarded {
  readonly entries: readonly StreamEntry[];
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly invokeCount: number;
  /** The last invocation's; undefined where there was none. */
  readonly result: InvocationResult | undefined;
}

/** Tells the feed, and the on-failure queue where the mapping has one, which records were given up. */
export async function discardRecords(delivery: StreamDelivery, discarded: Discarded): Promise<void> {
  const {
    context: { world, sqs },
    mapping,
  } = delivery;
  const { entries, condition } = discarded;
  const { traceId, record } = entries[0]!;
  const QueueUrl = mapping.onFailureArn && sqs.urlOf(mapping.onFailureArn);
  const destination = mapping.onFailureArn
    ? `; told ${QueueUrl ? '' : 'nobody: there is no '}${mapping.onFailureArn}`
    : '';
  world.feed.publish({
    kind: 'failure',
    traceId,
    source: mapping.functionArn,
    code: condition,
    message: `Gave up ${entries.length} record(s) of ${mapping.eventSourceArn} from sequence number ${record.dynamodb.SequenceNumber} on${destination}.`,
  });
  if (!QueueUrl) return;
  const MessageBody = JSON.stringify(describe(delivery, discarded));
  await sqs.actions['SendMessage']!({ QueueUrl, MessageBody }, pollerCall(world, mapping, traceId));
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
function describe(
  { context: { world }, mapping }: StreamDelivery,
  { entries, condition, invokeCount, result }: Discarded,
) {
  return {
    requestContext: {
      requestId: result?.requestId ?? world.random.uuid(),
      functionArn: mapping.functionArn,
      condition,
      approximateInvokeCount: invokeCount,
    },
    ...(result && {
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        functionError: result.functionError ?? null,
      },
    }),
    version: '1.0',
    timestamp: isoTime(world.clock.now()),
    DDBStreamBatchInfo: streamBatchInfo(
      mapping.eventSourceArn,
      entries.map(({ record }) => record),
    ),
  };
}
