import { z } from 'zod';
import { describeAttributes } from '../queues/describeAttributes.ts';
import { defineQueueAction } from './SqsAction.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const getQueueAttributes = defineQueueAction(
  { AttributeNames: z.array(z.string()).default([]) },
  (queue, { AttributeNames }) => {
    const attributes = describeAttributes(queue, AttributeNames);
    return Object.keys(attributes).length > 0 ? { Attributes: attributes } : {};
  },
);
