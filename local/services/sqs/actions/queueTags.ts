import { z } from 'zod';
import { listOf, mapOf } from '../../../platform/checkInput.ts';
import { defineQueueAction } from '../SqsAction.ts';
import { saveQueue } from '../queues/savedQueues.ts';
import { sqsError } from '../sqsError.ts';

const MOST_TAGS = 50;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_TagQueue.html */
export const tagQueue = defineQueueAction({ Tags: mapOf(z.string()) }, (queue, { Tags }, { world }) => {
  const count = new Set([...queue.tags.keys(), ...Object.keys(Tags)]).size;
  if (count > MOST_TAGS) {
    throw sqsError('InvalidParameterValueException', `Too many tags added for queue ${queue.name}.`);
  }
  checkTags(Tags);
  for (const [key, value] of Object.entries(Tags)) queue.tags.set(key, value);
  saveQueue(world.journal, queue);
  return {};
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-tags.html */
export function checkTags(tags: Readonly<Record<string, string>>): void {
  const isTooLong = ([key, value]: [string, string]) =>
    key.length < 1 || key.length > 128 || value.length > 256;
  if (Object.entries(tags).some(isTooLong))
    throw sqsError(
      'InvalidParameterValueException',
      'Tag keys must be between 1 and 128 characters in length, and values at most 256.',
    );
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_UntagQueue.html */
export const untagQueue = defineQueueAction(
  { TagKeys: listOf(z.string(), MOST_TAGS) },
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
