import { z } from 'zod';
import { parseArn } from '../../../platform/arns.ts';
import { defineSqsAction } from '../SqsAction.ts';
import type { MoveTask, Queue, Queues } from '../queues/Queue.ts';
import { runMoveTask } from '../queues/runMoveTask.ts';
import { invalidParameterValue, sqsError } from '../sqsError.ts';

/** AWS lists the ten latest tasks of a queue. */
const MOST_KEPT_TASKS = 10;
const MOST_MESSAGES_PER_SECOND = 500;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html */
export const startMessageMoveTask = defineSqsAction(
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
    source.moveTasks = [task, ...source.moveTasks].slice(0, MOST_KEPT_TASKS);
    runMoveTask(task, source, world, queues);
    return { TaskHandle: taskHandleOf(task) };
  },
);

const invalidMoveTask = (message: string) => sqsError('InvalidParameterValueException', message);

function checkSource(source: Queue, queues: Queues) {
  const isDeadLetterQueue = [...queues.all()].some(
    ({ settings }) => settings.redrivePolicy?.deadLetterTargetArn === source.arn,
  );
  if (!isDeadLetterQueue) throw invalidMoveTask('Source queue must be configured as a Dead Letter Queue.');
  if (source.moveTasks.some(({ status }) => status === 'RUNNING' || status === 'CANCELLING')) {
    throw invalidMoveTask(
      'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
    );
  }
}

function checkDestination(source: Queue, destination: Queue) {
  if (destination === source)
    throw invalidMoveTask('Source queue arn and destination queue arn cannot be the same.');
  if (destination.fifo !== source.fifo)
    throw invalidMoveTask('Source and destination queues must be of the same type.');
}

function checkRate(rate: number) {
  if (rate >= 1 && rate <= MOST_MESSAGES_PER_SECOND) return;
  throw invalidMoveTask(
    `Value ${rate} for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: Must be between 1 and ${MOST_MESSAGES_PER_SECOND}.`,
  );
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CancelMessageMoveTask.html */
export const cancelMessageMoveTask = defineSqsAction(
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
    // It is cancelled before it would go on moving.
    task.status = 'CANCELLING';
    return { ApproximateNumberOfMessagesMoved: task.moved };
  },
);

const MOST_TASKS_A_PAGE = 10;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html */
export const listMessageMoveTasks = defineSqsAction(
  { SourceArn: z.string(), MaxResults: z.number().int().default(1) },
  ({ SourceArn, MaxResults }, { queues }) => {
    const { moveTasks } = findQueue(queues, 'SourceArn', SourceArn);
    if (MaxResults < 1 || MaxResults > MOST_TASKS_A_PAGE) {
      throw invalidParameterValue(
        'MaxResults',
        MaxResults,
        `MaxResults must be an integer between 1 and ${MOST_TASKS_A_PAGE}.`,
      );
    }
    return { Results: moveTasks.slice(0, MaxResults).map(describeTask) };
  },
);

/** Only a running task has its handle in the list, because no other can be cancelled. */
const describeTask = (task: MoveTask) => ({
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

/** The queue of an ARN. Throws where the ARN is invalid or the queue does not exist. */
function findQueue(queues: Queues, parameter: string, arn: string): Queue {
  if (!parseArn(arn)) {
    throw sqsError(
      'InvalidParameterValueException',
      `You must use this format to specify the ${parameter}: arn:<partition>:<service>:<region>:<account-id>:<resource-id>`,
    );
  }
  const queue = queues.byArn(arn);
  if (queue) return queue;
  throw sqsError(
    'ResourceNotFoundException',
    `The resource that you specified for the ${parameter} parameter doesn't exist.`,
  );
}

const taskHandleOf = ({ taskId, sourceArn }: MoveTask) =>
  Buffer.from(JSON.stringify({ taskId, sourceArn })).toString('base64');

const handleSchema = z.object({ taskId: z.string(), sourceArn: z.string() });

/** The task that a handle names. Throws where it is none. */
export function parseTaskHandle(handle: string): z.output<typeof handleSchema> {
  try {
    const parsed = handleSchema.safeParse(JSON.parse(Buffer.from(handle, 'base64').toString()));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw sqsError('InvalidParameterValueException', 'Value for parameter TaskHandle is invalid.');
}
