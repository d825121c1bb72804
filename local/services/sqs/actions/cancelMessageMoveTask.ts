import { z } from 'zod';
import { sqsError } from '../errors/sqsError.ts';
import { findQueue } from '../moveTasks/findQueue.ts';
import { parseTaskHandle } from '../moveTasks/taskHandles.ts';
import { defineAction } from './SqsAction.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CancelMessageMoveTask.html */
export const cancelMessageMoveTask = defineAction(
  { TaskHandle: z.string() },
  ({ TaskHandle }, { queues }) => {
    const { taskId, sourceArn } = parseTaskHandle(TaskHandle);
    const task = findQueue(queues, 'SourceArn', sourceArn).moveTasks.find((each) => each.taskId === taskId);
    if (!task) throw sqsError('ResourceNotFoundException', 'Task does not exist.');
    if (task.status !== 'RUNNING') {
      throw sqsError(
        'InvalidParameterValueException',
        `Only active tasks can be cancelled. The task is ${task.status}.`,
      );
    }
    task.status = 'CANCELLED';
    return { ApproximateNumberOfMessagesMoved: task.moved };
  },
);
