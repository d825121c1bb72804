import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Platform } from '../platform/Platform.ts';
import { EventRule, type EventRuleProps } from './EventRule.ts';
import { QueueTarget } from './QueueTarget.ts';
import { QueueWorker, type QueueWorkerOptions } from './QueueWorker.ts';

export interface EventWorkerProps
  extends QueueWorkerOptions, Pick<EventRuleProps, 'applied' | 'where' | 'without'> {
  readonly platform: Platform;
  /** Folder under `lambda-fns/`, such as `orders`. */
  readonly domain: string;
  /** The handler's file in it, without `.ts`, such as `restockSku`. */
  readonly worker: string;
  /** Events it works on, such as `['SKU_RESTOCKED_EVENT']`. */
  readonly eventNames: readonly string[];
}

/**
 * Work that follows from an event, at its own pace:
 *
 *   bus -> rule -> queue -> worker -> table
 *            |       `-> dead letters
 *            `-> undelivered
 *
 * Outputs are those of `BufferedMutation`, under its own id.
 *
 * @example
 * new EventWorker(this, 'RestockSku', {
 *   platform, domain: 'inventory', worker: 'restockSku', eventNames: ['SKU_RESTOCKED_EVENT'],
 *   rows: { puts: ['lots'], updates: ['skus'] },
 * });
 */
export class EventWorker extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly function: Function;

  constructor(scope: Construct, id: string, props: EventWorkerProps) {
    super(scope, id);
    const { platform, worker } = props;
    const consumer = new QueueWorker(this, 'Consumer', { ...props, outputPrefix: id });
    this.queue = consumer.queue;
    this.deadLetters = consumer.deadLetters;
    this.function = consumer.function;
    new EventRule(this, 'Events', {
      ...props,
      target: new QueueTarget({ queue: this.queue, deadLetterQueue: platform.undelivered }),
      missed: `${worker} misses events`,
    });
  }
}
