import { environment } from './environment.ts';
import {
  type Asked,
  latestOf,
  listDimension,
  MINUTE_MS,
  type Minutes,
  mostOf,
  readMetrics,
  sumOf,
  type Values,
} from './metrics.ts';

/** How many pipes read the table's stream: `lib/platform/eventPipes.ts`. */
const PIPES = 2;

/** Everything that is counted, from one reading of CloudWatch. */
export const readCounts = async (minutes: Minutes) => {
  const names = await findNames();
  const asked: Asked[] = [];
  /** Asks for a statistic, and returns how to read its values once they are there. */
  const ask = (one: Asked) => {
    const place = asked.push(one) - 1;
    return () => read[place] ?? [];
  };
  const parts = {
    api: askOfApi(ask),
    table: askOfTable(ask),
    events: askOfBus(ask, names.rules, names.pipes),
    functions: names.functions.map((name) => askOfFunction(ask, name)),
    queues: names.queues.map((name) => askOfQueue(ask, name)),
    workers: names.steps.map((step) => askOfWorker(ask, step)),
  };
  const read: readonly Values[] = await readMetrics(minutes, asked);
  return figuresOf(minutes, parts);
};

type Ask = (asked: Asked) => () => Values;

const statisticsOf =
  (ask: Ask, namespace: string, dimensions: Readonly<Record<string, string>>) =>
  (metricName: string, statistic = 'Sum') =>
    ask({ namespace, metricName, dimensions, statistic });

const PREFIX = () => `Frontdesk-${environment.STAGE}-`;

/** Names of what belongs to the stage: what has no data yet has no figures. */
const findNames = async () => {
  const own = (names: string[]) => names.filter((name) => name.startsWith(PREFIX()));
  const bus = [{ Name: 'EventBusName', Value: environment.BUS_NAME }];
  const [functions, queues, rules, pipes, steps] = await Promise.all([
    listDimension('AWS/Lambda', 'Invocations', 'FunctionName'),
    listDimension('AWS/SQS', 'NumberOfMessagesSent', 'QueueName'),
    listDimension('AWS/Events', 'Invocations', 'RuleName', bus),
    listDimension('AWS/EventBridge/Pipes', 'EventCount', 'PipeName'),
    listDimension(WORKERS(), 'Latency', 'step'),
  ]);
  return { functions: own(functions), queues: own(queues), rules, pipes: own(pipes), steps };
};

/**
 * How many requests there were is how many latencies there are: `Requests` counts all APIs of the account.
 * https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html
 */
