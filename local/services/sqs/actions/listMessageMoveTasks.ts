import { z } from 'zod';
import { invalidParameter } from '../errors/invalidParameter.ts';
import { findQueue } from '../moveTasks/findQueue.ts';
import type { MoveTask } from '../moveTasks/MoveTask.ts';
import { taskHandleOf } from '../moveTasks/taskHandles.ts';
import { defineAction } from './SqsAction.ts';

const MOST_RESULTS = 10;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html */
export const listMessageMoveTasks = defineAction(
  { SourceArn: z.string(), MaxResults: z.number().int().default(1) },
  ({ SourceArn, MaxResults }, { queues }) => {
    const { moveTasks } = findQueue(queues, 'SourceArn', SourceArn);
    if (MaxResults < 1 || MaxResults > MOST_RESULTS) {
      throw invalidParameter(
        'MaxResults',
        MaxResults,
        `MaxResults must be an integer between 1 and ${MOST_RESULTS}.`,
      );
    }
    return { Results: moveTasks.slice(0, MaxResults).map(describe) };
  },
);

/** Only a running task shows its handle: no other can be cancelled. */
const describe = (task: MoveTask) => ({
  ...(task.status === 'RUNNING' && { TaskHandle: taskHandleOf(task) }),
  Status: task.status,
  SourceArn: task.sourceArn,
  ...(task.destinationArn !== undefined && { DestinationArn: task.destinationArn }),
  ...(task.messagesPerSecond !== undefined && { MaxNumberOfMessagesPerSecond: task.messagesPerSecond }),
  ApproximateNumberOfMessagesMoved: task.moved,
  ApproximateNumberOfMessagesToMove: task.toMove,
  ...(task.failureReason !== undefined && { FailureReason: task.failureReason }),
  StartedTimestamp: task.startedAt,
});
