import { z } from 'zod';
import { sqsError } from '../errors/sqsError.ts';
import { enqueue } from '../messages/enqueue.ts';
import { sendEntryShape, type SendEntry } from '../messages/SendEntry.ts';
import { sizeOf } from '../messages/sizeOf.ts';
import { eachEntry } from './eachEntry.ts';
import { defineQueueAction } from './SqsAction.ts';

const LARGEST_BATCH_BYTES = 1024 * 1024;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const sendMessageBatch = defineQueueAction(
  { Entries: z.array(z.object({ Id: z.string(), ...sendEntryShape })) },
  (queue, { Entries }, context) => {
    checkBatchSize(Entries);
    return eachEntry(Entries, (entry) => enqueue(queue, entry, context));
  },
);

function checkBatchSize(entries: readonly SendEntry[]) {
  const size = entries.reduce(
    (sum, entry) => sum + sizeOf(entry.MessageBody, entry.MessageAttributes ?? {}),
    0,
  );
  if (size <= LARGEST_BATCH_BYTES) return;
  throw sqsError(
    'BatchRequestTooLong',
    `Batch requests cannot be longer than ${LARGEST_BATCH_BYTES} bytes. You have sent ${size} bytes.`,
  );
}
