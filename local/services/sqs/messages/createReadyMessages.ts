import type { Message } from './Message.ts';
import { createSortedSet, type SortedSet } from './createSortedSet.ts';

/** Decides which of a queue's messages may be received, and in what order. */
interface Shelf {
  add(message: Message): void;
  remove(message: Message): void;
  /** To be called after the message's `state` changed. */
  changed(message: Message): void;
  /** Whether anything may be received now. */
  readonly hasDeliverable: boolean;
  /** What may be received now, in order. Invalid after any change. */
  deliverable(): Iterable<Message>;
  clear(): void;
}

/** A standard queue: every visible message may be received, the oldest first (best effort on AWS). */
export function createStandardShelf(): Shelf {
  const visible = createSortedSet<Message>((a, b) => a.order - b.order);

  const changed = (message: Message) => {
    if (message.state === 'visible') visible.add(message);
    else visible.delete(message);
  };

  return {
    add: changed,
    changed,
    remove: (message) => void visible.delete(message),
    get hasDeliverable() {
      return visible.size > 0;
    },
    deliverable: () => visible,
    clear: () => visible.clear(),
  };
}

interface Group {
  readonly messages: SortedSet<Message>;
  /** The order of its first message while that one is visible; undefined while the group waits. */
  readyAs: number | undefined;
}

/**
 * A FIFO queue: a group's messages are received in order, none before the ones ahead of it are
 * deleted, received along with it, or visible again.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */
export function createFifoShelf(): Shelf {
  const groups = new Map<string, Group>();
  const ready = createSortedSet<Group>((a, b) => a.readyAs! - b.readyAs!);

  const groupOf = (message: Message) => {
    const groupId = message.groupId!;
    const known = groups.get(groupId);
    if (known) return known;
    const group: Group = { messages: createSortedSet((a, b) => a.order - b.order), readyAs: undefined };
    groups.set(groupId, group);
    return group;
  };

  const judge = (group: Group) => {
    const head = group.messages.first();
    const readyAs = head?.state === 'visible' ? head.order : undefined;
    if (readyAs === group.readyAs) return;
    if (group.readyAs !== undefined) ready.delete(group);
    group.readyAs = readyAs;
    if (readyAs !== undefined) ready.add(group);
  };

  return {
    add(message) {
      const group = groupOf(message);
      group.messages.add(message);
      judge(group);
    },
    remove(message) {
      const group = groupOf(message);
      group.messages.delete(message);
      judge(group);
      if (group.messages.size === 0) groups.delete(message.groupId!);
    },
    changed: (message) => judge(groupOf(message)),
    get hasDeliverable() {
      return ready.size > 0;
    },
    *deliverable() {
      for (const group of ready) yield* visibleHeadOf(group);
    },
    clear() {
      groups.clear();
      ready.clear();
    },
  };
}

function* visibleHeadOf({ messages }: Group) {
  for (const message of messages) {
    if (message.state !== 'visible') return;
    yield message;
  }
}
