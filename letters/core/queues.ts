import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueueTagsCommand,
  paginateListQueues,
} from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { queueTags } from '../../model/queueTags.ts';
import type { QueueClients } from './clients.ts';
import type { DeadLetterQueue, SourceQueue } from './Letter.ts';
import { mapLimited } from './mapLimited.ts';
import { errorName, misuse } from './OperatorError.ts';

/** A queue as its attributes describe it now. SQS's counts are approximate. */
export interface QueueDescription {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
  readonly retentionSeconds: number;
  readonly visibilityTimeoutSeconds: number;
  readonly isFifo: boolean;
  /** Where its messages go after `maxReceiveCount` deliveries. */
  readonly redrivePolicy: RedrivePolicy | undefined;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html; the count may be text. */
const RedrivePolicy = z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() });
export type RedrivePolicy = z.infer<typeof RedrivePolicy>;

/** Requests under way at once: SQS names no limit for them; this one is chosen. */
const AT_ONCE = 8;

export interface QueueSelection {
  /** By name, URL or ARN, by the step that they are tagged with, or by a queue whose dead letters they hold. @default all */
  readonly queues?: readonly string[];
  /** Only those that are tagged with this stage. @default every stage's, and those of others */
  readonly stage?: string | undefined;
  /** Only those whose names begin so, for whoever may read no others. @default any */
  readonly namePrefix?: string;
}

/** Finds dead-letter queues, in the order of their labels. Throws `OperatorError` for a name that no queue has. */
export async function findQueues(
  clients: QueueClients,
  { queues: names = [], ...selection }: QueueSelection,
): Promise<DeadLetterQueue[]> {
  if (names.length === 0) return findAll(clients, selection);
  const found: DeadLetterQueue[] = [];
  let all: DeadLetterQueue[] | undefined;
  for (const name of names) {
    const named = await findExactly(clients, name);
    if (named) found.push(named);
    else found.push(...pick(name, (all ??= await findAll(clients, selection))));
  }
  return [...new Map(found.map((queue) => [queue.arn, queue])).values()];
}

/** What a person calls a queue by: the step or the label that it is tagged with, or its own name. */
export const labelOf = ({ tags, name }: Pick<DeadLetterQueue, 'tags' | 'name'>): string =>
  tags[queueTags.step] ?? tags[queueTags.label] ?? name;

/** Reads a queue's attributes. Throws SQS's `QueueDoesNotExist`. */
export async function describeQueue({ sqs }: QueueClients, url: string): Promise<QueueDescription> {
  const { Attributes }: { Attributes?: Readonly<Record<string, string>> } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
  );
  const number = (name: string) => Number(Attributes?.[name] ?? 0);
  const arn = Attributes?.['QueueArn'] ?? '';
  return {
    name: nameOf(arn),
    url,
    arn,
    visible: number('ApproximateNumberOfMessages'),
    inFlight: number('ApproximateNumberOfMessagesNotVisible'),
    delayed: number('ApproximateNumberOfMessagesDelayed'),
    retentionSeconds: number('MessageRetentionPeriod'),
    visibilityTimeoutSeconds: number('VisibilityTimeout'),
    isFifo: Attributes?.['FifoQueue'] === 'true',
    redrivePolicy: policyOf(Attributes?.['RedrivePolicy']),
  };
}

/** The last part of a queue's ARN or URL. */
export const nameOf = (place: string): string => place.split(/[:/]/).at(-1) ?? '';

function policyOf(text: string | undefined): RedrivePolicy | undefined {
  if (!text) return undefined;
  return RedrivePolicy.safeParse(JSON.parse(text)).data;
}

/**
 * Dead-letter queues are those that a redrive policy names. Those of rules and pipes are named by no queue: they are
 * known by a stage's tag, and by having no dead letters of their own.
 */
