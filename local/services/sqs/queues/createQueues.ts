import type { World } from '../../../platform/World.ts';
import { arnOf } from '../../../platform/arns.ts';
import { sqsError } from '../sqsError.ts';
import type { Queue, Queues, QueueSettings } from './Queue.ts';
import { openQueue } from './openQueue.ts';
import { type Attributes, checkQueueAttributes, checkSameAttributes } from './queueAttributes.ts';
import { checkedSettings, settingsOf } from './queueSettings.ts';
import { forgetQueue, notedQueues, noteQueue, type QueueNote } from './savedQueues.ts';

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

  const byArn = (arn: string) => findByArn(queues, arn);

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
    return queue;
  };

  for (const note of notedQueues(journal)) {
    const queue = open(note.name, note.fifo, note.attributes, settingsOf(note.attributes, note.fifo));
    order = Math.max(order, restoreQueue(queue, note));
    unclaimed.add(note.name);
  }

  return {
    create(name, { FifoQueue, ...attributes }) {
      const fifo = isFifo(FifoQueue);
      checkQueueName(name, fifo);
      const existing = queues.get(name);
      if (existing && unclaimed.delete(name)) return redefine(existing, withoutEmpty(attributes));
      if (existing) return checkSameAttributes(existing, attributes);
      if (clock.now() - (deletedAt.get(name) ?? -Infinity) < NAME_REST_MS) throw recentlyDeleted();
      const settings = checkedSettings({ arn: arnOf(account, 'sqs', name), fifo, attributes }, byArn);
      const queue = open(name, fifo, withoutEmpty(attributes), settings);
      noteQueue(journal, queue);
      return queue;
    },
    configure(queue, { FifoQueue, ...changes }) {
      if (FifoQueue !== undefined) checkFifoQueueUnchanged(queue, FifoQueue);
      checkQueueAttributes(changes, queue.fifo);
      redefine(queue, withoutEmpty({ ...queue.attributes, ...changes }));
      queue.modifiedAt = clock.now();
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
    byUrl: (url) => findByUrl(queues, account.accountId, url) ?? refuseUnknown(),
    urlOf: ({ name }) => `${baseUrl()}/${account.accountId}/${name}`,
    nextOrder,
  };
}

/** Gives a queue back what an earlier run left; answers the highest `order` of its messages. */
function restoreQueue({ tags, messages }: Queue, note: QueueNote): number {
  for (const [key, value] of note.tags) tags.set(key, value);
  return messages.restore();
}

function findByArn(queues: ReadonlyMap<string, Queue>, arn: string): Queue | undefined {
  const queue = queues.get(arn.slice(arn.lastIndexOf(':') + 1));
  return queue?.arn === arn ? queue : undefined;
}

function findByUrl(queues: ReadonlyMap<string, Queue>, ownAccountId: string, url: string): Queue | undefined {
  const { accountId, name } = parseQueueUrl(url);
  return accountId === ownAccountId ? queues.get(name) : undefined;
}

function refuseUnknown(): never {
  throw sqsError('QueueDoesNotExist', 'The specified queue does not exist.');
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

/** The suffix `.fifo` counts towards the 80 characters, and only a FIFO queue has it. */
function checkQueueName(name: string, fifo: boolean): void {
  const isSpelledRight = fifo ? /^[\w-]{1,75}\.fifo$/.test(name) : /^[\w-]{1,80}$/.test(name);
  if (isSpelledRight) return;
  throw sqsError(
    'InvalidParameterValueException',
    fifo && !name.endsWith('.fifo')
      ? 'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.'
      : 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
  );
}

/** The account and name at the end of a queue's URL, which alone decide which queue is meant. */
function parseQueueUrl(url: string): { readonly accountId: string; readonly name: string } {
  const [, accountId, name] = /(?:^|\/)(\d{12})\/([^/?#]+)\/?$/.exec(url) ?? [];
  if (accountId && name) return { accountId, name };
  throw sqsError('InvalidAddress', `The address ${url} is not valid for this endpoint.`);
}
