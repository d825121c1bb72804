import { traceIdOf } from '../../../platform/traceIds.ts';
import type { Message } from './Message.ts';
import type { Change, MessageRecord } from './MessageStore.ts';

/** What the feed is told of a message. */
export const messageRecordOf = (queue: string, message: Message, change: Change): MessageRecord => ({
  kind: 'message',
  traceId: traceIdOf(message.traceHeader) ?? null,
  queue,
  messageId: message.messageId,
  receiveCount: message.receiveCount,
  ...change,
});
