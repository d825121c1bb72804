import { z } from 'zod';
import { defineQueueAction } from './SqsAction.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_UntagQueue.html */
export const untagQueue = defineQueueAction({ TagKeys: z.array(z.string()) }, (queue, { TagKeys }) => {
  for (const key of TagKeys) queue.tags.delete(key);
  return {};
});
