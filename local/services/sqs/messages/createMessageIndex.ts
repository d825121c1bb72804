import type { Message } from './Message.ts';
import type { MessageCounts } from './MessageStore.ts';
import { createFifoShelf, createStandardShelf } from './createReadyMessages.ts';

/** Which messages a queue has and what state each is in, without a notion of time. */
export interface Register {
  readonly counts: MessageCounts;
  /** Whether anything may be received now. */
  readonly hasDeliverable: boolean;
  add(message: Message): void;
  get(messageId: string): Message | undefined;
  all(): Message[];
  /** At most `limit` messages that may be received now, in order. */
  peek(limit: number): Message[];
  enter(message: Message, state: Message['state']): void;
  /** Whether the message was there. */
  remove(message: Message): boolean;
  clear(): void;
}

export function createRegister(fifo: boolean): Register {
  const messages = new Map<string, Message>();
  const shelf = fifo ? createFifoShelf() : createStandardShelf();
  const counts = { visible: 0, delayed: 0, inFlight: 0 };

  return {
    counts,
    get hasDeliverable() {
      return shelf.hasDeliverable;
    },
    add(message) {
      messages.set(message.messageId, message);
      counts[message.state]++;
      shelf.add(message);
    },
    get: (messageId) => messages.get(messageId),
    all: () => [...messages.values()],
    peek(limit) {
      const found: Message[] = [];
      if (limit === 0) return found;
      for (const message of shelf.deliverable()) if (found.push(message) === limit) break;
      return found;
    },
    enter(message, state) {
      counts[message.state]--;
      message.state = state;
      counts[state]++;
      shelf.changed(message);
    },
    remove(message) {
      if (!messages.delete(message.messageId)) return false;
      counts[message.state]--;
      shelf.remove(message);
      return true;
    },
    clear() {
      messages.clear();
      shelf.clear();
    },
  };
}
