import { defineQueueAction } from './SqsAction.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html */
export const deleteQueue = defineQueueAction({}, (queue, _input, { queues }) => {
  queues.delete(queue);
  return {};
});
