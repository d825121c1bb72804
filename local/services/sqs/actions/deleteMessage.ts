import { z } from 'zod';
import { discard } from '../messages/discard.ts';
import { defineQueueAction } from './SqsAction.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html */
export const deleteMessage = defineQueueAction({ ReceiptHandle: z.string() }, (queue, { ReceiptHandle }) => {
  discard(queue, ReceiptHandle);
  return {};
});
