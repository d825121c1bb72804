import { CloudWatchClient, GetMetricStatisticsCommand, type StandardUnit } from '@aws-sdk/client-cloudwatch';
import { ListQueueTagsCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import type { FeedRecord, MessageEntry } from '../../local/platform/Feed.ts';
import type { Cloud } from '../../local/startCloud.ts';
import { Death, isLetterOf, letterAttributes, Redrive } from '../../model/deadLetters/attributes.ts';
import { queueTags } from '../../model/queueTags.ts';

/** What workers counted of their messages, by CloudWatch. */
export interface Counted {
  readonly done: number;
  readonly retried: number;
  readonly buried: number;
}

/** Deliveries as the queues and Lambda tell of them, to be held against what workers counted. */
export interface Deliveries {
  /**
   * Expects of every worker that received = done + retried + buried, once nothing is under way. Returns what each counted.
   * A letter's hops through its own queue are not received. A second or later delivery that never reached the worker's
   * code, because it did not load or was throttled, cannot be counted by it.
   */
  expectCounted(): Promise<ReadonlyMap<string, Counted>>;
  stop(): void;
}

type Received = FeedRecord & MessageEntry;

const HOUR = 3600;

/** Watches a cloud from now on: call it before there are messages. */
export function watchDeliveries(cloud: Cloud): Deliveries {
  const since = new Date(cloud.world.clock.now());
  const received: Received[] = [];
  const latest = new Map<string, Received>();
  const logged = new Set<string>();
  /** Deliveries that a worker's code knows of. */
  const reached = new Set<string>();
  const stop = cloud.world.feed.subscribe((record) => {
    if (record.kind === 'message' && record.change === 'received') {
      received.push(record);
      latest.set(record.messageId, record);
    }
    if (record.kind === 'log' && record.parentId) logged.add(record.parentId);
    if (record.kind !== 'invocation') return;
    const began = record.outcome === 'succeeded' || logged.has(record.segmentId ?? '');
    for (const { messageId = '' } of began ? (record.batch ?? []) : []) {
      const delivery = latest.get(messageId);
      if (delivery) reached.add(keyOf(delivery));
    }
  });
  return {
    stop,
    async expectCounted() {
      const steps = await stepsOf(cloud);
      const counted = new Map<string, Counted>();
      const [expected, actual]: Record<string, number>[] = [{}, {}];
      for (const [queue, step] of steps) {
        const counts = await countsOf(cloud, step, since);
        counted.set(step, counts);
        const own = received.filter((record) => record.queue === queue && !isHop(record));
        expected![step] = own.filter(
          (record) => record.receiveCount === 1 || reached.has(keyOf(record)),
        ).length;
        actual![step] = counts.done + counts.retried + counts.buried;
      }
      expect(actual).toEqual(expected);
      return counted;
    },
  };
}

const keyOf = ({ messageId, receiveCount }: Received) => `${messageId} ${receiveCount}`;

/** Whether a letter was received on its way to the dead letters. */
function isHop({ attributes, sentAt, time }: Received): boolean {
  const read = (name: string) => JSON.parse(attributes[name]?.StringValue ?? 'null');
  const death = Death.safeParse(read(letterAttributes.death)).data;
  const redrive = Redrive.safeParse(read(letterAttributes.redrive)).data;
  return death !== undefined && isLetterOf({ death, redrive, sentMs: sentAt }, time);
}

const clientOptions = (cloud: Cloud) => {
  const { awsEndpointUrl: endpoint, region } = cloud.describe();
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  return { endpoint, region, credentials };
};

/** The worker of each queue of work, by the queue's name in the feed. */
async function stepsOf(cloud: Cloud): Promise<Map<string, string>> {
  const sqs = new SQSClient(clientOptions(cloud));
  const queues = cloud.stacks
    .flatMap(({ resources }) => Object.values(resources))
    .filter(
      ({ type, properties }) => type === 'AWS::SQS::Queue' && properties['RedrivePolicy'] !== undefined,
    );
  const pairs = queues.map(async ({ ref: QueueUrl }) => {
    const { Tags = {} } = await sqs.send(new ListQueueTagsCommand({ QueueUrl }));
    return [QueueUrl.split('/').at(-1)!, Tags[queueTags.step]!] as const;
  });
  return new Map(await Promise.all(pairs));
}

async function countsOf(cloud: Cloud, step: string, StartTime: Date): Promise<Counted> {
  const cloudwatch = new CloudWatchClient(clientOptions(cloud));
  const read = async (MetricName: string, Unit: StandardUnit) => {
    const { Datapoints = [] } = await cloudwatch.send(
      new GetMetricStatisticsCommand({
        Namespace: 'Frontdesk/dev',
        MetricName,
        Dimensions: [{ Name: 'step', Value: step }],
        StartTime: new Date(Math.floor(StartTime.getTime() / 1000 / HOUR) * 1000 * HOUR),
        EndTime: new Date(cloud.world.clock.now() + 1000 * HOUR),
        Period: HOUR,
        Statistics: ['SampleCount', 'Sum'],
        Unit,
      }),
    );
    const add = (of: 'SampleCount' | 'Sum') => Datapoints.reduce((sum, point) => sum + point[of]!, 0);
    return { samples: add('SampleCount'), sum: add('Sum') };
  };
  const [latency, retried, buried] = [
    await read('Latency', 'Milliseconds'),
    await read('Retried', 'Count'),
    await read('Buried', 'Count'),
  ];
  return { done: latency.samples, retried: retried.sum, buried: buried.sum };
}
