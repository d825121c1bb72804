import { z } from 'zod';
import { noteQueue } from '../queues/queueLog.ts';
import { defineQueueAction } from './SqsAction.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_UntagQueue.html */
export const untagQueue = defineQueueAction(
  { TagKeys: z.array(z.string()) },
  (queue, { TagKeys }, { world }) => {
    for (const key of TagKeys) queue.tags.delete(key);
    noteQueue(world.journal, queue);
    return {};
  },
);
