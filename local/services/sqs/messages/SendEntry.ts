import { z } from 'zod';

const attributes = z.record(
  z.string(),
  z.object({ DataType: z.string(), StringValue: z.string().optional(), BinaryValue: z.string().optional() }),
);

/** What `SendMessage` and each entry of `SendMessageBatch` take. */
export const sendEntryShape = {
  MessageBody: z.string(),
  DelaySeconds: z.number().int().optional(),
  MessageAttributes: attributes.optional(),
  MessageSystemAttributes: attributes.optional(),
  MessageDeduplicationId: z.string().optional(),
  MessageGroupId: z.string().optional(),
};

const sendEntry = z.object(sendEntryShape);

export type SendEntry = z.output<typeof sendEntry>;
