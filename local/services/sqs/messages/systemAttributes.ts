import { sqsError } from '../errors/sqsError.ts';
import type { Message } from './Message.ts';

const milliseconds = (time: number | undefined) => time?.toString();

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html#SQS-ReceiveMessage-request-MessageSystemAttributeNames */
const systemAttributes: Readonly<Record<string, (message: Message) => string | undefined>> = {
  ApproximateReceiveCount: (message) => String(message.receiveCount),
  ApproximateFirstReceiveTimestamp: (message) => milliseconds(message.firstReceivedAt),
  AWSTraceHeader: (message) => message.traceHeader,
  DeadLetterQueueSourceArn: (message) => message.deadLetterSourceArn,
  MessageDeduplicationId: (message) => message.deduplicationId,
  MessageGroupId: (message) => message.groupId,
  SenderId: (message) => message.senderId,
  SentTimestamp: (message) => milliseconds(message.sentAt),
  SequenceNumber: (message) => message.sequenceNumber,
};

export function checkSystemAttributeNames(names: readonly string[]): void {
  for (const name of names) {
    if (name !== 'All' && !(name in systemAttributes))
      throw sqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
  }
}

/** The named attributes that the message has; `All` names every one. */
export function systemAttributesOf(message: Message, names: readonly string[]): Record<string, string> {
  const wanted = names.includes('All') ? Object.keys(systemAttributes) : names;
  const found: Record<string, string> = {};
  for (const name of wanted) {
    const value = systemAttributes[name]!(message);
    if (value !== undefined) found[name] = value;
  }
  return found;
}
