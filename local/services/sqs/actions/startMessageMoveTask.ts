import { z } from 'zod';
import { sqsError } from '../errors/sqsError.ts';
import { findQueue } from '../moveTasks/findQueue.ts';
import type { MoveTask } from '../moveTasks/MoveTask.ts';
import { runMoveTask } from '../moveTasks/runMoveTask.ts';
import { taskHandleOf } from '../moveTasks/taskHandles.ts';
import type { Queue } from '../queues/Queue.ts';
import type { Queues } from '../queues/Queues.ts';
import { defineAction } from './SqsAction.ts';

/** AWS lists the ten latest tasks of a queue. */
const MOST_REMEMBERED = 10;
const FASTEST = 500;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html */
export const startMessageMoveTask = defineAction(
  {
    SourceArn: z.string(),
    DestinationArn: z.string().optional(),
    MaxNumberOfMessagesPerSecond: z.number().int().optional(),
  },
  ({ SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond }, { queues, world }) => {
    const source = findQueue(queues, 'SourceArn', SourceArn);
    checkSource(source, queues);
    if (DestinationArn !== undefined)
      checkDestination(source, findQueue(queues, 'DestinationArn', DestinationArn));
    if (MaxNumberOfMessagesPerSecond !== undefined) checkRate(MaxNumberOfMessagesPerSecond);

    const task: MoveTask = {
      taskId: world.random.uuid(),
      sourceArn: SourceArn,
      destinationArn: DestinationArn,
      messagesPerSecond: MaxNumberOfMessagesPerSecond,
      startedAt: world.clock.now(),
      toMove: source.messages.counts.visible,
      moved: 0,
      status: 'RUNNING',
      failureReason: undefined,
    };
    source.moveTasks = [task, ...source.moveTasks].slice(0, MOST_REMEMBERED);
    runMoveTask(task, source, world, queues);
    return { TaskHandle: taskHandleOf(task) };
  },
);

const refuse = (message: string) => sqsError('InvalidParameterValueException', message);

function checkSource(source: Queue, queues: Queues) {
  const isDeadLetterQueue = [...queues.all()].some(
    ({ settings }) => settings.redrivePolicy?.deadLetterTargetArn === source.arn,
  );
  if (!isDeadLetterQueue) throw refuse('Source queue must be configured as a Dead Letter Queue.');
  if (source.moveTasks.some(({ status }) => status === 'RUNNING')) {
    throw refuse(
      'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
    );
  }
}

function checkDestination(source: Queue, destination: Queue) {
  if (destination === source) throw refuse('Source queue arn and destination queue arn cannot be the same.');
  if (destination.fifo !== source.fifo)
    throw refuse('Source and destination queues must be of the same type.');
}

function checkRate(rate: number) {
  if (rate >= 1 && rate <= FASTEST) return;
  throw refuse(
    `Value ${rate} for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: Must be between 1 and ${FASTEST}.`,
  );
}
