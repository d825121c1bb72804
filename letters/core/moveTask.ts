import {
  CancelMessageMoveTaskCommand,
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { isoOf } from './Clock.ts';
import type { DeadLetterQueue, Letter } from './Letter.ts';
import { errorMessage } from './OperatorError.ts';
import type { RedriveOptions } from './RedriveOptions.ts';
import { isCut, isQuarantined } from './redriveDecisions.ts';
import { countOf, type RedriveRequest, type Run } from './runs.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html */
const MOST_PER_SECOND = 500;

/** How often a task is asked how far it is. */
const POLL_MS = 1_000;

export interface WholeQueue {
  readonly request: RedriveRequest;
  /** Whether a filter, or a limit, leaves something out. */
  readonly isFiltered: boolean;
  /** Whether all of the queue was seen. */
  readonly isComplete: boolean;
  readonly letters: readonly Letter[];
}

/**
 * Why SQS's own move task cannot do what is asked; undefined where it can. It moves everything, at one rate, and finds
 * the way home of what SQS itself put aside:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
 */
export function obstacleToMoveTask({
  request,
  isFiltered,
  isComplete,
  letters,
}: WholeQueue): string | undefined {
  const { rate, ramp, destinationArn } = request;
  const [first] = letters;
  if (isFiltered) return 'a part of the queue is meant';
  if (ramp.length > 1) return 'it is to go up a ramp';
  if (rate !== undefined && (!Number.isInteger(rate) || rate > MOST_PER_SECOND))
    return `SQS moves whole numbers of messages a second, ${MOST_PER_SECOND} at most`;
  if (!isComplete) return 'not all of the queue could be seen';
  if (letters.some((letter) => isCut(letter) || isQuarantined(letter, { ...request, released: [] })))
    return 'some letters have to stay';
  if (first?.queue.sources.length === 0) return 'no queue names it in its redrive policy';
  if (
    destinationArn === undefined &&
    letters.some((letter) => !letter.systemAttributes['DeadLetterQueueSourceArn'])
  )
    return 'SQS did not put all of its letters aside itself, so it does not know where they came from';
  return undefined;
}

/**
 * What SQS's own move task needs from now on for a queue into which a letter was sent: it fails as a whole at the first
 * whose source it does not know. docs/decisions/021-dead-letters.md says why such a letter is sent there all the same.
 */
export const noteOnSentLetters = ({ sources: [source, ...others] }: DeadLetterQueue): string | undefined =>
  source &&
  (others.length > 0
    ? "SQS's own move task needs --destination-arn for this queue now; redrive needs --destination."
    : `SQS's own move task needs this for the queue now, redrive does not: --destination-arn ${source.arn}`);

/**
 * Lets SQS move the whole queue, and waits for it. Once `stop` is aborted the task is cancelled. A process that is
 * killed does not end the task: the run that resumes waits for it.
 */
export async function runMoveTask(
  asked: Run,
  { clients, clock, history, holder, queue, stop, onProgress }: RedriveOptions,
): Promise<Run> {
  const { sqs } = clients;
  let run: Run = { ...asked, status: 'RUNNING', updatedOn: isoOf(clock.now()) };
  /** By tasks before the one that is waited for. */
  let movedBefore = countOf(run, 'SENT');
  await history.begin(run, holder);
  const end = async (status: Run['status'], ending: string) => {
    const endedOn = isoOf(clock.now());
    run = { ...run, status, ending, updatedOn: endedOn, endedOn };
    await history.end(run, holder);
    return run;
  };
  try {
    const ended = await findEndedTask(sqs, asked);
    // A run that was killed did not write how far its task was.
    if (asked.status === 'RUNNING') movedBefore += Number(ended?.ApproximateNumberOfMessagesMoved ?? 0);
    if (run.taskHandle === undefined || ended) {
      const { TaskHandle } = await sqs.send(
        new StartMessageMoveTaskCommand({
          SourceArn: queue.arn,
          DestinationArn: run.redrive?.destinationArn,
          MaxNumberOfMessagesPerSecond: run.redrive?.rate,
        }),
      );
      run = { ...run, taskHandle: TaskHandle ?? '', counts: { ...run.counts, SENT: movedBefore } };
      await history.save(run, holder);
    }
    for (let isCancelled = false; ;) {
      const task = await latestTask(sqs, queue.arn);
      const moved = movedBefore + Number(task?.ApproximateNumberOfMessagesMoved ?? 0);
      run = { ...run, counts: { ...run.counts, SENT: moved }, updatedOn: isoOf(clock.now()) };
      onProgress?.(run, 'moving');
      const of = `${moved} of ${run.planned} letters`;
      if (task?.Status === 'COMPLETED') return await end('DONE', `SQS moved ${of}.`);
      if (task?.Status === 'CANCELLED')
        return await end('STOPPED', `Stopped by hand: SQS moved ${of}, the others lie where they were.`);
      if (task?.Status === 'FAILED' || !task)
        return await end(
          'FAILED',
          `SQS moved ${of} and gave up: ${task?.FailureReason ?? 'it knows of no task'}.`,
        );
      if (stop?.aborted && !isCancelled && task.Status === 'RUNNING') {
        await sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle: task.TaskHandle ?? run.taskHandle }));
        isCancelled = true;
      }
      // Not by `stop`, which is aborted by now: SQS takes a moment to cancel.
      await clock.pause(POLL_MS, isCancelled ? undefined : stop);
    }
  } catch (error) {
    // Its task goes on, and tells the run that resumes what it moved.
    run = { ...run, counts: { ...run.counts, SENT: movedBefore } };
    // The error is what counts. Where the history cannot be written either, the lock expires by itself.
    await end('STOPPED', errorMessage(error)).catch(() => undefined);
    throw error;
  }
}

/** The task of a run that was cancelled or gave up, so that the run needs another. */
async function findEndedTask(
  sqs: RedriveOptions['clients']['sqs'],
  { taskHandle, queueArn }: Run,
): Promise<ListMessageMoveTasksResultEntry | undefined> {
  if (taskHandle === undefined) return undefined;
  const task = await latestTask(sqs, queueArn);
  return task?.Status === 'CANCELLED' || task?.Status === 'FAILED' ? task : undefined;
}

/** A queue has one task at a time, so the latest is ours. */
async function latestTask(
  sqs: RedriveOptions['clients']['sqs'],
  SourceArn: string,
): Promise<ListMessageMoveTasksResultEntry | undefined> {
  const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
  return Results[0];
}
