import type { FeedEntry, MessageEntry } from '../../../platform/Feed.ts';
import type { Message } from './Message.ts';
import type { MessageCounts } from './createMessageIndex.ts';
import type { QueueMetrics } from './createQueueMetrics.ts';

/** The messages of one queue, and what time does to them: delay, visibility and retention. */
export interface MessageStore {
  readonly counts: MessageCounts;
  readonly metrics: QueueMetrics;
  /** Epoch milliseconds since when the oldest message waits; undefined where none does. */
  waitingSince(): number | undefined;
  /**
   * Adds a message, which becomes visible at its `visibleAt`. `change` is published in the feed; a move from
   * another queue leaves it out, because that queue has published the move.
   */
  put(message: Message, change?: MessageChange): void;
  /** Adds the messages that an earlier run saved. Returns the highest `order` among them, or 0. */
  restore(): number;
  get(messageId: string): Message | undefined;
  /**
   * Receives at most `limit` messages: each is hidden for `visibilityTimeoutMs` and gets a new
   * receipt handle. A message that was received `maxReceiveCount` times goes to the dead-letter queue instead.
   */
  receive(limit: number, visibilityTimeoutMs: number): Message[];
  /** At most `limit` messages that could be received now. They stay visible. */
  peek(limit: number): Message[];
  /** Hides a message in flight for `delayMs` from now; 0 makes it visible at once. */
  hide(message: Message, delayMs: number): void;
  /** Removes a message; `change` says why. */
  remove(message: Message, change: MessageChange): void;
  /** Removes every message. */
  purge(): void;
  /** Calls `listener` whenever a message can be received. Returns a function that stops it. */
  onVisible(listener: () => void): () => void;
  /** Call this after the retention period changed. */
  retentionChanged(): void;
  /** Deletes the messages, the saved ones too, and stops the timer. */
  close(): void;
}

export type MessageChange = Pick<MessageEntry, 'change' | 'to'> & Pick<FeedEntry, 'parentId'>;
