import { formatAge, formatCount, formatMs, formatRate } from './figureFormat.ts';
import type { Figures } from './useOperations.ts';

export const nodeIds = [
  'requests',
  'intake',
  'consumers',
  'table',
  'stream',
  'bus',
  'work',
  'workers',
  'subscriptions',
] as const;
export type NodeId = (typeof nodeIds)[number];

/** One station of the path. */
export interface PathNode {
  readonly id: NodeId;
  readonly title: string;
  /** What passes, a second. */
  readonly rate: number;
  /** What it is that passes. */
  readonly unit: string;
  /** What else is so here, in a few words. */
  readonly details: readonly string[];
  /** What is wrong here; nothing else has a colour. */
  readonly troubles: readonly string[];
}

type QueueFigures = Figures['queues'][number];
type WorkerFigures = Figures['workers'][number];

/** A message that waits longer is late: the alarms say the same. */
const LATE_SECONDS = 900;
/** Likewise of requests. */
const SLOW_MS = 3000;

/** The path in its order, from the request to the subscriber. */
export function pathNodes(figures: Figures): PathNode[] {
  const { requests, queues, workers, table, events, subscriptions, seconds } = figures;
  const [intake, work] = [queuesOf(queues, 'MUTATION'), queuesOf(queues, 'EVENT')];
  const rate = (count: number) => count / seconds;
  return [
    {
      id: 'requests',
      title: 'Requests',
      rate: rate(requests.count),
      unit: 'requests',
      details: latencyOf(requests.p50, requests.p99),
      troubles: [
        ...trouble(requests.failed, 'failed'),
        ...trouble(requests.refused, 'refused'),
        ...((requests.p99 ?? 0) > SLOW_MS ? [`slowest ${formatMs(requests.p99 ?? 0)}`] : []),
      ],
    },
    queueNode('intake', 'Queues of requests', intake, rate),
    workerNode('consumers', 'Consumers', intake, workers, rate),
    {
      id: 'table',
      title: 'Table',
      rate: rate(table.writeUnits),
      unit: 'write units',
      details: [
        `${formatRate(rate(table.readUnits))} read units`,
        ...(table.conflicts > 0 ? [`${formatCount(table.conflicts)} conflicts, tried again`] : []),
      ],
      troubles: trouble(table.throttled, 'throttled'),
    },
    {
      id: 'stream',
      title: 'Stream and pipes',
      rate: rate(events.count),
      unit: 'events',
      details: ['what the table announces'],
      troubles: [],
    },
    {
      id: 'bus',
      title: 'Bus',
      rate: rate(events.delivered),
      unit: 'deliveries',
      details: ['to queues and subscribers'],
      troubles: trouble(events.failed, 'not delivered'),
    },
    queueNode('work', 'Queues of workers', work, rate),
    workerNode('workers', 'Workers', work, workers, rate),
    {
      id: 'subscriptions',
      title: 'Subscribers',
      rate: rate(subscriptions.delivered),
      unit: 'messages',
      details: [
        `${formatCount(subscriptions.connections)} connected, ${formatCount(subscriptions.subscriptions)} subscriptions`,
      ],
      troubles: trouble(subscriptions.failed, 'not delivered'),
    },
  ];
}

const queuesOf = (queues: readonly QueueFigures[], feed: QueueFigures['fedBy']) =>
  queues.filter(({ fedBy }) => fedBy === feed);

const sumOf = <Item>(items: readonly Item[], value: (item: Item) => number) =>
  items.reduce((sum, item) => sum + value(item), 0);

const trouble = (count: number, what: string) => (count > 0 ? [`${formatCount(count)} ${what}`] : []);

const latencyOf = (p50: number | null, p99: number | null) =>
  p50 === null || p99 === null ? [] : [`p50 ${formatMs(p50)} · p99 ${formatMs(p99)}`];

function queueNode(
  id: NodeId,
  title: string,
  queues: readonly QueueFigures[],
  rate: (count: number) => number,
): PathNode {
  const oldest = Math.max(0, ...queues.map(({ oldestSeconds }) => oldestSeconds ?? 0));
  const waiting = sumOf(queues, (queue) => queue.waiting);
  const inFlight = sumOf(queues, (queue) => queue.inFlight);
  const letters = sumOf(queues, ({ deadLetters }) => deadLetters);
  return {
    id,
    title,
    rate: rate(sumOf(queues, ({ sent }) => sent)),
    unit: 'messages',
    details: [
      `${formatCount(waiting)} waiting · ${formatCount(inFlight)} in work`,
      ...(waiting > 0 ? [`oldest ${formatAge(oldest)}`] : []),
    ],
    troubles: [
      ...(letters > 0 ? [`${formatCount(letters)} dead letter${letters === 1 ? '' : 's'}`] : []),
      ...(oldest > LATE_SECONDS ? ['late'] : []),
    ],
  };
}

function workerNode(
  id: NodeId,
  title: string,
  queues: readonly QueueFigures[],
  workers: readonly WorkerFigures[],
  rate: (count: number) => number,
): PathNode {
  const own = workers.filter(({ step }) => queues.some((queue) => queue.step === step));
  const slowest = own.reduce<WorkerFigures | undefined>(
    (slow, worker) => ((worker.p99 ?? 0) > (slow?.p99 ?? 0) ? worker : slow),
    undefined,
  );
  const retried = sumOf(own, (worker) => worker.retried);
  return {
    id,
    title,
    rate: rate(sumOf(queues, ({ deleted }) => deleted)),
    unit: 'messages',
    details: [
      ...(slowest ? latencyOf(slowest.p50, slowest.p99) : []),
      ...(retried > 0 ? [`${formatCount(retried)} to be tried again`] : []),
    ],
    troubles: trouble(
      sumOf(own, ({ buried }) => buried),
      'given up',
    ),
  };
}
