import { newTraceId, traceIdOf } from '../../../platform/traceIds.ts';
import { createBatchingWindow } from '../../eventSourceMappings/createBatchingWindow.ts';
import { createWaker } from '../../eventSourceMappings/createWaker.ts';
import { createWork } from '../../eventSourceMappings/createWork.ts';
import type { Poller } from '../../eventSourceMappings/Poller.ts';
import { createGathering } from '../../eventSourceMappings/queues/createGathering.ts';
import { createQueueClient } from '../../eventSourceMappings/queues/createQueueClient.ts';
import { createQueueFilter } from '../../eventSourceMappings/queues/createQueueFilter.ts';
import { queueRecordOf, type QueueRecord } from '../../eventSourceMappings/queues/queueRecordOf.ts';
import { pipeCall } from '../pipeCall.ts';
import type { PipeContext } from '../PipeContext.ts';
import type { PipeTarget } from '../PipeTarget.ts';
import { send } from '../send.ts';
import { queueItemOf } from './queueItemOf.ts';

/**
 * Reads a queue, one batch after the other. What the target took is deleted; the rest is received
 * again when its visibility timeout is over, until the queue's own redrive policy has enough.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html
 */
export function startQueueSource(context: PipeContext, target: PipeTarget): Poller {
  const { world, sqs, pipe, source, gate } = context;
  const { BatchSize = 10, MaximumBatchingWindowInSeconds = 0 } = source.SqsQueueParameters ?? {};
  const passes = createQueueFilter((source.FilterCriteria?.Filters ?? []).map(({ Pattern }) => Pattern));
  const newTrace = () => newTraceId(world.clock.now(), world.random);
  const queue = createQueueClient(sqs, pipe.sourceArn, () => pipeCall(pipe, newTrace()));
  const work = createWork(world, `pipe ${pipe.name}`, gate);
  const gathering = createGathering(BatchSize);

  const gather = async () => {
    while (!gathering.isFull) {
      const messages = await queue.receive(gathering.room);
      if (messages.length === 0) return;
      const records = messages.map((message) => queueRecordOf(message, pipe.sourceArn));
      for (const record of records.filter(passes)) gathering.add(record, world.clock.now());
      await queue.delete(handlesOf(records.filter((record) => !passes(record))));
    }
  };

  const carry = async (records: readonly QueueRecord[]) => {
    const items = records.map((record) =>
      queueItemOf(record, traceIdOf(record.attributes['AWSTraceHeader']) ?? newTrace()),
    );
    const failures = await send(context, target, items);
    await queue.delete(handlesOf(records.filter((_record, at) => !failures.has(items[at]!))));
  };

  const poll = async () => {
    while (!work.closed) {
      await gather();
      if (gathering.isEmpty || (!gathering.isFull && window.holdsBack())) return;
      window.close();
      await carry(gathering.take().records);
    }
  };

  const wake = createWaker(work, poll);
  const window = createBatchingWindow(world.clock, MaximumBatchingWindowInSeconds * 1000, wake);
  const stopListening = sqs.onVisible(pipe.sourceArn, wake);
  wake();

  return {
    async close() {
      stopListening();
      window.close();
      await work.close();
      while (!gathering.isEmpty) await queue.release(handlesOf(gathering.take().records));
    },
  };
}

const handlesOf = (records: readonly QueueRecord[]) =>
  records.map(({ receiptHandle }) => ({ ReceiptHandle: receiptHandle }));
