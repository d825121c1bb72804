import { z } from 'zod';
import { paginate } from '../queues/paginate.ts';
import { defineQueueAction } from './SqsAction.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListDeadLetterSourceQueues.html */
export const listDeadLetterSourceQueues = defineQueueAction(
  { NextToken: z.string().optional(), MaxResults: z.number().int().optional() },
  (queue, page, { queues }) => {
    const sources = [...queues.all()].filter(
      ({ settings }) => settings.redrivePolicy?.deadLetterTargetArn === queue.arn,
    );
    const { items, NextToken } = paginate(sources, page);
    return { queueUrls: items.map(queues.urlOf), ...(NextToken && { NextToken }) };
  },
);
