import type { InFlight } from '../../platform/Activity.ts';
import type { Clock, Timer } from '../../platform/Clock.ts';
import type { Gate } from '../../platform/createGate.ts';
import type { World } from '../../platform/World.ts';
import type { Streams } from '../dynamodb/DynamoDb.ts';
import type { AssumeRole } from '../iam/AssumeRole.ts';
import type { Guard } from '../iam/authorization/guardActions.ts';
import type { Sqs } from '../sqs/createSqs.ts';
import type { Positions } from './createPositions.ts';
import { createPollerTasks, type PollerTasks } from './createPollerTasks.ts';

/** Reads one queue or stream for one consumer: an event source mapping or a pipe. */
export interface Poller {
  /** Begins nothing new and waits for the deliveries under way. */
  close(): Promise<void>;
}

/** What pollers reach. */
export interface PollerContext {
  readonly world: World;
  readonly sqs: Sqs;
  readonly streams: Streams;
  /** Gives pollers the roles they read with. @default every role can be had */
  readonly assumeRole?: AssumeRole | undefined;
  /** Decides whether they may read streams. @default they may */
  readonly guard?: Guard | undefined;
  /** Opens once everything is deployed. @default open from the start */
  readonly gate?: Gate | undefined;
  /** How far each has read its stream. @default each remembers its own while it runs */
  readonly positions?: Positions | undefined;
}

export interface PollerOptions {
  /** What the feed calls the consumer. */
  readonly source: string;
  /** How long a batch that is not full waits for more; 0 for not at all. */
  readonly maximumBatchingWindowMs: number;
  /** Calls `wake` whenever there may be something to read. The function it returns stops the calls. */
  listen(wake: () => void): () => void;
  /** Reads and delivers until the source has no more, or until the batching window holds the rest back. */
  poll(controls: PollControls, self: InFlight): Promise<void>;
  /** Runs after the last delivery has ended. */
  release?(): Promise<void>;
}

/** What `poll` works with. */
export interface PollControls {
  readonly tasks: PollerTasks;
  readonly window: BatchingWindow;
  wake(): void;
}

/** Starts a poller. Its source wakes it: nothing is polled at an interval. */
export function startPoller({ world, gate }: PollerContext, options: PollerOptions): Poller {
  const tasks = createPollerTasks(world, options.source, gate);
  const wake = createWaker(tasks, (self) => options.poll({ tasks, window, wake }, self));
  const window = createBatchingWindow(world.clock, options.maximumBatchingWindowMs, wake);
  const stopListening = options.listen(wake);
  wake();

  return {
    async close() {
      stopListening();
      window.close();
      await tasks.close();
      await options.release?.();
    },
  };
}

/** Runs `poll`, never twice at a time. However many wake-ups come during a run, one more run follows it. */
function createWaker(tasks: PollerTasks, poll: (self: InFlight) => Promise<void>): () => void {
  let polling = false;
  let wokenMeanwhile = false;

  return () => {
    wokenMeanwhile = true;
    if (polling || tasks.closed) return;
    polling = true;
    tasks.begin(async (self) => {
      // Records written together arrive one by one: this turn lets all of them into the first read.
      await Promise.resolve();
      try {
        while (wokenMeanwhile) {
          wokenMeanwhile = false;
          await poll(self);
        }
      } finally {
        polling = false;
      }
    });
  };
}

/** The time a batch may wait to be filled: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html#invocation-eventsourcemapping-batching */
export interface BatchingWindow {
  /** Whether a batch that is not full has to wait longer. The first call opens the window. */
  holdsBack(): boolean;
  /** Ends the window, because its batch goes out. */
  close(): void;
}

/** @param onEnd called when the window's time is over */
function createBatchingWindow(clock: Clock, lengthMs: number, onEnd: () => void): BatchingWindow {
  let timer: Timer | undefined;
  let isOver = false;
  return {
    holdsBack() {
      if (lengthMs === 0 || isOver) return false;
      timer ??= clock.schedule(lengthMs, () => {
        isOver = true;
        onEnd();
      });
      return true;
    },
    close() {
      timer?.cancel();
      timer = undefined;
      isOver = false;
    },
  };
}