async function findAll(
  clients: QueueClients,
  { stage, namePrefix }: Pick<QueueSelection, 'stage' | 'namePrefix'>,
): Promise<DeadLetterQueue[]> {
  const urls: string[] = [];
  const pages = paginateListQueues(
    { client: clients.sqs, pageSize: 1000 },
    { ...(namePrefix && { QueueNamePrefix: namePrefix }) },
  );
  for await (const { QueueUrls = [] } of pages) urls.push(...QueueUrls);
  const described = await mapLimited(urls, AT_ONCE, (url) => unlessGone(describeQueue(clients, url)));
  const queues = described.filter((queue) => queue !== undefined);
  const sources = Map.groupBy(queues, ({ redrivePolicy }) => redrivePolicy?.deadLetterTargetArn);
  const candidates = queues.filter(({ arn, redrivePolicy }) => sources.has(arn) || !redrivePolicy);
  const tagged = await mapLimited(candidates, AT_ONCE, async (queue) => ({
    ...place(queue),
    sources: (sources.get(queue.arn) ?? []).map(place),
    tags: await readTags(clients, queue.url),
  }));
  return tagged
    .filter((queue) => {
      const tag = queue.tags[queueTags.stage];
      return stage === undefined ? queue.sources.length > 0 || tag !== undefined : tag === stage;
    })
    .sort((one, other) => labelOf(one).localeCompare(labelOf(other)));
}

const place = ({ name, url, arn }: QueueDescription): SourceQueue => ({ name, url, arn });

/** A queue that was deleted since it was listed. */
const unlessGone = <Result>(work: Promise<Result>): Promise<Result | undefined> =>
  work.catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });

const isMissing = (error: unknown) =>
  ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'].includes(errorName(error));

/** Tags name a queue better, and nothing depends on them: whoever may not read them goes without. */
async function readTags({ sqs }: QueueClients, url: string): Promise<Record<string, string>> {
  try {
    return (await sqs.send(new ListQueueTagsCommand({ QueueUrl: url }))).Tags ?? {};
  } catch (error) {
    if (/AccessDenied/.test(errorName(error))) return {};
    throw error;
  }
}

/**
 * A queue by its whole name, URL or ARN, whether anything says that it holds dead letters or not. One that has dead
 * letters itself, and holds none, is a queue that is worked on: its dead letters are meant, for each look at it would count
 * as a delivery.
 */
async function findExactly(clients: QueueClients, name: string): Promise<DeadLetterQueue | undefined> {
  if (!/^[\w-]{1,80}(?:\.fifo)?$/.test(nameOf(name))) return undefined;
  const url = /^https?:/.test(name) ? name : await unlessGone(urlOf(clients, name));
  const queue = url && (await unlessGone(describeQueue(clients, url)));
  if (!queue) return undefined;
  const [sources, tags] = await Promise.all([readSources(clients, queue.url), readTags(clients, queue.url)]);
  const target = queue.redrivePolicy?.deadLetterTargetArn;
  if (sources.length === 0 && target) return findExactly(clients, target);
  return { ...place(queue), sources, tags };
}

async function urlOf({ sqs }: QueueClients, name: string): Promise<string | undefined> {
  const [, , , , account] = name.startsWith('arn:') ? name.split(':') : [];
  const { QueueUrl } = await sqs.send(
    new GetQueueUrlCommand({ QueueName: nameOf(name), ...(account && { QueueOwnerAWSAccountId: account }) }),
  );
  return QueueUrl;
}

async function readSources(clients: QueueClients, QueueUrl: string): Promise<SourceQueue[]> {
  const urls: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await clients.sqs.send(
      new ListDeadLetterSourceQueuesCommand({ QueueUrl, MaxResults: 1000, NextToken }),
    );
    urls.push(...(page.queueUrls ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  const described = await mapLimited(urls, AT_ONCE, (url) => unlessGone(describeQueue(clients, url)));
  return described.filter((queue) => queue !== undefined).map(place);
}

/** The queues that are called so, by their step, or by their source's name. */
function pick(name: string, all: readonly DeadLetterQueue[]): DeadLetterQueue[] {
  const namesOf = (queue: DeadLetterQueue) => [
    labelOf(queue),
    queue.name,
    ...queue.sources.map((one) => one.name),
  ];
  const exact = all.filter((queue) => namesOf(queue).includes(name));
  if (exact.length > 0) return exact;
  const found = all.filter((queue) => namesOf(queue).some((one) => one.toLowerCase() === name.toLowerCase()));
  // In another case it may be meant, where it can mean one thing only.
  if (new Set(found.map(labelOf)).size === 1) return found;
  const known = all.map(labelOf);
  throw misuse(`There is no queue ${name}. ${suggestionFor(name, known)}`);
}

/** The names that are meant, perhaps: those that share most with the one that was given. */
function suggestionFor(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'This account and region has no dead-letter queues.';
  const near = known
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.max(2, candidate.length / 3))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
  return near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'See them with: list.';
}

/** Levenshtein's: insertions, deletions and replacements from one text to the other. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, character] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++)
      next.push(
        Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (to[j] === character ? 0 : 1)),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}
