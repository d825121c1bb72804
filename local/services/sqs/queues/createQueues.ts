import type { World } from '../../../platform/World.ts';
import { arnOf } from '../../../platform/arns.ts';
import { queueDoesNotExist, shortened, sqsError } from '../sqsError.ts';
import type { Queue, Queues, QueueSettings } from './Queue.ts';
import { openQueue } from './openQueue.ts';
import { type Attributes, checkQueueAttributes, checkSameAttributes } from './queueAttributes.ts';
import { checkedSettings, queueSettingsOf } from './queueSettings.ts';
import { deleteSavedQueue, savedQueues, saveQueue, type SavedQueue } from './savedQueues.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html */
const DELETED_NAME_BLOCKED_MS = 60_000;

export function createQueues(world: World, baseUrl: () => string): Queues {
  const { clock, account, journal } = world;
  const queues = new Map<string, Queue>();
  const deletedAt = new Map<string, number>();
  // Queues of an earlier run. The first `create` of each sets its attributes anew.
  const unclaimed = new Set<string>();
  let order = 0;
  const nextOrder = () => ++order;

  const byArn = (arn: string) => findByArn(queues, arn);

  const open = ({ name, fifo, attributes }: QueueDefinition, settings: QueueSettings) => {
    const arn = arnOf(account, 'sqs', name);
    const queue = openQueue({ world, name, arn, fifo, attributes, settings, byArn, nextOrder });
    queues.set(name, queue);
    return queue;
  };

  const setAttributes = (queue: Queue, attributes: Attributes) => {
    queue.settings = checkedSettings({ ...queue, attributes }, byArn);
    queue.attributes = attributes;
    queue.messages.retentionChanged();
    saveQueue(journal, queue);
    return queue;
  };

  for (const saved of savedQueues(journal)) {
    const queue = open(saved, queueSettingsOf(saved.attributes, saved.fifo));
    order = Math.max(order, restoreQueue(queue, saved));
    unclaimed.add(saved.name);
  }

  return {
    create(name, { FifoQueue, ...attributes }) {
      const fifo = isFifo(FifoQueue);
      checkQueueName(name, fifo);
      const existing = queues.get(name);
      if (existing && unclaimed.delete(name)) return setAttributes(existing, withoutEmpty(attributes));
      if (existing) return checkSameAttributes(existing, attributes);
      if (clock.now() - (deletedAt.get(name) ?? -Infinity) < DELETED_NAME_BLOCKED_MS)
        throw queueDeletedRecently();
      const settings = checkedSettings({ arn: arnOf(account, 'sqs', name), fifo, attributes }, byArn);
      const queue = open({ name, fifo, attributes: withoutEmpty(attributes) }, settings);
      saveQueue(journal, queue);
      return queue;
    },
    configure(queue, { FifoQueue, ...changes }) {
      if (FifoQueue !== undefined) checkFifoQueueUnchanged(queue, FifoQueue);
      checkQueueAttributes(changes, queue.fifo);
      setAttributes(queue, withoutEmpty({ ...queue.attributes, ...changes }));
      queue.modifiedAt = clock.now();
    },
    delete(queue) {
      queues.delete(queue.name);
      blockName(deletedAt, queue.name, clock.now());
      queue.messages.close();
      deleteSavedQueue(journal, queue);
    },
    all: () => queues.values(),
    byName: (name) => queues.get(name),
    byArn,
    byUrl: (url) => findByUrl(queues, account.accountId, url),
    urlOf: ({ name }) => `${baseUrl()}/${account.accountId}/${name}`,
    nextOrder,
  };
}

/** Notes when a queue was deleted, and forgets those whose names are free again. */
function blockName(deletedAt: Map<string, number>, name: string, now: number): void {
  for (const [earlier, moment] of deletedAt)
    if (now - moment >= DELETED_NAME_BLOCKED_MS) deletedAt.delete(earlier);
  deletedAt.set(name, now);
}

type QueueDefinition = Pick<Queue, 'name' | 'fifo' | 'attributes'>;

/** Restores a queue's tags and messages from an earlier run. Returns the highest `order` of its messages. */
function restoreQueue({ tags, messages }: Queue, saved: SavedQueue): number {
  for (const [key, value] of saved.tags) tags.set(key, value);
  return messages.restore();
}

function findByArn(queues: ReadonlyMap<string, Queue>, arn: string): Queue | undefined {
  const queue = queues.get(arn.slice(arn.lastIndexOf(':') + 1));
  return queue?.arn === arn ? queue : undefined;
}

function findByUrl(queues: ReadonlyMap<string, Queue>, ownAccountId: string, url: string): Queue {
  const { accountId, name } = parseQueueUrl(url);
  const queue = accountId === ownAccountId ? queues.get(name) : undefined;
  if (!queue) throw queueDoesNotExist();
  return queue;
}

/** A standard queue omits the attribute: AWS refuses `false`. */
function isFifo(value: string | undefined): boolean {
  if (value === undefined || value === 'true') return value !== undefined;
  throw sqsError('InvalidAttributeName', 'Unknown Attribute FifoQueue.');
}

const withoutEmpty = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));

const queueDeletedRecently = () =>
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

/** The account and the name at the end of a queue's URL. The rest of the URL does not matter. */
function parseQueueUrl(url: string): { readonly accountId: string; readonly name: string } {
  const [, accountId, name] = /(?:^|\/)(\d{12})\/([^/?#]+)\/?$/.exec(url) ?? [];
  if (accountId && name) return { accountId, name };
  throw sqsError('InvalidAddress', `The address ${shortened(url)} is not valid for this endpoint.`);
}
