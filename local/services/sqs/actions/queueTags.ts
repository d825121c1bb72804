import { z } from 'zod';
import { defineQueueAction } from '../SqsAction.ts';
import { saveQueue } from '../queues/savedQueues.ts';
import { sqsError } from '../sqsError.ts';

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
    saveQueue(world.journal, queue);
    return {};
  },
);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_UntagQueue.html */
export const untagQueue = defineQueueAction(
  { TagKeys: z.array(z.string()) },
  (queue, { TagKeys }, { world }) => {
    for (const key of TagKeys) queue.tags.delete(key);
    saveQueue(world.journal, queue);
    return {};
  },
);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueueTags.html */
export const listQueueTags = defineQueueAction({}, ({ tags }) =>
  tags.size > 0 ? { Tags: Object.fromEntries(tags) } : {},
);
