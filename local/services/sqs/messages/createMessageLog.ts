import type { FeedEntry } from '../../../platform/Feed.ts';
import type { Journal } from '../../../platform/journal/Journal.ts';
import { traceIdOf } from '../../../platform/traceIds.ts';
import type { Message } from './Message.ts';
import type { MessageChange } from './MessageStore.ts';

/** Saves a queue's messages and the state of those that were received, so that a restart finds them. */
export interface MessageLog {
  /** Every saved message, ready to be put into the queue again. */
  saved(): Message[];
  added(message: Message): void;
  /** Call this after a message was received or became visible again. */
  changed(message: Message): void;
  removed(message: Message): void;
  /** Deletes all that was saved of the queue. */
  clear(): void;
}

type ReceivedState = Pick<
  Message,
  'state' | 'receiveCount' | 'firstReceivedAt' | 'visibleAt' | 'receivedAt' | 'receiptHandle'
>;

export function createMessageLog(journal: Journal, queueName: string): MessageLog {
  const messages = `sqs/messages/${queueName}`;
  const received = `sqs/received/${queueName}`;
  return {
    saved() {
      const stateOf = (messageId: string) => journal.get<ReceivedState>(received, messageId);
      return [...journal.entries<Message>(messages)].map(([messageId, message]) =>
        returned({ ...message, ...stateOf(messageId) }),
      );
    },
    added: (message) => journal.append([{ tree: messages, key: message.messageId, value: { ...message } }]),
    changed({ messageId, state, receiveCount, firstReceivedAt, visibleAt, receivedAt, receiptHandle }) {
      const value: ReceivedState = {
        state,
        receiveCount,
        firstReceivedAt,
        visibleAt,
        receivedAt,
        receiptHandle,
      };
      journal.append([{ tree: received, key: messageId, value }]);
    },
    removed({ messageId: key }) {
      journal.append([
        { tree: messages, key },
        { tree: received, key },
      ]);
    },
    clear: () => journal.append([{ tree: messages }, { tree: received }]),
  };
}

/**
 * A message that was in flight can be received again at once, and the interrupted delivery does not count: its
 * consumer inside the local cloud is gone, and the message is not to blame. The old receipt handle still deletes it.
 */
const returned = (message: Message): Message =>
  message.state === 'inFlight'
    ? { ...message, receiveCount: message.receiveCount - 1, visibleAt: message.receivedAt }
    : message;

/** The feed's record of a change to a message. */
export const messageRecordOf = (queue: string, message: Message, change: MessageChange): FeedEntry => ({
  kind: 'message',
  traceId: traceIdOf(message.traceHeader) ?? null,
  queue,
  messageId: message.messageId,
  receiveCount: message.receiveCount,
  attributes: message.attributes,
  sentAt: message.sentAt,
  receivedAt: message.receivedAt,
  ...change,
});
