import type { Actions } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import { parseInput } from './SqsAction.ts';
import { createQueues } from './queues/createQueues.ts';
import { sqsActions } from './sqsActions.ts';
import { sqsError } from './sqsError.ts';

/** Amazon SQS: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/ */
export interface Sqs {
  /** `AmazonSQS.*` */
  readonly actions: Actions;
  /** Calls `listener` whenever a message of the queue may be received. The answer stops it. */
  onVisible(queueArn: string, listener: () => void): () => void;
  /** The queue's URL; undefined where there is no such queue. */
  urlOf(queueArn: string): string | undefined;
}

export interface SqsOptions {
  /** Where clients reach the queues: what every queue URL begins with. @default http://127.0.0.1:4566 */
  readonly baseUrl?: () => string;
}

/** Amazon SQS in memory, on the world's clock. Every delay and timeout passes only as its time does. */
export function createSqs(world: World, { baseUrl = () => 'http://127.0.0.1:4566' }: SqsOptions = {}): Sqs {
  const queues = createQueues(world, baseUrl);

  const actions: Actions = Object.fromEntries(
    Object.entries(sqsActions).map(([name, { input: schema, run }]) => [
      name,
      async (input, call) => run(parseInput(schema, input), { world, queues, call }),
    ]),
  );

  return {
    actions,
    onVisible(queueArn, listener) {
      const queue = queues.byArn(queueArn);
      if (!queue) throw sqsError('QueueDoesNotExist', 'The specified queue does not exist.');
      return queue.messages.onVisible(listener);
    },
    urlOf(queueArn) {
      const queue = queues.byArn(queueArn);
      return queue && queues.urlOf(queue);
    },
  };
}
