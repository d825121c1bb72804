import { createBatchingWindow } from '../createBatchingWindow.ts';
import { createWaker } from '../createWaker.ts';
import { createWork } from '../createWork.ts';
import type { EventSourceMapping } from '../EventSourceMappings.ts';
import { pollerCall } from '../pollerCall.ts';
import type { Poller, PollerContext } from '../Poller.ts';
import { checkQueueMapping } from './checkQueueMapping.ts';
import { createGathering } from './createGathering.ts';
import { createQueueClient } from './createQueueClient.ts';
import { createQueueFilter } from './createQueueFilter.ts';
import { deliverBatch } from './deliverBatch.ts';
import { gatherMessages } from './gatherMessages.ts';

/**
 * AWS begins with five pollers and adds more under load. Here every batch under way is a thread, with a heap and
 * compiled code of its own, on the same few cores: a second one takes memory and a cold start, and no less time.
 * Whoever wants more at once says so by `ScalingConfig`.
 */
const DEFAULT_CONCURRENCY = 1;

/**
 * Hands a queue's messages to a function. A batch goes out when it is full, its window is over or,
 * without a window, as soon as the queue has no more; at most `maximumConcurrency` are under way.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export function startQueuePoller(context: PollerContext, mapping: EventSourceMapping): Poller {
  const { world, sqs, gate } = context;
  const {
    eventSourceArn,
    batchSize,
    maximumBatchingWindowMs,
    maximumConcurrency = DEFAULT_CONCURRENCY,
  } = mapping;
  checkQueueMapping(mapping);
  const passes = createQueueFilter(mapping.filters);
  const work = createWork(world, mapping.functionArn, gate);
  const queue = createQueueClient(sqs, eventSourceArn, () => pollerCall(world, mapping));
  const gathering = createGathering(batchSize);
  let underWay = 0;

  const deliverNext = () => {
    const batch = gathering.take();
    window.close();
    underWay++;
    work.begin(async (self) => {
      try {
        await deliverBatch({ context, mapping, queue, work }, batch, self);
      } finally {
        underWay--;
        wake();
      }
    });
  };

  const poll = async () => {
    while (!work.closed && underWay < maximumConcurrency) {
      await gatherMessages({ queue, queueArn: eventSourceArn, gathering, passes, clock: world.clock });
      if (gathering.isEmpty || (!gathering.isFull && window.holdsBack())) return;
      deliverNext();
    }
  };

  const wake = createWaker(work, poll);
  const window = createBatchingWindow(world.clock, maximumBatchingWindowMs, wake);
  const stopListening = sqs.onVisible(eventSourceArn, wake);
  wake();

  return {
    async close() {
      stopListening();
      window.close();
      await work.close();
      while (!gathering.isEmpty) {
        await queue.release(
          gathering.take().records.map(({ receiptHandle }) => ({ ReceiptHandle: receiptHandle })),
        );
      }
    },
  };
}
