import { isoTime } from '../../../platform/Clock.ts';
import { streamBatchInfo } from '../../dynamodb/streamBatchInfo.ts';
import { pipeCall } from '../pipeCall.ts';
import type { Carrying } from './Carrying.ts';
import type { StreamItem } from './StreamItem.ts';

type Condition = 'RetryAttemptsExhausted' | 'MaximumRecordAgeExceeded';

/** Tells the feed, and the pipe's dead letter queue where it has one, which records were given up. */
export async function giveUpRecords(
  { context, settings }: Carrying,
  items: readonly StreamItem[],
  condition: Condition,
): Promise<void> {
  const { world, sqs, pipe } = context;
  const { traceId, record } = items[0]!;
  const queueArn = settings.DeadLetterConfig?.Arn;
  const QueueUrl = queueArn && sqs.urlOf(queueArn);
  const told = queueArn ? `; told ${QueueUrl ? '' : 'nobody, for there is no '}${queueArn}` : '';
  world.feed.publish({
    kind: 'failure',
    traceId,
    source: `pipe ${pipe.name}`,
    code: condition,
    message: `Gave up ${items.length} record(s) from sequence number ${record.dynamodb.SequenceNumber} on${told}.`,
  });
  if (!QueueUrl) return;
  const MessageBody = JSON.stringify(describe(pipe, items, condition, world.clock.now()));
  await sqs.actions['SendMessage']!({ QueueUrl, MessageBody }, pipeCall(pipe, traceId));
}

/** Where the records are, not what they say: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html */
function describe(
  pipe: { arn: string; sourceArn: string },
  items: readonly StreamItem[],
  condition: Condition,
  nowMs: number,
) {
  return {
    context: { partnerResourceArn: pipe.arn, condition },
    version: '1.0',
    timestamp: isoTime(nowMs),
    DDBStreamBatchInfo: streamBatchInfo(
      pipe.sourceArn,
      items.map(({ record }) => record),
    ),
  };
}
