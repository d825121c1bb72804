import { type InFlight, turns } from '../../platform/Activity.ts';
import type { Call } from '../../platform/Call.ts';
import { createBatchBuffer, type QueueBatch } from './createBatchBuffer.ts';
import { createQueueClient, type QueueClient, type QueueRecord } from './createQueueClient.ts';
import { backoffMs, type PollerTasks } from './createPollerTasks.ts';
import { createQueueFilter } from './recordFilters.ts';
import { type Poller, type PollerContext, type PollControls, startPoller } from './startPoller.ts';

/** Whoever a queue's messages are delivered to. */
export interface QueueConsumer {
  /** What the feed calls the consumer. */
  readonly source: string;
  readonly queueArn: string;
  readonly batchSize: number;
  readonly maximumBatchingWindowMs: number;
  /** Patterns as JSON text, OR-ed; empty for all. */
  readonly filters: readonly string[];
  /** How many batches are under way at a time, at most. @default 1 */
  readonly maximumConcurrency?: number | undefined;
  /** How often one message that fails may be delivered again at once before deliveries slow down. @default 3 */
  readonly redeliveriesAtOnce?: number | undefined;
  /** Delivers a batch and returns the records that are done. The others are received again. */
  deliver(batch: QueueBatch, context: QueueDeliveryContext): Promise<readonly QueueRecord[]>;
  /** The poller's own call to the queue. */
  newCall(): Promise<Call>;
}

/** What a delivery reaches, and the tasks it is one of. */
export interface QueueDeliveryContext {
  readonly queue: QueueClient;
  readonly tasks: PollerTasks;
  readonly self: InFlight;
}

/**
 * AWS begins with five pollers and adds more under load. Here every batch under way is a thread, with a heap and
 * compiled code of its own, on the same few cores: a second one takes memory and a cold start, and no less time.
 * Whoever wants more at once says so by `ScalingConfig`.
 */
const DEFAULT_CONCURRENCY = 1;

/**
 * How many turns of the event loop pass before an idle poller receives. Chosen: well below a millisecond in an idle process,
 * and no faster than AWS's pollers, which ask over the network. Those who send many messages at once are answered first, and
 * the batch is fuller: an invocation costs as much as several messages.
 */
const TURNS_BEFORE_RECEIVING = 12;

/** The same behind a batch. Chosen: clients that send meanwhile have their turns, and the function waits for next to nothing. */
const TURNS_BETWEEN_BATCHES = 3;

/**
 * Delivers a queue's messages to a consumer and deletes those that are done. A batch goes out when it is
 * full, when its window is over or, without a window, as soon as the queue has no more. The other messages
 * are received again after their visibility timeout, until the queue's redrive policy ends that.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html
 */
export function startQueuePoller(context: PollerContext, consumer: QueueConsumer): Poller {
  const { world, sqs } = context;
  const { source, queueArn, maximumBatchingWindowMs, maximumConcurrency = DEFAULT_CONCURRENCY } = consumer;
  const passes = createQueueFilter(consumer.filters);
  const queue = createQueueClient(sqs, queueArn, () => consumer.newCall());
  const buffer = createBatchBuffer(consumer.batchSize);
  const redeliveries = createRedeliveryBackoff(consumer.redeliveriesAtOnce);
  let underWay = 0;
  let batchEnded = false;

  /** Receives until the batch is full or the queue has no more. Deletes what passes no filter. */
  const fillBuffer = async () => {
    while (!buffer.isFull) {
      const records = await queue.receive(buffer.room);
      if (records.length === 0) return;
      const unwanted: QueueRecord[] = [];
      for (const record of records) {
        if (passes(record)) buffer.add(record, world.clock.now());
        else unwanted.push(record);
      }
      await queue.delete(unwanted);
    }
  };

  const deliverNext = ({ tasks, window, wake }: PollControls) => {
    const batch = buffer.take();
    window.close();
    underWay++;
    tasks.begin(async (self) => {
      let done: readonly QueueRecord[] = [];
      try {
        done = await consumer.deliver(batch, { queue, tasks, self });
        await queue.delete(done);
      } finally {
        const pauseMs = redeliveries.pauseAfter(batch, done, world.clock.now());
        if (pauseMs > 0) await tasks.pause(self, pauseMs);
        underWay--;
        batchEnded = true;
        wake();
      }
    });
  };

  return startPoller(context, {
    source,
    maximumBatchingWindowMs,
    listen: (wake) => sqs.onVisible(queueArn, wake),
    async poll(controls) {
      const pause = batchEnded ? TURNS_BETWEEN_BATCHES : TURNS_BEFORE_RECEIVING;
      batchEnded = false;
      if (underWay < maximumConcurrency) await turns(pause);
      while (!controls.tasks.closed && underWay < maximumConcurrency) {
        await fillBuffer();
        if (buffer.isEmpty || (!buffer.isFull && controls.window.holdsBack())) return;
        deliverNext(controls);
      }
    },
    async release() {
      while (!buffer.isEmpty) await queue.release(buffer.take().records);
    },
  });
}

/** A record that is received again sooner than this has not been hidden in between. */
const AT_ONCE_MS = 1000;

/** Chosen: what ends a mistake soon, where nothing says that failures are meant. */
const FEW_AT_ONCE = 3;

interface RedeliveryBackoff {
  /** How long to wait after a batch of which only some records are `done`. */
  pauseAfter(batch: QueueBatch, done: readonly QueueRecord[], now: number): number;
}

/**
 * Slows down a queue that hides nothing: with a visibility timeout of 0 whatever failed is received again in the same
 * moment, for ever where no redrive policy ends it. Lambda slows down as well, by fewer pollers at a time:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-backoff-strategy
 */
function createRedeliveryBackoff(mostAtOnce = FEW_AT_ONCE): RedeliveryBackoff {
  /** How often in a row each record that failed last was delivered again at once. */
  let failed: ReadonlyMap<string, number> = new Map();
  let resumedAt = -Infinity;
  return {
    pauseAfter({ records, receivedAt }, done, now) {
      const doneIds = new Set(done.map(({ messageId }) => messageId));
      const before = receivedAt - resumedAt < AT_ONCE_MS ? failed : new Map<string, number>();
      failed = new Map(
        records
          .filter(({ messageId }) => !doneIds.has(messageId))
          .map(({ messageId }) => [messageId, (before.get(messageId) ?? -1) + 1]),
      );
      const most = Math.max(0, ...failed.values());
      const pauseMs = most > mostAtOnce ? backoffMs(most - mostAtOnce - 1) : 0;
      resumedAt = now + pauseMs;
      return pauseMs;
    },
  };
}
