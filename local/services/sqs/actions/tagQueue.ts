import { z } from 'zod';
import { sqsError } from '../errors/sqsError.ts';
import { noteQueue } from '../queues/queueLog.ts';
import { defineQueueAction } from './SqsAction.ts';

const MOST_TAGS = 50;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_TagQueue.html */
export const tagQueue = defineQueueAction(
  { Tags: z.record(z.string(), z.string()) },
  (queue, { Tags }, { world }) => {
    const count = new Set([...queue.tags.keys(), ...Object.keys(Tags)]).size;
    if (count > MOST_TAGS) {
      throw sqsError('InvalidParameterValueException', `Too many tags added for queue ${queue.name}.`);
    }
    for (const [key, value] of Object.entries(Tags)) queue.tags.set(key, value);
    noteQueue(world.journal, queue);
    return {};
  },
);
