import { arnOf } from '../../../platform/arns.ts';
import type { World } from '../../../platform/World.ts';
import { sqsError } from '../errors/sqsError.ts';
import { type Attributes, checkQueueAttributes } from './attributes.ts';
import { checkedSettings } from './checkedSettings.ts';
import { checkQueueName } from './checkQueueName.ts';
import { checkSameAttributes } from './checkSameAttributes.ts';
import { openQueue } from './openQueue.ts';
import { parseQueueUrl } from './parseQueueUrl.ts';
import type { Queue } from './Queue.ts';
import type { Queues } from './Queues.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html */
const NAME_REST_MS = 60_000;

export function createQueues(world: World, baseUrl: () => string): Queues {
  const { clock, account } = world;
  const queues = new Map<string, Queue>();
  const deletedAt = new Map<string, number>();
  let order = 0;

  const byArn = (arn: string) => {
    const queue = queues.get(arn.slice(arn.lastIndexOf(':') + 1));
    return queue?.arn === arn ? queue : undefined;
  };

  return {
    create(name, { FifoQueue, ...attributes }) {
      const fifo = isFifo(FifoQueue);
      checkQueueName(name, fifo);
      const existing = queues.get(name);
      if (existing) return checkSameAttributes(existing, attributes);
      if (clock.now() - (deletedAt.get(name) ?? -Infinity) < NAME_REST_MS) throw recentlyDeleted();
      const arn = arnOf(account, 'sqs', name);
      const settings = checkedSettings({ arn, fifo, attributes }, byArn);
      const queue = openQueue({
        world,
        name,
        arn,
        fifo,
        attributes: withoutEmpty(attributes),
        settings,
        byArn,
        nextOrder: () => ++order,
      });
      queues.set(name, queue);
      return queue;
    },
    configure(queue, { FifoQueue, ...changes }) {
      if (FifoQueue !== undefined) checkFifoQueueUnchanged(queue, FifoQueue);
      checkQueueAttributes(changes, queue.fifo);
      const attributes = withoutEmpty({ ...queue.attributes, ...changes });
      queue.settings = checkedSettings({ ...queue, attributes }, byArn);
      queue.attributes = attributes;
      queue.modifiedAt = clock.now();
      queue.messages.retentionChanged();
    },
    delete(queue) {
      queues.delete(queue.name);
      deletedAt.set(queue.name, clock.now());
      queue.messages.close();
    },
    all: () => queues.values(),
    byName: (name) => queues.get(name),
    byArn,
    byUrl(url) {
      const { accountId, name } = parseQueueUrl(url);
      const queue = accountId === account.accountId ? queues.get(name) : undefined;
      if (!queue) throw sqsError('QueueDoesNotExist', 'The specified queue does not exist.');
      return queue;
    },
    urlOf: ({ name }) => `${baseUrl()}/${account.accountId}/${name}`,
    nextOrder: () => ++order,
  };
}

/** A standard queue is one without the attribute: AWS knows no `false`. */
function isFifo(value: string | undefined): boolean {
  if (value === undefined || value === 'true') return value !== undefined;
  throw sqsError('InvalidAttributeName', 'Unknown Attribute FifoQueue.');
}

const withoutEmpty = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));

const recentlyDeleted = () =>
  sqsError(
    'QueueDeletedRecently',
    'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
  );

function checkFifoQueueUnchanged(queue: Queue, value: string) {
  if (!queue.fifo) throw sqsError('InvalidAttributeName', 'Unknown Attribute FifoQueue.');
  if (value === 'true') return;
  throw sqsError(
    'InvalidAttributeValue',
    'Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.',
  );
}
