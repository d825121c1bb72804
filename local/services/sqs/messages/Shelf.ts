import type { Message } from './Message.ts';

/** Decides which of a queue's messages may be received, and in what order. */
export interface Shelf {
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
