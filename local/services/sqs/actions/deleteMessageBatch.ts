import { z } from 'zod';
import { discard } from '../messages/discard.ts';
import { eachEntry } from './eachEntry.ts';
import { defineQueueAction } from './SqsAction.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
export const deleteMessageBatch = defineQueueAction(
  { Entries: z.array(z.object({ Id: z.string(), ReceiptHandle: z.string() })) },
  (queue, { Entries }) =>
    eachEntry(Entries, ({ ReceiptHandle }) => {
      discard(queue, ReceiptHandle);
      return {};
    }),
);
