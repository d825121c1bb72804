import { PutItemCommand, TransactWriteItemsCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DeleteFunctionConcurrencyCommand,
  PutFunctionConcurrencyCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import type { Alarm } from './Alarm.ts';
import { holdAnswers, loseSchema } from './apiFaults.ts';
import { loseTargets } from './lostTargets.ts';
import type { Scene } from './Scene.ts';

/** A fault, and the alarms that have to ring for it. */
export interface Provocation {
  readonly fault: string;
  covers(alarm: Alarm): boolean;
  /** Brings the fault about, and lets the time pass in which its alarms have to ring. Returns what ends it. */
  provoke(scene: Scene): Promise<() => Promise<unknown>>;
}

const isQueueDepth = ({ metricNames }: Alarm) => metricNames[0] === 'ApproximateNumberOfMessagesVisible';

/** Dead letters that come from elsewhere than a queue of work. */
const isUndelivered = (alarm: Alarm) => isQueueDepth(alarm) && /Undelivered/.test(alarm.path);
const isUnannounced = (alarm: Alarm) => isQueueDepth(alarm) && /Pipe\//.test(alarm.path);

const poisoned: Provocation = {
  fault: 'a message that no worker understands',
  covers: (alarm) => isQueueDepth(alarm) && !isUndelivered(alarm) && !isUnannounced(alarm),
  async provoke(scene) {
    await scene.sendToAll('not JSON');
    await scene.minutes(1);
    return async () => undefined;
  },
};

const stopped: Provocation = {
  fault: 'a queue that nobody reads any more',
  covers: ({ metricNames }) => metricNames[0] === 'ApproximateAgeOfOldestMessage',
  async provoke(scene) {
    const mappings = scene.resources('AWS::Lambda::EventSourceMapping');
    const enable = async (Enabled: boolean) => {
      for (const { ref: UUID } of mappings)
        await scene.lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
    };
    await enable(false);
    await scene.sendToAll('not JSON');
    await scene.minutes(17);
    return () => enable(true);
  },
};

const throttledFunctions: Provocation = {
  fault: 'a function of which none may run',
  covers: ({ namespace }) => namespace === 'AWS/Lambda',
  async provoke(scene) {
    // The function that unpacks pages into their bucket is written in Python, which no machine of ours runs.
    const functions = scene
      .resources('AWS::Lambda::Function')
      .filter(({ properties }) => String(properties['Runtime']).startsWith('nodejs'))
      .map(({ ref }) => ref);
    for (const FunctionName of functions) {
      const input = { FunctionName, ReservedConcurrentExecutions: 0 };
      await scene.lambda.send(new PutFunctionConcurrencyCommand(input));
    }
    await scene.sendToAll('not JSON');
    await scene.minutes(4);
    return async () => {
      for (const FunctionName of functions)
        await scene.lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    };
  },
};

const lostTargets: Provocation = {
  fault: 'a rule whose target is gone',
  covers: (alarm) => alarm.namespace === 'AWS/Events' || isUndelivered(alarm),
  async provoke(scene) {
    const restore = await loseTargets(scene);
    await scene.minutes(1);
    return restore;
  },
};

/** A byte in the table, six in the JSON of an event, which may have a million. */
const LARGE = '\u0001'.repeat(200_000);

const largeRows: Provocation = {
  fault: 'a row that is larger as an event than the bus takes',
  covers: (alarm) => alarm.namespace === 'AWS/EventBridge/Pipes' || isUnannounced(alarm),
  async provoke({ dynamodb, tableName: TableName, minutes }) {
    const put = (pk: string, sk: string, rest: Record<string, any>) =>
      dynamodb.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, sk: { S: sk }, ...rest } }));
    await put('EVENTS#ORDER#large', 'EVENT#ORDER_CREATED_EVENT', {
      eventName: { S: 'ORDER_CREATED_EVENT' },
      applied: { BOOL: true },
      eventData: { M: { orderId: { S: 'large' }, note: { S: LARGE } } },
    });
    await put('SKUS', 'SKU#large', { note: { S: LARGE } });
    await minutes(30);
    return async () => undefined;
  },
};

const failingApi: Provocation = {
  fault: 'an API that has lost its schema',
  covers: ({ metricNames }) => metricNames[0] === '5XXError',
  provoke: loseSchema,
};

const slowApi: Provocation = {
  fault: 'a data source that takes five seconds',
  covers: ({ metricNames }) => metricNames[0] === 'Latency',
  provoke: holdAnswers,
};

const limitedTable: Provocation = {
  fault: 'a table that takes one write a second',
  covers: ({ metricNames }) => metricNames[0] === 'ReadThrottleEvents',
  async provoke({ dynamodb, tableName: TableName, minutes }) {
    const limit = (MaxWriteRequestUnits: number) =>
      dynamodb.send(new UpdateTableCommand({ TableName, OnDemandThroughput: { MaxWriteRequestUnits } }));
    await limit(1);
    const put = () =>
      dynamodb.send(new PutItemCommand({ TableName, Item: { pk: { S: 'a' }, sk: { S: 'a' } } }));
    await Promise.allSettled([put(), put(), put()]);
    await minutes(1);
    return () => limit(-1);
  },
};

/** More than two a second are too many. */
const AT_ONCE = 200;

const conflicting: Provocation = {
  fault: 'hundreds of transactions over one item',
  covers: ({ metricNames }) => metricNames[0] === 'TransactionConflict',
  async provoke({ dynamodb, tableName: TableName, minutes }) {
    const Item = { pk: { S: 'hot' }, sk: { S: 'hot' } };
    for (let minute = 0; minute < 3; minute++) {
      await Promise.allSettled(
        Array.from({ length: AT_ONCE }, () =>
          dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item } }] })),
        ),
      );
      await minutes(1);
    }
    await minutes(1);
    return async () => undefined;
  },
};

/** Each alarm has to be covered by one. */
export const provocations: readonly Provocation[] = [
  poisoned,
  stopped,
  throttledFunctions,
  lostTargets,
  largeRows,
  failingApi,
  slowApi,
  limitedTable,
  conflicting,
];
