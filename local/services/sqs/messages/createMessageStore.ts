import { HEX } from '../../../platform/Randomness.ts';
import type { World } from '../../../platform/World.ts';
import type { QueueSettings } from '../queues/Queue.ts';
import { type Message, receiptHandleOf, waitingSince } from './Message.ts';
import type { MessageChange, MessageStore } from './MessageStore.ts';
import { createDeadlines, type Deadlines } from './createDeadlines.ts';
import { createMessageIndex, type MessageIndex } from './createMessageIndex.ts';
import { createQueueMetrics } from './createQueueMetrics.ts';
import { createMessageLog, type MessageLog, messageRecordOf } from './createMessageLog.ts';

export interface MessageStoreOptions {
  readonly world: World;
  readonly queueName: string;
  readonly queueArn: string;
  readonly fifo: boolean;
  settings(): QueueSettings;
  /** Moves a message to its dead-letter queue. Returns false where that queue does not exist. */
  moveToDeadLetters(message: Message, deadLetterTargetArn: string): boolean;
}

/** The options and parts of a store, for its functions below. */
interface StoreParts extends MessageStoreOptions {
  readonly index: MessageIndex;
  readonly deadlines: Deadlines;
  readonly log: MessageLog;
  publish(message: Message, change: MessageChange): void;
}

export function createMessageStore(options: MessageStoreOptions): MessageStore {
  const { world, queueName, fifo, settings } = options;
  const index: MessageIndex = createMessageIndex(fifo, () => metrics.touch());
  const log = createMessageLog(world.journal, queueName);
  const listeners = createListeners(() => index.hasDeliverable);
  const metrics = createQueueMetrics(world, queueName, { index, isPolled: () => listeners.size() > 0 });

  const publish = (message: Message, change: MessageChange) =>
    world.feed.publish(messageRecordOf(queueName, message, change));

  const makeVisible = (message: Message) => {
    const returned = message.state === 'inFlight';
    index.setState(message, 'visible');
    if (!returned) return;
    log.changed(message);
    publish(message, { change: 'returned' });
  };

  const remove = (message: Message, change: MessageChange) => {
    if (!index.remove(message)) return;
    deadlines.forget(message);
    log.removed(message);
    publish(message, change);
    // The next message of its group can be received now.
    if (fifo) listeners.call();
  };

  const deadlines = createDeadlines(world.clock, {
    retentionMs: () => settings().retentionMs,
    onVisible: makeVisible,
    onExpired: (message) => remove(message, { change: 'expired' }),
    afterVisible: listeners.call,
  });

  const parts = { ...options, index, deadlines, log, publish };
  const add = (message: Message, change?: MessageChange) => {
    if (addToParts(parts, message, change) === 'visible') listeners.call();
  };

  return {
    counts: index.counts,
    metrics,
    waitingSince: () => waitingSince(index.values()),
    put(message, change) {
      log.added(message);
      add(message, change);
    },
    restore: () => restore(log, add),
    get: index.get,
    receive: (limit, visibilityTimeoutMs) => receiveMessages(parts, limit, visibilityTimeoutMs),
    peek: index.peek,
    hide(message, delayMs) {
      deadlines.hideUntil(message, world.clock.now() + delayMs);
      if (delayMs === 0) deadlines.runDue();
    },
    remove,
    purge: () => index.all().forEach((message) => remove(message, { change: 'purged' })),
    onVisible: listeners.add,
    retentionChanged: deadlines.runDue,
    close() {
      metrics.close();
      for (const part of [log, listeners, index]) part.clear();
      deadlines.close();
    },
  };
}

function restore(log: MessageLog, add: (message: Message) => void): number {
  const messages = log.saved();
  for (const message of messages) add(message);
  return messages.reduce((highest, { order }) => Math.max(highest, order), 0);
}

/** Adds a message to each part. Returns its state. */
function addToParts(
  { world, index, deadlines, publish }: StoreParts,
  message: Message,
  change: MessageChange | undefined,
): Message['state'] {
  message.state = message.visibleAt > world.clock.now() ? 'delayed' : 'visible';
  index.add(message);
  deadlines.expireAfterRetention(message);
  if (change) publish(message, change);
  if (message.state === 'delayed') deadlines.hideUntil(message, message.visibleAt);
  return message.state;
}

function receiveMessages(store: StoreParts, limit: number, visibilityTimeoutMs: number): Message[] {
  const { index, deadlines } = store;
  const received: Message[] = [];
  // A dead letter may come back into the queue meanwhile. Each message is looked at once, so that this ends.
  const seen = new Set<string>();
  const unseen = () => index.peek(limit - received.length).filter(({ messageId }) => !seen.has(messageId));
  for (let next = unseen(); next.length > 0; next = unseen()) {
    for (const message of next) {
      seen.add(message.messageId);
      // A move to the dead-letter queue may have woken a consumer that received this message.
      if (message.state !== 'visible') continue;
      if (movedToDeadLetters(store, message)) continue;
      received.push(markReceived(store, message, visibilityTimeoutMs));
    }
  }
  if (visibilityTimeoutMs === 0) deadlines.runDue();
  return received;
}

/** Moves a message that was received `maxReceiveCount` times. Returns whether it did. */
function movedToDeadLetters({ settings, moveToDeadLetters }: StoreParts, message: Message): boolean {
  const { redrivePolicy } = settings();
  if (!redrivePolicy || message.receiveCount < redrivePolicy.maxReceiveCount) return false;
  return moveToDeadLetters(message, redrivePolicy.deadLetterTargetArn);
}

function markReceived(store: StoreParts, message: Message, visibilityTimeoutMs: number): Message {
  const { world, queueArn, index, deadlines, log, publish } = store;
  message.receiptHandle = receiptHandleOf(queueArn, message.messageId, world.random.text(16, HEX));
  message.receiveCount++;
  message.receivedAt = world.clock.now();
  message.firstReceivedAt ??= message.receivedAt;
  index.setState(message, 'inFlight');
  deadlines.hideUntil(message, message.receivedAt + visibilityTimeoutMs);
  log.changed(message);
  publish(message, { change: 'received' });
  return message;
}

interface Listeners {
  /** Returns a function that removes the listener. */
  add(listener: () => void): () => void;
  /** Calls one listener after the other, as long as `shouldCall` returns true. */
  call(): void;
  size(): number;
  clear(): void;
}

function createListeners(shouldCall: () => boolean): Listeners {
  const listeners = new Set<() => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    call() {
      for (const listener of listeners) if (shouldCall()) listener();
    },
    size: () => listeners.size,
    clear: () => listeners.clear(),
  };
}
