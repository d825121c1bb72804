import { parseArn } from '../../../platform/arns.ts';
import type { ReceivedAttribute, ReceivedMessage } from './ReceivedMessage.ts';

/** A message as the function's event holds it: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export function queueRecordOf(message: ReceivedMessage, queueArn: string) {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, attribute]) => [
        name,
        recordAttributeOf(attribute),
      ]),
    ),
    ...(message.MD5OfMessageAttributes && { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: parseArn(queueArn)?.region,
  };
}

export type QueueRecord = ReturnType<typeof queueRecordOf>;

const recordAttributeOf = ({ DataType, StringValue, BinaryValue }: ReceivedAttribute) => ({
  ...(StringValue !== undefined && { stringValue: StringValue }),
  ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
  stringListValues: [],
  binaryListValues: [],
  dataType: DataType,
});
