import type { AppsyncFunction } from 'aws-cdk-lib/aws-appsync';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { grantSend } from '../platform/grantQueue.ts';
import type { Platform } from '../platform/Platform.ts';
import { capitalized, stepFunction, PipelineResolver } from './PipelineResolver.ts';
import { QueueWorker, type QueueWorkerOptions } from './QueueWorker.ts';

export interface BufferedMutationProps extends QueueWorkerOptions {
  readonly platform: Platform;
  /** Folder under `resolvers/` and `lambda-fns/`, such as `orders`. */
  readonly domain: string;
  /** Field on `Mutation`, such as `createOrder`. Names all its files. */
  readonly field: string;
  /**
   * Whether a request sent again, which finds the claim of the first, joins it by a step of its own before it is
   * queued, so that the first does not release what both rest on. Set it where copies of a request share a claim.
   * @default false
   */
  readonly joins?: boolean;
  /**
   * Whether a step of its own, `hold`, takes what a request needs beside its claim, before it is queued; `release` gives
   * it back. Set it where that must not be one transaction with the claim, because many requests want the same row.
   * @default false
   */
  readonly holds?: boolean;
}

/**
 * A mutation that answers immediately, without a Lambda, and does its work later:
 *
 *   client -> validate -> claim (-> hold) (-> join) -> enqueue -> release -> ticket
 *                                                        `-> queue -> worker -> table
 *                                                              `-> dead letters
 *
 * Its files are `resolvers/<domain>/<field>.ts`, which exports `validate`, `claim`, `hold`, `join` and `release`,
 * `resolvers/enqueue.ts` and `lambda-fns/<domain>/<field>.ts`. The steps find the queue in `ctx.stash.queueUrl`. The stack's
 * outputs `<id>QueueUrl`, `<id>QueueArn`, `<id>DeadLetterQueueUrl` and `<id>DeadLetterQueueArn` name both queues.
 *
 * @example
 * new BufferedMutation(this, 'CreateOrder', { platform, domain: 'orders', field: 'createOrder', rows: { puts: ['orders'] } });
 */
export class BufferedMutation extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly consumer: Function;

  constructor(scope: Construct, id: string, props: BufferedMutationProps) {
    super(scope, id);
    const consumer = new QueueWorker(this, 'Consumer', { ...props, worker: props.field, outputPrefix: id });
    this.queue = consumer.queue;
    this.deadLetters = consumer.deadLetters;
    this.consumer = consumer.function;
    grantSend(props.platform.sources.queues, this.queue);
    createField(this, { ...props, queue: this.queue });
  }
}

export interface BufferedFieldProps extends Pick<
  BufferedMutationProps,
  'platform' | 'domain' | 'field' | 'joins' | 'holds'
> {
  /** The queue of the mutation whose worker does this one's work, too. */
  readonly queue: Queue;
  /** Steps that read more between `validate` and `claim`, in this order. @default - none */
  readonly reads?: readonly string[];
}

/**
 * Another mutation whose messages a `BufferedMutation` of its domain works on: steps of its own, and no queue.
 *
 * @example
 * new BufferedField(this, 'ConfirmPayment', { platform, domain: 'payments', field: 'confirmPayment', queue: pay.queue });
 */
export class BufferedField extends Construct {
  constructor(scope: Construct, id: string, props: BufferedFieldProps) {
    super(scope, id);
    createField(this, props);
  }
}

const createField = (
  scope: Construct,
  { platform, domain, field, queue, reads = [], joins = false, holds = false }: BufferedFieldProps,
): void => {
  const onTable = (step: string) =>
    stepFunction(scope, capitalized(step), {
      platform,
      dataSource: platform.sources.table,
      path: `${domain}/${field}`,
      step,
    });
  new PipelineResolver(scope, 'Field', {
    platform,
    typeName: 'Mutation',
    fieldName: field,
    functions: [
      onTable('validate'),
      ...reads.map(onTable),
      onTable('claim'),
      ...(holds ? [onTable('hold')] : []),
      ...(joins ? [onTable('join')] : []),
      enqueueFunction(platform),
      onTable('release'),
    ],
    stash: { queueUrl: queue.queueUrl },
  });
};

/** The step that sends `ctx.stash.message` to `ctx.stash.queueUrl`: made once a domain, shared by its mutations. */
export const enqueueFunction = (platform: Platform): AppsyncFunction => {
  const { queues } = platform.sources;
  // Only this function makes a child of this id.
  const made = queues.node.tryFindChild('Enqueue') as AppsyncFunction | undefined;
  return made ?? stepFunction(queues, 'Enqueue', { platform, dataSource: queues, path: 'enqueue' });
};
