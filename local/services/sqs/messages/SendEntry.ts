import { z } from 'zod';
import { mapOf } from '../../../platform/checkInput.ts';

const attributes = mapOf(
  z.object({ DataType: z.string(), StringValue: z.string().optional(), BinaryValue: z.string().optional() }),
);

/** The members that `SendMessage` and each entry of `SendMessageBatch` take. */
export const sendEntryShape = {
  MessageBody: z.string(),
  DelaySeconds: z.number().int().optional(),
  MessageAttributes: attributes.optional(),
  MessageSystemAttributes: attributes.optional(),
  MessageDeduplicationId: z.string().optional(),
  MessageGroupId: z.string().optional(),
};

export type SendEntry = z.output<z.ZodObject<typeof sendEntryShape>>;

/**
 * The bytes that count towards the message size: the body and each attribute's name, type and value.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
export function sizeOfEntry({ MessageBody, MessageAttributes = {} }: SendEntry): number {
  let size = Buffer.byteLength(MessageBody);
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(MessageAttributes)) {
    size += Buffer.byteLength(name) + Buffer.byteLength(DataType);
    size +=
      BinaryValue === undefined
        ? Buffer.byteLength(StringValue ?? '')
        : Buffer.byteLength(BinaryValue, 'base64');
  }
  return size;
}
