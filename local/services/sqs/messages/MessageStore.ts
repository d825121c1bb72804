import type { FeedEntry, MessageEntry } from '../../../platform/Feed.ts';
import type { Message } from './Message.ts';

/** One queue's messages and what time does to them: delay, visibility and retention. */
export interface MessageStore {
  readonly counts: MessageCounts;
  /** Adds a message, visible from its `visibleAt` on; no `change` where the place it left told of it. */
  put(message: Message, change?: Change): void;
  /** Puts what an earlier run left; answers the highest `order` among it, 0 where there is nothing. */
  restore(): number;
  get(messageId: string): Message | undefined;
  /**
   * Receives at most `limit` messages: each is hidden for `visibilityTimeoutMs` and has a new
   * receipt handle. One received often enough goes to the dead letters instead.
   */
  take(limit: number, visibilityTimeoutMs: number): Message[];
  /** At most `limit` messages that may be received, left as they are. */
  peek(limit: number): Message[];
  /** Hides a message in flight until `delayMs` from now; 0 returns it at once. */
  hide(message: Message, delayMs: number): void;
  /** Takes a message out; `change` says why. */
  remove(message: Message, change: Change): void;
  clear(): void;
  /** Calls `listener` whenever a message may be received. The answer stops it. */
  onVisible(listener: () => void): () => void;
  /** To be called after the retention period changed. */
  retentionChanged(): void;
  /** Forgets the messages and the timer. */
  close(): void;
}

export interface MessageCounts {
  readonly visible: number;
  readonly delayed: number;
  readonly inFlight: number;
}

export type Change = Pick<MessageEntry, 'change' | 'to'>;

export type MessageRecord = Extract<FeedEntry, { kind: 'message' }>;
