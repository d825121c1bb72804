import { z } from 'zod';
import { paginate } from '../queues/paginate.ts';
import { defineAction } from './SqsAction.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export const listQueues = defineAction(
  {
    QueueNamePrefix: z.string().default(''),
    NextToken: z.string().optional(),
    MaxResults: z.number().int().optional(),
  },
  ({ QueueNamePrefix, ...page }, { queues }) => {
    const matching = [...queues.all()].filter(({ name }) => name.startsWith(QueueNamePrefix));
    const { items, NextToken } = paginate(matching, page);
    return {
      ...(items.length > 0 && { QueueUrls: items.map(queues.urlOf) }),
      ...(NextToken && { NextToken }),
    };
  },
);
