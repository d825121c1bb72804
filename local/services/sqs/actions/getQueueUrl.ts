import { z } from 'zod';
import { sqsError } from '../errors/sqsError.ts';
import { defineAction } from './SqsAction.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html */
export const getQueueUrl = defineAction(
  { QueueName: z.string(), QueueOwnerAWSAccountId: z.string().optional() },
  ({ QueueName, QueueOwnerAWSAccountId }, { queues, world }) => {
    const isOurs = (QueueOwnerAWSAccountId ?? world.account.accountId) === world.account.accountId;
    const queue = isOurs ? queues.byName(QueueName) : undefined;
    if (!queue) throw sqsError('QueueDoesNotExist', 'The specified queue does not exist.');
    return { QueueUrl: queues.urlOf(queue) };
  },
);
