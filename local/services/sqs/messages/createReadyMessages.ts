import { invariant } from '../../../platform/errors.ts';
import type { Message } from './Message.ts';
import { createSortedSet, type SortedSet } from './createSortedSet.ts';

/** Decides which of a queue's messages can be received now, and in what order. */
export interface ReadyMessages {
  /** Whether any message can be received now. */
  readonly hasDeliverable: boolean;
  /** The messages that can be received now, in order. Invalid after any change. */
  deliverable(): Iterable<Message>;
  add(message: Message): void;
  remove(message: Message): void;
  /** Call this after the message's `state` changed. */
  update(message: Message): void;
  clear(): void;
}

export const createReadyMessages = (fifo: boolean): ReadyMessages =>
  fifo ? createFifoReadyMessages() : createStandardReadyMessages();

/** A standard queue: every visible message can be received, the oldest first (AWS: best effort). */
function createStandardReadyMessages(): ReadyMessages {
  const visible = createSortedSet<Message>((a, b) => a.order - b.order);

  const update = (message: Message) => {
    if (message.state === 'visible') visible.add(message);
    else visible.delete(message);
  };

  return {
    get hasDeliverable() {
      return visible.size > 0;
    },
    deliverable: () => visible,
    add: update,
    remove: (message) => void visible.delete(message),
    update,
    clear: () => visible.clear(),
  };
}

interface MessageGroup {
  readonly id: string;
  readonly messages: SortedSet<Message>;
  /** The order of its first message while that one is visible, `BLOCKED` otherwise. */
  position: number;
}

/** Orders count from 1. */
const BLOCKED = 0;

/**
 * A FIFO queue: the messages of a group are received in order. A message waits until every message ahead of it is
 * deleted, visible again or received in the same batch.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */
function createFifoReadyMessages(): ReadyMessages {
  const groups = new Map<string, MessageGroup>();
  const ready = createSortedSet<MessageGroup>((a, b) => a.position - b.position);

  const groupOf = ({ groupId: id }: Message) => {
    invariant(id !== undefined, 'every message of a FIFO queue has a group');
    const known = groups.get(id);
    if (known) return known;
    const messages = createSortedSet<Message>((a, b) => a.order - b.order);
    const group: MessageGroup = { id, messages, position: BLOCKED };
    groups.set(id, group);
    return group;
  };

  const updatePosition = (group: MessageGroup) => {
    const first = group.messages.first();
    const position = first?.state === 'visible' ? first.order : BLOCKED;
    if (position === group.position) return;
    if (group.position !== BLOCKED) ready.delete(group);
    group.position = position;
    if (position !== BLOCKED) ready.add(group);
  };

  return {
    get hasDeliverable() {
      return ready.size > 0;
    },
    *deliverable() {
      for (const group of ready) yield* visibleUntilBlocked(group);
    },
    add(message) {
      const group = groupOf(message);
      group.messages.add(message);
      updatePosition(group);
    },
    remove(message) {
      const group = groupOf(message);
      group.messages.delete(message);
      updatePosition(group);
      if (group.messages.size === 0) groups.delete(group.id);
    },
    update: (message) => updatePosition(groupOf(message)),
    clear() {
      groups.clear();
      ready.clear();
    },
  };
}

function* visibleUntilBlocked({ messages }: MessageGroup) {
  for (const message of messages) {
    if (message.state !== 'visible') return;
    yield message;
  }
}
