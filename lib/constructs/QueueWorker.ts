import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, type Function } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { grantConsume, grantSend } from '../platform/grantQueue.ts';
import type { TableGrants } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';
import { WorkerFunction } from './WorkerFunction.ts';
import { WorkQueue } from './WorkQueue.ts';

/** What any worker is told, and what one may want to set of it and its queue. */
export interface QueueWorkerOptions {
  /** What its handler does to the table's rows, such as `{ gets: ['orders'], updates: ['orders', 'skus'] }`. */
  readonly rows: TableGrants;
  /**
   * Deliveries of one message before its queue puts it aside, without a reason. The worker gives up one before,
   * and says why. More outlasts a longer outage of what the worker calls, fewer shows a fault sooner.
   * @default 10
   */
  readonly maxReceiveCount?: number;
  /**
   * Messages given to one invocation at most. Fewer where one message is heavy, so a batch stays
   * within the timeout.
   * @default 10
   */
  readonly batchSize?: number;
  /**
   * How long the poller may wait to fill a batch. More means fewer invocations and later answers.
   * @default - a batch is handed over as soon as there is a message
   */
  readonly maxBatchingWindow?: Duration;
  /**
   * Invocations at the same time, 2 to 1000. Set it to spare what the worker calls; the rest of the
   * queue waits and is not counted as received.
   * @default - as many as the account's concurrency allows
   */
  readonly maxConcurrency?: number;
  /**
   * Keeps `maxConcurrency` invocations free for it, whatever else the account runs. Its queue asks for no more, so its
   * messages are not counted as received by invocations that are throttled.
   * @default false
   */
  readonly reserved?: boolean;
  /**
   * Time one batch may take.
   * @default Duration.seconds(10)
   */
  readonly timeout?: Duration;
  /** What its handler alone reads from its environment. @default - nothing more than all read */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface QueueWorkerProps extends QueueWorkerOptions {
  readonly platform: Platform;
  /** Folder below `lambda-fns/`, such as `orders`. */
  readonly domain: string;
  /** The handler's file in it, without `.ts`, such as `createOrder`. */
  readonly worker: string;
  /** Name of the queue in the stack's outputs, such as `CreateOrder`. */
  readonly outputPrefix: string;
}

type Limits = Required<Pick<QueueWorkerOptions, 'timeout' | 'maxReceiveCount'>>;

/**
 * A queue and the function that works on it, one message failing without its batch:
 *
 *   queue <-> worker -> table
 *     `-> dead letters
 *
 * The worker sends back what is to be worked on further, and the letters of what it gives up, which SQS then moves.
 */
export class QueueWorker extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly function: Function;

  constructor(scope: Construct, id: string, props: QueueWorkerProps) {
    super(scope, id);
    const { timeout = Duration.seconds(10), maxReceiveCount = 10 } = props;
    const limits = { timeout, maxReceiveCount };
    const { queue, deadLetters } = this.createQueues(props, limits);
    this.queue = queue;
    this.deadLetters = deadLetters;
    this.function = this.createWorker(props, limits);
    this.connect(props);
  }

  private createQueues(
    { platform, worker, outputPrefix, ...props }: QueueWorkerProps,
    { timeout, maxReceiveCount }: Limits,
  ) {
    return new WorkQueue(this, 'Work', {
      settings: platform.settings,
      worker,
      outputPrefix,
      maxReceiveCount,
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(
        6 * timeout.toSeconds() + (props.maxBatchingWindow?.toSeconds() ?? 0),
      ),
    });
  }

  private createWorker(
    { platform, domain, worker, rows, maxConcurrency, reserved = false, environment }: QueueWorkerProps,
    { timeout, maxReceiveCount }: Limits,
  ) {
    return new WorkerFunction(this, 'Worker', {
      platform,
      timeout,
      path: `${domain}/${worker}`,
      rows,
      ...(reserved && { reservedConcurrency: maxConcurrency }),
      environment: {
        ...environment,
        QUEUE_URL: this.queue.queueUrl,
        // One before the queue does, which has no reason to give: a delivery that is killed leaves one that has.
        GIVE_UP_AFTER_DELIVERIES: String(maxReceiveCount - 1),
      },
    }).function;
  }

  private connect({ batchSize = 10, maxBatchingWindow, maxConcurrency }: QueueWorkerProps) {
    grantConsume(this.function, this.queue);
    grantSend(this.function, this.queue);
    new EventSourceMapping(this, 'Messages', {
      target: this.function,
      eventSourceArn: this.queue.queueArn,
      batchSize,
      maxBatchingWindow,
      maxConcurrency,
      reportBatchItemFailures: true,
    });
  }
}
