import type { FeedRecord } from '../../local/platform/Feed.ts';
import { createMetricDeltas, type MetricDeltas } from './createMetricDeltas.ts';
import { describeQueues, type MessageTally, queueFigures } from './queueFigures.ts';
import { describeAlarms, type MeteredCloud } from './describeAlarms.ts';

export interface MeterOptions {
  readonly apiId: string;
  readonly tableName: string;
  readonly pipes: number;
  /** The trace of whoever reads the meter, which is not counted. */
  readonly ownTrace: string;
}

/** Counts what happens on one machine, as long as somebody wants to know. */
export interface Meter {
  /** What happened since the last reading, as `Mutation.publishOperations` takes it. */
  read(): Promise<object>;
  close(): void;
}

/** What the feed tells, since the last reading. */
interface Tally {
  readonly durations: number[];
  requests: number;
  delivered: number;
  readonly events: Map<string, number>;
  rulesMatched: number;
  invocations: number;
  errors: number;
  throttles: number;
  durationMs: number;
  writeUnits: number;
  readUnits: number;
  conflicts: number;
  readonly messages: Map<string, MessageTally>;
}

/** Chosen: percentiles of a second need no more, and a burst must not fill the memory. */
const MOST_DURATIONS = 10_000;

export function createMeter(cloud: MeteredCloud, options: MeterOptions): Meter {
  const { world } = cloud;
  const deltas = createMetricDeltas(world);
  let tally = newTally();
  let readAt = world.clock.now();
  let alarms: ReturnType<typeof describeAlarms> | undefined;
  figuresOf(cloud, options, { counted: tally, deltas, seconds: 1 }, NO_ALARMS);
  deltas.begin();

  const stop = world.feed.subscribe((record) => {
    if (record.traceId === options.ownTrace) return;
    // Listed again once one changes.
    if (record.kind === 'alarm' || record.kind === 'update') alarms = undefined;
    else count(tally, record);
  });

  return {
    async read() {
      const counted = tally;
      tally = newTally();
      const since = readAt;
      readAt = world.clock.now();
      alarms ??= describeAlarms(cloud);
      const known = { counted, deltas, seconds: Math.max(1, Math.round((readAt - since) / 1000)) };
      return figuresOf(cloud, options, known, await alarms);
    },
    close: stop,
  };
}

/** Of the reading that is thrown away, which only says where metrics stand. */
const NO_ALARMS = { count: 0, ringing: [], alarmMetrics: 0 };

const newTally = (): Tally => ({
  durations: [],
  requests: 0,
  delivered: 0,
  events: new Map(),
  rulesMatched: 0,
  invocations: 0,
  errors: 0,
  throttles: 0,
  durationMs: 0,
  writeUnits: 0,
  readUnits: 0,
  conflicts: 0,
  messages: new Map(),
});

/** Runs for every record of a burst: additions, and nothing that allocates for each. */
function count(tally: Tally, record: FeedRecord): void {
  switch (record.kind) {
    case 'request':
      // A subscription's start is no request to the endpoint of mutations and queries.
      if (record.operation === 'subscription') return;
      tally.requests++;
      if (tally.durations.length < MOST_DURATIONS) tally.durations.push(record.durationMs);
      return;
    case 'delivery':
      tally.delivered++;
      return;
    case 'event':
      // Schedules, alarms and other events of AWS's own services.
      if (record.bus === 'default') return;
      tally.events.set(record.detailType, (tally.events.get(record.detailType) ?? 0) + 1);
      tally.rulesMatched += record.rules.length;
      return;
    case 'invocation':
      if (record.outcome === 'throttled') {
        tally.throttles++;
        return;
      }
      tally.invocations++;
      if (record.outcome !== 'succeeded') tally.errors++;
      tally.durationMs += record.durationMs;
      return;
    case 'write':
      tally.writeUnits += record.units;
      return;
    case 'read':
      tally.readUnits += record.units;
      return;
    case 'conflict':
      tally.conflicts++;
      return;
    case 'message':
      countMessage(tally.messages, record);
  }
}

function countMessage(
  messages: Tally['messages'],
  { queue, change }: Extract<FeedRecord, { kind: 'message' }>,
): void {
  if (change !== 'sent' && change !== 'received' && change !== 'deleted') return;
  const known = messages.get(queue) ?? { sent: 0, received: 0, deleted: 0 };
  known[change]++;
  messages.set(queue, known);
}

interface Known {
  readonly counted: Tally;
  readonly deltas: MetricDeltas;
  readonly seconds: number;
}

function figuresOf(
  { world, services }: MeteredCloud,
  { apiId, tableName, pipes }: MeterOptions,
  { counted, deltas, seconds }: Known,
  { alarmMetrics, ...alarms }: Awaited<ReturnType<typeof describeAlarms>>,
): object {
  const now = world.clock.now();
  const audience = services.appsync.audienceOf(apiId);
  const queues = describeQueues(services.sqs);
  const { requests, delivered, invocations, durationMs, writeUnits, readUnits } = counted;
  const api = deltas.of('AWS/AppSync', { GraphQLAPIId: apiId });
  const table = deltas.of('AWS/DynamoDB', { TableName: tableName });
  const messages = [...counted.messages.values()];
  const events = [...counted.events.values()].reduce((sum, each) => sum + each, 0);
  return {
    source: 'MACHINE',
    updatedOn: new Date(now).toISOString(),
    seconds,
    requests: {
      count: requests,
      refused: api('4XXError').sum,
      failed: api('5XXError').sum,
      ...latencyOf(counted.durations),
    },
    queues: queueFigures(queues, counted.messages, now),
    workers: queues.flatMap(({ step, stage }) =>
      workerFigures(deltas.of(`Frontdesk/${stage}`, { step }), step),
    ),
    functions: { invocations, errors: counted.errors, throttles: counted.throttles, durationMs },
    table: {
      writeUnits,
      readUnits,
      throttled: table('WriteThrottleEvents').sum + table('ReadThrottleEvents').sum,
      conflicts: counted.conflicts,
    },
    events: {
      count: events,
      delivered: counted.rulesMatched,
      failed: deltas.sumOver('AWS/Events', 'FailedInvocations', 'RuleName'),
      byName: [...counted.events].map(([name, each]) => ({ name, count: each })),
    },
    subscriptions: {
      connections: audience.connections,
      subscriptions: audience.subscriptions,
      delivered,
      failed: api('PublishDataMessageServerError').sum,
    },
    alarms,
    usage: {
      appsyncOperations: requests,
      appsyncDeliveries: delivered,
      appsyncConnections: audience.connections,
      // At most: a batch of ten is one request.
      sqsRequests: messages.reduce((sum, each) => sum + each.sent + each.received + each.deleted, 0),
      ...{ invocations, durationMs, writeUnits, readUnits, events, alarmMetrics, pipes },
    },
  };
}

/** What the worker counted: see `lambda-fns/platform/eachRecord.ts`. */
function workerFigures(metric: ReturnType<MetricDeltas['of']>, step: string): object[] {
  const latency = metric('Latency');
  const [done, retried, buried] = [latency.count, metric('Retried').sum, metric('Buried').sum];
  const received = done + retried + buried;
  const { p50, p99 } = latency;
  return received === 0 ? [] : [{ step, received, done, retried, buried, p50, p99 }];
}

function latencyOf(durations: number[]) {
  const sorted = durations.sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)] ?? null;
  return { p50: at(0.5), p99: at(0.99) };
}
