import { z } from 'zod';
import { changeVisibility } from '../messages/changeVisibility.ts';
import { checkVisibilityTimeout } from './checkVisibilityTimeout.ts';
import { defineQueueAction } from './SqsAction.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
export const changeMessageVisibility = defineQueueAction(
  { ReceiptHandle: z.string(), VisibilityTimeout: z.number().int() },
  (queue, { ReceiptHandle, VisibilityTimeout }, { world }) => {
    checkVisibilityTimeout(VisibilityTimeout);
    changeVisibility(queue, ReceiptHandle, VisibilityTimeout, world.clock.now());
    return {};
  },
);
