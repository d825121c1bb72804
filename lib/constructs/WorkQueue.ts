import { Aws, CfnOutput, Duration, Fn, Stack } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Settings } from '../platform/settings.ts';
import { DeadLetterQueue } from './DeadLetterQueue.ts';
import { perMinute, raiseAlarm } from './raiseAlarm.ts';
import { tagQueue } from './tagQueue.ts';

export interface WorkQueueProps {
  readonly settings: Settings;
  /** Who works on it, for alarms: the name of its function, such as `createOrder`. */
  readonly worker: string;
  /** Name before `QueueUrl`, `QueueArn` and the dead letters' in the stack's outputs, such as `CreateOrder`. */
  readonly outputPrefix: string;
  /** How long a received message is hidden. Six times its consumer's timeout, and the batching window. */
  readonly visibilityTimeout: Duration;
  /**
   * Deliveries of one message before it is a dead letter. More outlasts a longer outage of what the
   * worker calls, fewer shows a fault sooner.
   * @default 10
   */
  readonly maxReceiveCount?: number;
  /**
   * Age of the oldest message that raises the alarm: the worker does not keep up.
   * @default Duration.minutes(15)
   */
  readonly maxAge?: Duration;
}

/** A queue with its dead letters, alarms on both, and outputs that name both. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    this.deadLetters = this.createDeadLetters(props);
    this.queue = this.createQueue(props);
    this.watchAge(props);
    new CfnOutput(Stack.of(this), `${props.outputPrefix}QueueUrl`, { value: this.queue.queueUrl });
    new CfnOutput(Stack.of(this), `${props.outputPrefix}QueueArn`, { value: this.queue.queueArn });
  }

  private createDeadLetters(props: WorkQueueProps) {
    const { settings, outputPrefix, worker } = props;
    return new DeadLetterQueue(this, 'DeadLetters', {
      settings,
      outputPrefix,
      contents: `messages ${worker} gave up on`,
      sourceQueueName: nameOf(props),
      worker,
    }).queue;
  }

  private createQueue(props: WorkQueueProps) {
    const { settings, worker, visibilityTimeout, maxReceiveCount = 10 } = props;
    const queue = new Queue(this, 'Queue', {
      queueName: nameOf(props),
      visibilityTimeout,
      // Shorter than the dead letters': a message keeps its age when it is moved there.
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    tagQueue(queue, settings, { worker });
    return queue;
  }

  private watchAge({ settings, worker, maxAge = Duration.minutes(15) }: WorkQueueProps) {
    raiseAlarm(this, 'Late', {
      settings,
      metric: this.queue.metricApproximateAgeOfOldestMessage(perMinute),
      above: maxAge.toSeconds(),
      description: `${worker} does not keep up: a message has waited ${maxAge.toHumanString()}.`,
    });
  }
}

/**
 * Known before the queue is made, so that its dead letters can name it. The first part of the UUID that each stack has
 * in its id keeps it apart from the queue of a stack that was deleted.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
const nameOf = ({ settings, outputPrefix }: WorkQueueProps) => {
  const uuid = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  return `Frontdesk-${settings.stage}-${outputPrefix}-${Fn.select(0, Fn.split('-', uuid))}`;
};
