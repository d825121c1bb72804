import { HEX } from '../../../platform/Randomness.ts';
import type { World } from '../../../platform/World.ts';
import type { QueueSettings } from '../queues/Queue.ts';
import { type Message, receiptHandleOf } from './Message.ts';
import type { Change, MessageStore } from './MessageStore.ts';
import { createDeadlines, type Deadlines } from './createDeadlines.ts';
import { createRegister, type Register } from './createMessageIndex.ts';
import { createMessageLog, type MessageLog, messageRecordOf } from './createMessageLog.ts';

export interface MessageStoreOptions {
  readonly world: World;
  readonly queueName: string;
  readonly queueArn: string;
  readonly fifo: boolean;
  settings(): QueueSettings;
  /** Moves a message received `maxReceiveCount` times to the dead letters; false where it cannot. */
  retire(message: Message): boolean;
}

/** What the parts of a message store share. */
interface StoreParts extends MessageStoreOptions {
  readonly register: Register;
  readonly deadlines: Deadlines;
  readonly log: MessageLog;
  publish(message: Message, change: Change): void;
}

export function createMessageStore(options: MessageStoreOptions): MessageStore {
  const { world, queueName, fifo, settings } = options;
  const register = createRegister(fifo);
  const log = createMessageLog(world.journal, queueName);
  const listeners = createListeners(() => register.hasDeliverable);

  const publish = (message: Message, change: Change) =>
    world.feed.publish(messageRecordOf(queueName, message, change));

  const show = (message: Message) => {
    const returned = message.state === 'inFlight';
    register.enter(message, 'visible');
    if (!returned) return;
    log.changed(message);
    publish(message, { change: 'returned' });
  };

  const remove = (message: Message, change: Change) => {
    if (!register.remove(message)) return;
    deadlines.forget(message);
    log.removed(message);
    publish(message, change);
    // What waited behind it in its group may be received now.
    if (fifo) listeners.call();
  };

  const deadlines = createDeadlines(world.clock, {
    retentionMs: () => settings().retentionMs,
    due: show,
    expired: (message) => remove(message, { change: 'expired' }),
    settled: listeners.call,
  });

  const parts = { ...options, register, deadlines, log, publish };
  const add = (message: Message, change?: Change) => {
    if (admit(parts, message, change) === 'visible') listeners.call();
  };

  return {
    counts: register.counts,
    put(message, change) {
      log.added(message);
      add(message, change);
    },
    restore: () => restore(log, add),
    get: register.get,
    take: (limit, visibilityTimeoutMs) => takeMessages(parts, limit, visibilityTimeoutMs),
    peek: register.peek,
    hide(message, delayMs) {
      deadlines.wake(message, world.clock.now() + delayMs);
      if (delayMs === 0) deadlines.settle();
    },
    remove,
    clear: () => register.all().forEach((message) => remove(message, { change: 'purged' })),
    onVisible: listeners.add,
    retentionChanged: deadlines.settle,
    close() {
      log.closed();
      listeners.clear();
      register.clear();
      deadlines.close();
    },
  };
}

function restore(log: MessageLog, add: (message: Message) => void): number {
  const messages = log.remembered();
  for (const message of messages) add(message);
  return messages.reduce((highest, { order }) => Math.max(highest, order), 0);
}

/** Takes a message in; answers whether it may be received now. */
function admit(
  { world, register, deadlines, publish }: StoreParts,
  message: Message,
  change: Change | undefined,
): Message['state'] {
  message.state = message.visibleAt > world.clock.now() ? 'delayed' : 'visible';
  register.add(message);
  deadlines.retain(message);
  if (change) publish(message, change);
  if (message.state === 'delayed') deadlines.wake(message, message.visibleAt);
  return message.state;
}

/** Receives at most `limit` messages; one received often enough goes to the dead letters instead. */
function takeMessages(store: StoreParts, limit: number, visibilityTimeoutMs: number): Message[] {
  const { register, deadlines, retire } = store;
  const taken: Message[] = [];
  for (let next = register.peek(limit); next.length > 0; next = register.peek(limit - taken.length)) {
    for (const message of next) {
      // Retiring the one before may have woken a consumer that took this one.
      if (message.state !== 'visible') continue;
      if (isSpent(store, message) && retire(message)) continue;
      taken.push(receive(store, message, visibilityTimeoutMs));
    }
  }
  if (visibilityTimeoutMs === 0) deadlines.settle();
  return taken;
}

const isSpent = ({ settings }: StoreParts, { receiveCount }: Message) =>
  receiveCount >= (settings().redrivePolicy?.maxReceiveCount ?? Infinity);

function receive(store: StoreParts, message: Message, visibilityTimeoutMs: number): Message {
  const { world, queueArn, register, deadlines, log, publish } = store;
  message.receiptHandle = receiptHandleOf(queueArn, message.messageId, world.random.text(16, HEX));
  message.receiveCount++;
  message.receivedAt = world.clock.now();
  message.firstReceivedAt ??= message.receivedAt;
  register.enter(message, 'inFlight');
  deadlines.wake(message, message.receivedAt + visibilityTimeoutMs);
  log.changed(message);
  publish(message, { change: 'received' });
  return message;
}

export interface Listeners {
  /** The answer takes the listener away again. */
  add(listener: () => void): () => void;
  /** Calls one after the other, for as long as `worthwhile`. */
  call(): void;
  clear(): void;
}

function createListeners(worthwhile: () => boolean): Listeners {
  const listeners = new Set<() => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    call() {
      for (const listener of listeners) if (worthwhile()) listener();
    },
    clear: () => listeners.clear(),
  };
}
