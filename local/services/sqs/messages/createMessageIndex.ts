import type { Message } from './Message.ts';
import { createReadyMessages } from './createReadyMessages.ts';

/** Finds a queue's messages by id and by state. It knows nothing of time. */
export interface MessageIndex {
  readonly counts: MessageCounts;
  /** Whether any message can be received now. */
  readonly hasDeliverable: boolean;
  add(message: Message): void;
  get(messageId: string): Message | undefined;
  all(): Message[];
  values(): Iterable<Message>;
  /** At most `limit` messages that can be received now, in order. */
  peek(limit: number): Message[];
  setState(message: Message, state: Message['state']): void;
  /** Returns whether the message was there. */
  remove(message: Message): boolean;
  clear(): void;
}

export interface MessageCounts {
  readonly visible: number;
  readonly delayed: number;
  readonly inFlight: number;
}

/** @param beforeChange called before a message is added or removed, or changes its state */
export function createMessageIndex(fifo: boolean, beforeChange: () => void): MessageIndex {
  const messages = new Map<string, Message>();
  const ready = createReadyMessages(fifo);
  const counts = { visible: 0, delayed: 0, inFlight: 0 };

  return {
    counts,
    get hasDeliverable() {
      return ready.hasDeliverable;
    },
    add(message) {
      beforeChange();
      messages.set(message.messageId, message);
      counts[message.state]++;
      ready.add(message);
    },
    get: (messageId) => messages.get(messageId),
    all: () => [...messages.values()],
    values: () => messages.values(),
    peek(limit) {
      const found: Message[] = [];
      if (limit === 0) return found;
      for (const message of ready.deliverable()) if (found.push(message) === limit) break;
      return found;
    },
    setState(message, state) {
      beforeChange();
      counts[message.state]--;
      message.state = state;
      counts[state]++;
      ready.update(message);
    },
    remove(message) {
      beforeChange();
      if (!messages.delete(message.messageId)) return false;
      counts[message.state]--;
      ready.remove(message);
      return true;
    },
    clear() {
      messages.clear();
      ready.clear();
    },
  };
}
