import { z } from 'zod';
import { mapOf } from '../../../platform/checkInput.ts';
import { attributeNames, defineSqsAction, defineQueueAction } from '../SqsAction.ts';
import { checkTags } from './queueTags.ts';
import { describeAttributes } from '../queues/queueAttributes.ts';
import { saveQueue } from '../queues/savedQueues.ts';
import { queueDoesNotExist, sqsError } from '../sqsError.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
export const createQueue = defineSqsAction(
  {
    QueueName: z.string(),
    Attributes: mapOf(z.string()).default({}),
    tags: mapOf(z.string()).default({}),
  },
  ({ QueueName, Attributes, tags }, { queues, world }) => {
    checkTags(tags);
    const isNew = !queues.byName(QueueName);
    const queue = queues.create(QueueName, Attributes);
    if (isNew) for (const [key, value] of Object.entries(tags)) queue.tags.set(key, value);
    if (isNew) saveQueue(world.journal, queue);
    return { QueueUrl: queues.urlOf(queue) };
  },
);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html */
export const deleteQueue = defineQueueAction({}, (queue, _input, { queues }) => {
  queues.delete(queue);
  return {};
});

const BETWEEN_PURGES_MS = 60_000;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
export const purgeQueue = defineQueueAction({}, (queue, _input, { world }) => {
  const now = world.clock.now();
  if (now - queue.purgedAt < BETWEEN_PURGES_MS) {
    throw sqsError(
      'PurgeQueueInProgress',
      `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
    );
  }
  queue.purgedAt = now;
  queue.messages.purge();
  return {};
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const getQueueAttributes = defineQueueAction(
  { AttributeNames: attributeNames.default([]) },
  (queue, { AttributeNames }) => {
    const attributes = describeAttributes(queue, AttributeNames);
    return Object.keys(attributes).length > 0 ? { Attributes: attributes } : {};
  },
);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const setQueueAttributes = defineQueueAction(
  { Attributes: mapOf(z.string()) },
  (queue, { Attributes }, { queues }) => {
    queues.configure(queue, Attributes);
    return {};
  },
);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html */
export const getQueueUrl = defineSqsAction(
  { QueueName: z.string(), QueueOwnerAWSAccountId: z.string().optional() },
  ({ QueueName, QueueOwnerAWSAccountId }, { queues, world }) => {
    const isOurs = (QueueOwnerAWSAccountId ?? world.account.accountId) === world.account.accountId;
    const queue = isOurs ? queues.byName(QueueName) : undefined;
    if (!queue) throw queueDoesNotExist();
    return { QueueUrl: queues.urlOf(queue) };
  },
);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export const listQueues = defineSqsAction(
  {
    QueueNamePrefix: z.string().default(''),
    NextToken: z.string().optional(),
    MaxResults: z.number().int().optional(),
  },
  ({ QueueNamePrefix, ...page }, { queues }) => {
    const matching = [...queues.all()].filter(({ name }) => name.startsWith(QueueNamePrefix));
    const { items, NextToken } = paginateQueues(matching, page);
    return {
      ...(items.length > 0 && { QueueUrls: items.map(queues.urlOf) }),
      ...(NextToken && { NextToken }),
    };
  },
);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListDeadLetterSourceQueues.html */
export const listDeadLetterSourceQueues = defineQueueAction(
  { NextToken: z.string().optional(), MaxResults: z.number().int().optional() },
  (queue, page, { queues }) => {
    const sources = [...queues.all()].filter(
      ({ settings }) => settings.redrivePolicy?.deadLetterTargetArn === queue.arn,
    );
    const { items, NextToken } = paginateQueues(sources, page);
    return { queueUrls: items.map(queues.urlOf), ...(NextToken && { NextToken }) };
  },
);

interface QueuePage {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

const MOST_RESULTS = 1000;

/** One page of `all`. The next page has a token where the caller asked for a page size. */
function paginateQueues<T>(
  all: readonly T[],
  { NextToken, MaxResults }: QueuePage,
): { items: readonly T[]; NextToken?: string } {
  if (MaxResults !== undefined && (MaxResults < 1 || MaxResults > MOST_RESULTS)) {
    throw sqsError(
      'InvalidParameterValueException',
      `Value for parameter MaxResults is invalid. Reason: MaxResults must be an integer between 1 and ${MOST_RESULTS}.`,
    );
  }
  const start = NextToken === undefined ? 0 : parseToken(NextToken);
  const end = start + (MaxResults ?? MOST_RESULTS);
  const isMore = MaxResults !== undefined && end < all.length;
  return {
    items: all.slice(start, end),
    ...(isMore && { NextToken: Buffer.from(`${end}`).toString('base64') }),
  };
}

function parseToken(token: string): number {
  const start = Buffer.from(token, 'base64').toString();
  if (/^\d+$/.test(start)) return Number(start);
  throw sqsError('InvalidParameterValueException', `Invalid or expired next token: ${token}`);
}
