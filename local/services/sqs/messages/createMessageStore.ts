import type { World } from '../../../platform/World.ts';
import type { QueueSettings } from '../queues/QueueSettings.ts';
import { createDeadlines, type Deadlines } from './createDeadlines.ts';
import { createListeners } from './createListeners.ts';
import { createMessageLog, type MessageLog } from './createMessageLog.ts';
import { createRegister, type Register } from './createRegister.ts';
import type { Message } from './Message.ts';
import { messageRecordOf } from './messageRecordOf.ts';
import type { Change, MessageStore } from './MessageStore.ts';
import { takeMessages } from './takeMessages.ts';

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
export interface StoreParts extends MessageStoreOptions {
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
