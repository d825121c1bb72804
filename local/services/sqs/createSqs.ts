import type { Actions, Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import { createQueues } from './queues/createQueues.ts';
import { sqsActions } from './sqsActions.ts';
import type { Queue } from './queues/Queue.ts';
import { queueDoesNotExist } from './sqsError.ts';

/** Amazon SQS: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/ */
export interface Sqs {
  /** `AmazonSQS.*` */
  readonly actions: Actions;
  /** Calls `listener` whenever a message of the queue can be received. Returns a function that stops it. */
  onVisible(queueArn: string, listener: () => void): () => void;
  /** The queue's URL; undefined where there is no such queue. */
  urlOf(queueArn: string): string | undefined;
  /** The queue's policy as JSON text; undefined where there is none. */
  policyOf(queueArn: string): string | undefined;
  /** Every queue, as it is at this moment: what on AWS its attributes and metrics say, at no cost. */
  describeQueues(): readonly QueueState[];
  /** The queue's tags by key; undefined where there is no such queue. */
  tagsOf(queueArn: string): ReadonlyMap<string, string> | undefined;
}

export interface QueueState {
  readonly name: string;
  readonly arn: string;
  readonly tags: ReadonlyMap<string, string>;
  /** As they were set. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly deadLetterArn: string | undefined;
  readonly visible: number;
  readonly delayed: number;
  readonly inFlight: number;
  /** Epoch milliseconds, as `ApproximateAgeOfOldestMessage` counts it; undefined where none waits. */
  readonly waitingSince: number | undefined;
}

export interface SqsOptions {
  /** Where clients reach the queues: the beginning of every queue URL. @default http://127.0.0.1:4566 */
  readonly baseUrl?: () => string;
}

/** Amazon SQS in memory. Every delay and timeout follows the world's clock. */
export function createSqs(world: World, { baseUrl = () => 'http://127.0.0.1:4566' }: SqsOptions = {}): Sqs {
  const queues = createQueues(world, baseUrl);

  const actions: Actions = Object.fromEntries(
    Object.entries(sqsActions).map(([name, run]) => [
      name,
      async (input: unknown, call: Call) => run(input, { world, queues, call }),
    ]),
  );

  return {
    actions,
    onVisible(queueArn, listener) {
      const queue = queues.byArn(queueArn);
      if (!queue) throw queueDoesNotExist();
      return queue.messages.onVisible(listener);
    },
    urlOf(queueArn) {
      const queue = queues.byArn(queueArn);
      return queue && queues.urlOf(queue);
    },
    policyOf: (queueArn) => queues.byArn(queueArn)?.attributes['Policy'],
    describeQueues: () => [...queues.all()].map(describe),
    tagsOf: (queueArn) => queues.byArn(queueArn)?.tags,
  };
}

const describe = ({ name, arn, tags, attributes, settings, messages }: Queue): QueueState => ({
  name,
  arn,
  tags,
  attributes,
  deadLetterArn: settings.redrivePolicy?.deadLetterTargetArn,
  ...messages.counts,
  waitingSince: messages.waitingSince(),
});
