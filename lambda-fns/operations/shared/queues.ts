import {
  GetQueueAttributesCommand,
  ListQueueTagsCommand,
  paginateListQueues,
  SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { queueTags } from '../../../model/queueTags.ts';
import { inParallel } from '../../platform/inParallel.ts';
import { tracer } from '../../platform/tracer.ts';
import { environment } from './environment.ts';

const sqs = tracer.captureAWSv3Client(new SQSClient({}));

/** Requests under way at once; chosen. */
const AT_ONCE = 16;

/** Chosen: queues come and go with deployments, and finding them takes a request for each queue of the stage. */
const KNOWN_FOR_MS = 10 * 60_000;

interface FoundQueue {
  readonly url: string;
  /** The worker whose messages it holds. */
  readonly step: string | undefined;
  readonly isOfDeadLetters: boolean;
}

/** A worker's queue, as it is now. SQS's counts are approximate. */
export interface WorkQueueState {
  readonly name: string;
  readonly step: string;
  readonly fedBy: 'MUTATION' | 'EVENT';
  readonly waiting: number;
  readonly inFlight: number;
  readonly deadLetterQueue: string | null;
  readonly deadLetters: number;
}

let known: { readonly until: number; readonly queues: readonly FoundQueue[] } | undefined;

/** The stage's queues, by the names that they begin with, and of those its own by their tags. */
const findQueues = async (): Promise<readonly FoundQueue[]> => {
  if (known && known.until > Date.now()) return known.queues;
  const urls: string[] = [];
  const pages = paginateListQueues(
    { client: sqs, pageSize: 1000 },
    { QueueNamePrefix: `Frontdesk-${environment.STAGE}-` },
  );
  for await (const { QueueUrls = [] } of pages) urls.push(...QueueUrls);
  const found = await inParallel(urls, AT_ONCE, async (url) => {
    const { Tags: tags = {} } = await sqs.send(new ListQueueTagsCommand({ QueueUrl: url }));
    const isOurs = tags[queueTags.stage] === environment.STAGE;
    return isOurs
      ? [{ url, step: tags[queueTags.step], isOfDeadLetters: tags[queueTags.deadLetters] !== undefined }]
      : [];
  });
  known = { until: Date.now() + KNOWN_FOR_MS, queues: found.flat() };
  return known.queues;
};

const RedrivePolicy = z.object({ deadLetterTargetArn: z.string() });

/** Describes each worker's queue, with its dead letters. */
export const readQueues = async (): Promise<WorkQueueState[]> => {
  const described = await inParallel(await findQueues(), AT_ONCE, describe);
  const byArn = new Map(described.map((queue) => [queue.arn, queue]));
  return described
    .flatMap(({ step, isOfDeadLetters, deadLettersArn, ...queue }) => {
      if (step === undefined || isOfDeadLetters) return [];
      const letters = byArn.get(deadLettersArn ?? '');
      return [
        {
          name: queue.name,
          step,
          fedBy: queue.fedBy,
          waiting: queue.waiting,
          inFlight: queue.inFlight,
          deadLetterQueue: letters?.name ?? null,
          deadLetters: letters ? letters.waiting + letters.inFlight : 0,
        },
      ];
    })
    .sort((one, other) => one.step.localeCompare(other.step));
};

const describe = async ({ url, step, isOfDeadLetters }: FoundQueue) => {
  const { Attributes }: { Attributes?: Readonly<Record<string, string>> } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
  );
  const count = (name: string) => Number(Attributes?.[name] ?? 0);
  const policy = Attributes?.['RedrivePolicy'];
  const arn = Attributes?.['QueueArn'] ?? '';
  return {
    arn,
    name: arn.split(':').at(-1) ?? '',
    step,
    isOfDeadLetters,
    // Only a queue that rules send to has a policy that lets EventBridge in; resolvers send by their own role.
    fedBy: (Attributes?.['Policy'] ?? '').includes('events.amazonaws.com')
      ? ('EVENT' as const)
      : ('MUTATION' as const),
    // A message that is delayed waits, too.
    waiting: count('ApproximateNumberOfMessages') + count('ApproximateNumberOfMessagesDelayed'),
    inFlight: count('ApproximateNumberOfMessagesNotVisible'),
    deadLettersArn:
      policy === undefined ? undefined : RedrivePolicy.parse(JSON.parse(policy)).deadLetterTargetArn,
  };
};
