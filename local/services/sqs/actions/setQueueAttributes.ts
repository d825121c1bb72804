import { z } from 'zod';
import { defineQueueAction } from './SqsAction.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const setQueueAttributes = defineQueueAction(
  { Attributes: z.record(z.string(), z.string()) },
  (queue, { Attributes }, { queues }) => {
    queues.configure(queue, Attributes);
    return {};
  },
);
