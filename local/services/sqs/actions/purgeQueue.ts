import { sqsError } from '../errors/sqsError.ts';
import { defineQueueAction } from './SqsAction.ts';

const PAUSE_MS = 60_000;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
export const purgeQueue = defineQueueAction({}, (queue, _input, { world }) => {
  const now = world.clock.now();
  if (now - queue.purgedAt < PAUSE_MS) {
    throw sqsError(
      'PurgeQueueInProgress',
      `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
    );
  }
  queue.purgedAt = now;
  queue.messages.clear();
  return {};
});
