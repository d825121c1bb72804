import type { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Platform } from '../platform/Platform.ts';
import { QueueTarget } from './QueueTarget.ts';
import { QueueWorker, type QueueWorkerOptions } from './QueueWorker.ts';

export interface ScheduledWorkerProps extends QueueWorkerOptions {
  readonly platform: Platform;
  /** Folder under `lambda-fns/`, such as `orders`. */
  readonly domain: string;
  /** The handler's file in it, without `.ts`, such as `sweepOrders`. */
  readonly worker: string;
  /** How often it receives the message: whole minutes. */
  readonly every: Duration;
  /** The message it receives each time. */
  readonly message: Readonly<Record<string, unknown>>;
}

/**
 * Work on a schedule, which may split itself through its own queue:
 *
 *   schedule -> queue <-> worker -> table
 *                 `-> dead letters
 *
 * Outputs are those of `BufferedMutation`, under its own id.
 *
 * @example
 * new ScheduledWorker(this, 'SweepOrders', {
 *   platform, domain: 'orders', worker: 'sweepOrders', every: Duration.minutes(15), message: { sweep: 'all' },
 *   rows: { queries: ['allOrders'], updates: ['orders'] },
 * });
 */
export class ScheduledWorker extends Construct {
  readonly function: Function;

  constructor(scope: Construct, id: string, props: ScheduledWorkerProps) {
    super(scope, id);
    const { queue, function: worker } = new QueueWorker(this, 'Consumer', { ...props, outputPrefix: id });
    this.function = worker;
    new Rule(this, 'Schedule', {
      schedule: Schedule.rate(props.every),
      targets: [
        new QueueTarget({
          queue,
          message: RuleTargetInput.fromObject(props.message),
          deadLetterQueue: props.platform.undelivered,
        }),
      ],
    });
  }
}