const askOfApi = (ask: Ask) => {
  const statistic = statisticsOf(ask, 'AWS/AppSync', { GraphQLAPIId: environment.API_ID });
  return {
    count: statistic('Latency', 'SampleCount'),
    p50: statistic('Latency', 'p50'),
    p99: statistic('Latency', 'p99'),
    refused: statistic('4XXError'),
    failed: statistic('5XXError'),
    delivered: statistic('PublishDataMessageSuccess'),
    undelivered: statistic('PublishDataMessageServerError'),
    connections: statistic('ActiveConnections', 'Maximum'),
    subscriptions: statistic('ActiveSubscriptions', 'Maximum'),
  };
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
const askOfTable = (ask: Ask) => {
  const statistic = statisticsOf(ask, 'AWS/DynamoDB', { TableName: environment.TABLE_NAME });
  return {
    writeUnits: statistic('ConsumedWriteCapacityUnits'),
    readUnits: statistic('ConsumedReadCapacityUnits'),
    throttles: [statistic('WriteThrottleEvents'), statistic('ReadThrottleEvents')],
    conflicts: statistic('TransactionConflict'),
  };
};

const askOfBus = (ask: Ask, rules: readonly string[], pipes: readonly string[]) => ({
  // What a pipe takes it puts on the bus.
  count: pipes.map((PipeName) => statisticsOf(ask, 'AWS/EventBridge/Pipes', { PipeName })('EventCount')),
  rules: rules.map((RuleName) => {
    const statistic = statisticsOf(ask, 'AWS/Events', { EventBusName: environment.BUS_NAME, RuleName });
    return { delivered: statistic('Invocations'), failed: statistic('FailedInvocations') };
  }),
});

const askOfFunction = (ask: Ask, FunctionName: string) => {
  const statistic = statisticsOf(ask, 'AWS/Lambda', { FunctionName });
  return {
    invocations: statistic('Invocations'),
    errors: statistic('Errors'),
    throttles: statistic('Throttles'),
    duration: statistic('Duration'),
  };
};

const askOfQueue = (ask: Ask, QueueName: string) => {
  const statistic = statisticsOf(ask, 'AWS/SQS', { QueueName });
  return {
    name: QueueName,
    sent: statistic('NumberOfMessagesSent'),
    received: statistic('NumberOfMessagesReceived'),
    deleted: statistic('NumberOfMessagesDeleted'),
    empty: statistic('NumberOfEmptyReceives'),
    oldest: statistic('ApproximateAgeOfOldestMessage', 'Maximum'),
    waiting: statistic('ApproximateNumberOfMessagesVisible', 'Maximum'),
  };
};

/** What workers count of their messages, in lines of log (`lambda-fns/platform/eachRecord.ts`). */
const WORKERS = () => `Frontdesk/${environment.STAGE}`;

const askOfWorker = (ask: Ask, step: string) => {
  const statistic = statisticsOf(ask, WORKERS(), { step });
  return {
    step,
    done: statistic('Latency', 'SampleCount'),
    retried: statistic('Retried'),
    buried: statistic('Buried'),
    p50: statistic('Latency', 'p50'),
    p99: statistic('Latency', 'p99'),
  };
};

interface Parts {
  readonly api: ReturnType<typeof askOfApi>;
  readonly table: ReturnType<typeof askOfTable>;
  readonly events: ReturnType<typeof askOfBus>;
  readonly functions: readonly ReturnType<typeof askOfFunction>[];
  readonly queues: readonly ReturnType<typeof askOfQueue>[];
  readonly workers: readonly ReturnType<typeof askOfWorker>[];
}

type Read = () => Values;

const total = (reads: readonly Read[]) => reads.reduce((sum, values) => sum + sumOf(values()), 0);

const figuresOf = (minutes: Minutes, { api, table, events, functions, queues, workers }: Parts) => {
  const requests = { count: sumOf(api.count()), ...latencyOf(api) };
  const invocations = total(functions.map((one) => one.invocations));
  const durationMs = total(functions.map(({ duration }) => duration));
  const units = { writeUnits: sumOf(table.writeUnits()), readUnits: sumOf(table.readUnits()) };
  const eventCount = total(events.count);
  const subscriptions = {
    connections: latestOf(api.connections()) ?? 0,
    subscriptions: latestOf(api.subscriptions()) ?? 0,
    delivered: sumOf(api.delivered()),
    failed: sumOf(api.undelivered()),
  };
  return {
    requests: { ...requests, refused: sumOf(api.refused()), failed: sumOf(api.failed()) },
    queues: queues.map(({ name, sent, received, deleted, oldest }) => ({
      name,
      sent: sumOf(sent()),
      received: sumOf(received()),
      deleted: sumOf(deleted()),
      oldestSeconds: ageOf(oldest()),
    })),
    workers: workers.map(workerFigures),
    functions: {
      invocations,
      errors: total(functions.map(({ errors }) => errors)),
      throttles: total(functions.map(({ throttles }) => throttles)),
      durationMs,
    },
    table: { ...units, throttled: total(table.throttles), conflicts: sumOf(table.conflicts()) },
    events: {
      count: eventCount,
      delivered: total(events.rules.map(({ delivered }) => delivered)),
      failed: total(events.rules.map(({ failed }) => failed)),
      byName: null,
    },
    subscriptions,
    history: historyOf(minutes, { api, events, queues }),
    usage: {
      appsyncOperations: requests.count,
      appsyncDeliveries: subscriptions.delivered,
      appsyncConnections: subscriptions.connections,
      // At most: a batch of ten is one request, and is counted as ten.
      sqsRequests: total(
        queues.flatMap(({ sent, received, deleted, empty }) => [sent, received, deleted, empty]),
      ),
      invocations,
      durationMs,
      ...units,
      events: eventCount,
      pipes: PIPES,
    },
  };
};

const workerFigures = ({ step, ...reads }: Parts['workers'][number]) => {
  const [done, retried, buried] = [sumOf(reads.done()), sumOf(reads.retried()), sumOf(reads.buried())];
  return { step, received: done + retried + buried, done, retried, buried, ...latencyOf(reads) };
};

const latencyOf = ({ p50, p99 }: { readonly p50: Read; readonly p99: Read }) => ({
  p50: mostOf(p50()) ?? null,
  p99: mostOf(p99()) ?? null,
});

/** Of the latest minutes: a queue that reports nothing has nothing that waits. */
const ageOf = (values: Values) => {
  const age = latestOf(values.slice(-3));
  return age === undefined ? null : Math.round(age);
};

const historyOf = ({ from }: Minutes, { api, events, queues }: Pick<Parts, 'api' | 'events' | 'queues'>) =>
  Array.from(api.count(), (requests, index) => {
    const at = (reads: readonly Read[]) => reads.reduce((sum, values) => sum + (values()[index] ?? 0), 0);
    return {
      minute: new Date(from + index * MINUTE_MS).toISOString(),
      requests: requests ?? 0,
      p50: api.p50()[index] ?? null,
      p99: api.p99()[index] ?? null,
      events: at(events.count),
      delivered: at([api.delivered]),
      waiting: at(queues.map(({ waiting }) => waiting)),
    };
  });
