import { z } from 'zod';
import { changeVisibility } from '../messages/changeVisibility.ts';
import { checkVisibilityTimeout } from './checkVisibilityTimeout.ts';
import { eachEntry } from './eachEntry.ts';
import { defineQueueAction } from './SqsAction.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html */
export const changeMessageVisibilityBatch = defineQueueAction(
  {
    Entries: z.array(
      z.object({ Id: z.string(), ReceiptHandle: z.string(), VisibilityTimeout: z.number().int().default(0) }),
    ),
  },
  (queue, { Entries }, { world }) =>
    eachEntry(Entries, ({ ReceiptHandle, VisibilityTimeout }) => {
      checkVisibilityTimeout(VisibilityTimeout);
      changeVisibility(queue, ReceiptHandle, VisibilityTimeout, world.clock.now());
      return {};
    }),
);
