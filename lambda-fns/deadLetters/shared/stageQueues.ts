import { ListQueueTagsCommand, paginateListQueues } from '@aws-sdk/client-sqs';
import type { DeadLetterQueue } from '../../../letters/core/Letter.ts';
import { describeQueue } from '../../../letters/core/queues.ts';
import { queueTags } from '../../../model/queueTags.ts';
import { environment } from '../../platform/environment.ts';
import { inParallel } from '../../platform/inParallel.ts';
import { sqs } from '../../platform/queues.ts';

/** What the core reads queues with: this function's own client, whose requests are traced. */
export const clients = { sqs };

/** Chosen: queues come and go with deployments, and finding them takes a request for each queue of the stage. */
const KNOWN_FOR_MS = 2 * 3_600_000;

/** Requests under way at once; chosen. */
const AT_ONCE = 8;

let known: { readonly until: number; readonly queues: readonly DeadLetterQueue[] } | undefined;

/**
 * The stage's dead-letter queues. No stack knows those of others, and a function may ask the others nothing but their
 * tags, so they are found by the names that all queues of a stage begin with, and by the tag.
 */
export const stageQueues = async (): Promise<readonly DeadLetterQueue[]> => {
  if (known && known.until > Date.now()) return known.queues;
  const urls: string[] = [];
  const QueueNamePrefix = `Frontdesk-${environment.STAGE}-`;
  for await (const { QueueUrls = [] } of paginateListQueues(
    { client: sqs, pageSize: 1000 },
    { QueueNamePrefix },
  ))
    urls.push(...QueueUrls);
  const found = await inParallel(urls, AT_ONCE, readQueue);
  known = { until: Date.now() + KNOWN_FOR_MS, queues: found.flat() };
  return known.queues;
};

/** Nothing for a queue that is not one of dead letters, or of another stage whose name begins like this one's. */
const readQueue = async (url: string): Promise<DeadLetterQueue[]> => {
  const { Tags: tags = {} } = await sqs.send(new ListQueueTagsCommand({ QueueUrl: url }));
  if (tags[queueTags.deadLetters] !== environment.STAGE) return [];
  const { name, arn } = await describeQueue(clients, url);
  return [{ name, url, arn, tags, sources: [] }];
};

/** Finds one by its name, also if it was made a moment ago. */
export const findStageQueue = async (name: string): Promise<DeadLetterQueue | undefined> => {
  const byName = (queues: readonly DeadLetterQueue[]) => queues.find((queue) => queue.name === name);
  const found = byName(await stageQueues());
  if (found) return found;
  known = undefined;
  return byName(await stageQueues());
};
