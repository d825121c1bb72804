import { HEX } from '../../../platform/Randomness.ts';
import type { World } from '../../../platform/World.ts';
import type { QueueSettings } from '../queues/QueueSettings.ts';
import { createDeadlines } from './createDeadlines.ts';
import { createFifoShelf } from './createFifoShelf.ts';
import { createStandardShelf } from './createStandardShelf.ts';
import type { Message } from './Message.ts';
import { messageRecordOf } from './messageRecordOf.ts';
import type { Change, MessageStore } from './MessageStore.ts';
import { receiptHandleOf } from './receiptHandles.ts';

export interface MessageStoreOptions {
  readonly world: World;
  readonly queueName: string;
  readonly queueArn: string;
  readonly fifo: boolean;
  settings(): QueueSettings;
  /** Moves a message received `maxReceiveCount` times to the dead letters; false where it cannot. */
  retire(message: Message): boolean;
}

export function createMessageStore(options: MessageStoreOptions): MessageStore {
  const { world, queueName, queueArn, fifo, settings, retire } = options;
  const { clock, feed, random } = world;
  const messages = new Map<string, Message>();
  const shelf = fifo ? createFifoShelf() : createStandardShelf();
  const listeners = new Set<() => void>();
  const counts = { visible: 0, delayed: 0, inFlight: 0 };

  const publish = (message: Message, change: Change) => feed.publish(messageRecordOf(queueName, message, change));

  const notify = () => {
    for (const listener of listeners) if (shelf.hasDeliverable) listener();
  };

  const enter = (message: Message, state: Message['state']) => {
    counts[message.state]--;
    message.state = state;
    counts[state]++;
    shelf.changed(message);
  };

  const show = (message: Message) => {
    const returned = message.state === 'inFlight';
    enter(message, 'visible');
    if (returned) publish(message, { change: 'returned' });
  };

  const remove = (message: Message, change: Change) => {
    if (!messages.delete(message.messageId)) return;
    deadlines.forget(message);
    counts[message.state]--;
    shelf.remove(message);
    publish(message, change);
    // What waited behind it in its group may be received now.
    if (fifo) notify();
  };

  const deadlines = createDeadlines(clock, {
    retentionMs: () => settings().retentionMs,
    due: show,
    expired: (message) => remove(message, { change: 'expired' }),
    settled: notify,
  });

  const receive = (message: Message, visibilityTimeoutMs: number) => {
    message.receiptHandle = receiptHandleOf(queueArn, message.messageId, random.text(16, HEX));
    message.receiveCount++;
    message.receivedAt = clock.now();
    message.firstReceivedAt ??= message.receivedAt;
    enter(message, 'inFlight');
    deadlines.wake(message, message.receivedAt + visibilityTimeoutMs);
    publish(message, { change: 'received' });
    return message;
  };

  const peek = (limit: number) => {
    const found: Message[] = [];
    if (limit === 0) return found;
    for (const message of shelf.deliverable()) if (found.push(message) === limit) break;
    return found;
  };

  const isSpent = ({ receiveCount }: Message) =>
    receiveCount >= (settings().redrivePolicy?.maxReceiveCount ?? Infinity);

  return {
    counts,
    put(message, change) {
      messages.set(message.messageId, message);
      message.state = message.visibleAt > clock.now() ? 'delayed' : 'visible';
      counts[message.state]++;
      shelf.add(message);
      deadlines.retain(message);
      if (change) publish(message, change);
      if (message.state === 'delayed') deadlines.wake(message, message.visibleAt);
      else notify();
    },
    get: (messageId) => messages.get(messageId),
    take(limit, visibilityTimeoutMs) {
      const taken: Message[] = [];
      for (let next = peek(limit); next.length > 0; next = peek(limit - taken.length)) {
        for (const message of next) {
          // Retiring the one before may have woken a consumer that took this one.
          if (message.state !== 'visible') continue;
          if (isSpent(message) && retire(message)) continue;
          taken.push(receive(message, visibilityTimeoutMs));
        }
      }
      if (visibilityTimeoutMs === 0) deadlines.settle();
      return taken;
    },
    peek,
    hide(message, delayMs) {
      deadlines.wake(message, clock.now() + delayMs);
      if (delayMs === 0) deadlines.settle();
    },
    remove,
    clear() {
      for (const message of [...messages.values()]) remove(message, { change: 'purged' });
    },
    onVisible(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    retentionChanged: () => deadlines.settle(),
    close() {
      listeners.clear();
      messages.clear();
      shelf.clear();
      deadlines.close();
    },
  };
}
