import { z } from 'zod';
import { noteQueue } from '../queues/queueLog.ts';
import { defineAction } from './SqsAction.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
export const createQueue = defineAction(
  {
    QueueName: z.string(),
    Attributes: z.record(z.string(), z.string()).default({}),
    tags: z.record(z.string(), z.string()).default({}),
  },
  ({ QueueName, Attributes, tags }, { queues, world }) => {
    const isNew = !queues.byName(QueueName);
    const queue = queues.create(QueueName, Attributes);
    if (isNew) for (const [key, value] of Object.entries(tags)) queue.tags.set(key, value);
    if (isNew) noteQueue(world.journal, queue);
    return { QueueUrl: queues.urlOf(queue) };
  },
);
