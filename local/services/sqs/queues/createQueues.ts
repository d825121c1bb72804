import { arnOf } from '../../../platform/arns.ts';
import type { World } from '../../../platform/World.ts';
import { sqsError } from '../errors/sqsError.ts';
import { type Attributes, checkQueueAttributes } from './attributes.ts';
import { checkedSettings } from './checkedSettings.ts';
import { checkQueueName } from './checkQueueName.ts';
import { checkSameAttributes } from './checkSameAttributes.ts';
import { openQueue } from './openQueue.ts';
import { parseQueueUrl } from './parseQueueUrl.ts';
import { forgetQueue, notedQueues, noteQueue } from './queueLog.ts';
import type { Queue } from './Queue.ts';
import type { QueueSettings } from './QueueSettings.ts';
import type { Queues } from './Queues.ts';
import { settingsOf } from './settingsOf.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html */
const NAME_REST_MS = 60_000;

export function createQueues(world: World, baseUrl: () => string): Queues {
  const { clock, account, journal } = world;
  const queues = new Map<string, Queue>();
  const deletedAt = new Map<string, number>();
  // What an earlier run left; the first to create one of them says what it is like now.
  const unclaimed = new Set<string>();
  let order = 0;
  const nextOrder = () => ++order;

  const byArn = (arn: string) => {
    const queue = queues.get(arn.slice(arn.lastIndexOf(':') + 1));
    return queue?.arn === arn ? queue : undefined;
  };

  const open = (name: string, fifo: boolean, attributes: Attributes, settings: QueueSettings) => {
    const arn = arnOf(account, 'sqs', name);
    const queue = openQueue({ world, name, arn, fifo, attributes, settings, byArn, nextOrder });
    queues.set(name, queue);
    return queue;
  };

  const redefine = (queue: Queue, attributes: Attributes) => {
    queue.settings = checkedSettings({ ...queue, attributes }, byArn);
    queue.attributes = attributes;
    queue.messages.retentionChanged();
    noteQueue(journal, queue);
  };

  for (const { name, fifo, attributes, tags } of notedQueues(journal)) {
    const queue = open(name, fifo, attributes, settingsOf(attributes, fifo));
    for (const [key, value] of tags) queue.tags.set(key, value);
    order = Math.max(order, queue.messages.restore());
    unclaimed.add(name);
  }

  return {
    create(name, { FifoQueue, ...attributes }) {
      const fifo = isFifo(FifoQueue);
      checkQueueName(name, fifo);
      const existing = queues.get(name);
      if (existing && unclaimed.delete(name)) {
        redefine(existing, withoutEmpty(attributes));
        return existing;
      }
      if (existing) return checkSameAttributes(existing, attributes);
      if (clock.now() - (deletedAt.get(name) ?? -Infinity) < NAME_REST_MS) throw recentlyDeleted();
      const arn = arnOf(account, 'sqs', name);
      const settings = checkedSettings({ arn, fifo, attributes }, byArn);
      const queue = open(name, fifo, withoutEmpty(attributes), settings);
      noteQueue(journal, queue);
      return queue;
    },
    configure(queue, { FifoQueue, ...changes }) {
      if (FifoQueue !== undefined) checkFifoQueueUnchanged(queue, FifoQueue);
      checkQueueAttributes(changes, queue.fifo);
      const attributes = withoutEmpty({ ...queue.attributes, ...changes });
      queue.modifiedAt = clock.now();
      redefine(queue, attributes);
    },
    delete(queue) {
      queues.delete(queue.name);
      deletedAt.set(queue.name, clock.now());
      queue.messages.close();
      forgetQueue(journal, queue);
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
    nextOrder,
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
