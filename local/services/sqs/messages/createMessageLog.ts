import type { Journal } from '../../../platform/journal/Journal.ts';
import { traceIdOf } from '../../../platform/traceIds.ts';
import type { Message } from './Message.ts';
import type { Change, MessageRecord } from './MessageStore.ts';

/** What a queue's messages are, and what became of those that were received, for after a restart. */
export interface MessageLog {
  /** Every message that was there, ready to be put again. */
  remembered(): Message[];
  added(message: Message): void;
  /** To be called after a message was received, or returned. */
  changed(message: Message): void;
  removed(message: Message): void;
  /** Forgets the queue's messages. */
  closed(): void;
}

export function createMessageLog(journal: Journal, queueName: string): MessageLog {
  const messages = `sqs/messages/${queueName}`;
  const received = `sqs/received/${queueName}`;
  return {
    remembered: () =>
      [...journal.entries(messages)].map(([messageId, message]) =>
        released({ ...message, ...journal.get(received, messageId) }),
      ),
    added: (message) => journal.append([{ tree: messages, key: message.messageId, value: { ...message } }]),
    changed({ messageId, state, receiveCount, firstReceivedAt, visibleAt, receivedAt, receiptHandle }) {
      const value = { state, receiveCount, firstReceivedAt, visibleAt, receivedAt, receiptHandle };
      journal.append([{ tree: received, key: messageId, value }]);
    },
    removed({ messageId: key }) {
      journal.append([
        { tree: messages, key },
        { tree: received, key },
      ]);
    },
    closed: () => journal.append([{ tree: messages }, { tree: received }]),
  };
}

/**
 * A message in flight may be received at once, and that delivery does not count: whoever in the cloud
 * had it is gone, for no fault of the message. Its receipt handle still deletes it.
 */
const released = (message: Message): Message =>
  message.state === 'inFlight'
    ? { ...message, receiveCount: message.receiveCount - 1, visibleAt: message.receivedAt }
    : message;

/** What the feed is told of a message. */
export const messageRecordOf = (queue: string, message: Message, change: Change): MessageRecord => ({
  kind: 'message',
  traceId: traceIdOf(message.traceHeader) ?? null,
  queue,
  messageId: message.messageId,
  receiveCount: message.receiveCount,
  ...change,
});
