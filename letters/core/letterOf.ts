import type { Message, MessageAttributeValue } from '@aws-sdk/client-sqs';
import { causeOf } from './causes.ts';
import type { DeadLetterQueue, Letter, LetterAttribute } from './Letter.ts';

/** A message as SQS received it, with the cause that its attributes and its body tell. */
export function letterOf(queue: DeadLetterQueue, message: Message): Letter {
  const { MessageId = '', Body = '', ReceiptHandle = '', MessageAttributes = {}, Attributes = {} } = message;
  const found = {
    id: MessageId,
    queue,
    body: Body,
    attributes: Object.fromEntries(
      Object.entries(MessageAttributes).map(([name, value]) => [name, attributeOf(value)]),
    ),
    systemAttributes: Attributes,
    receiptHandle: ReceiptHandle,
  };
  return { ...found, cause: causeOf(found) };
}

const attributeOf = ({
  DataType = 'String',
  StringValue,
  BinaryValue,
}: MessageAttributeValue): LetterAttribute => ({
  dataType: DataType,
  ...(StringValue !== undefined && { stringValue: StringValue }),
  ...(BinaryValue && { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
});
