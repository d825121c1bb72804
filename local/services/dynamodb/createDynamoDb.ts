import type { Action, Actions } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import type { DynamoDb } from './DynamoDb.ts';
import type { Engine, Operation } from './Engine.ts';
import { operations, streamOperations } from './actions/operations.ts';
import { createExpiry } from './createExpiry.ts';
import { createStore, type Journal, tableJournal } from './createStore.ts';
import { copyOf } from './items/AttributeValue.ts';
import { createTableMetrics } from './createTableMetrics.ts';
import { createTableStreams } from './streams/createTableStreams.ts';
import { enabledStreamOf, TABLES } from './tables/Table.ts';
import { indexesOf } from './tables/indexes.ts';
import { indexEntries } from './tables/updateIndexes.ts';
import { createClientTokens } from './transactions/createClientTokens.ts';
import {
  createOngoingTransactions,
  type TransactionConflicts,
} from './transactions/createOngoingTransactions.ts';
import { commitWrites } from './writes/commitWrites.ts';

export interface DynamoDbOptions {
  /** Where tables and items are found again after a restart. @default the world's journal */
  readonly journal?: Journal;
  /**
   * Expired items are deleted at every full multiple of this many milliseconds; until then they can
   * still be read. @default 60000
   */
  readonly sweepMs?: number;
  /** Whether transactions take time, so that they conflict with each other and with other writes. @default off */
  readonly conflicts?: TransactionConflicts;
}

/** DynamoDB in memory: each action does what it does in one turn, so all of them are atomic. */
export function createDynamoDb(
  world: World,
  { journal = tableJournal(world.journal), sweepMs = 60_000, conflicts = 'off' }: DynamoDbOptions = {},
): DynamoDb {
  const store = createStore(journal);
  const ongoing = createOngoingTransactions(world, conflicts);
  const engine: Engine = {
    world,
    store,
    streams: createTableStreams(world),
    expiry: createExpiry(world, store, sweepMs, {
      isFree: (tableName, key) => !ongoing.has(tableName, key),
      commit: (writes, how) => void commitWrites(engine, writes, how),
    }),
    tokens: createClientTokens(world),
    ongoing,
    metrics: createTableMetrics(world),
  };
  restoreJournal(engine, journal);
  return {
    actions: createActions(engine, operations),
    streamActions: createActions(engine, streamOperations),
    streams: engine.streams,
    partitionKeyOf(tableName, indexName) {
      const description = store.get(TABLES, tableName)?.description;
      if (indexName === undefined) return description?.KeySchema[0]?.AttributeName;
      const index = description && indexesOf(description).find(({ IndexName }) => IndexName === indexName);
      return index?.KeySchema[0]?.AttributeName;
    },
    close: () => world.activity.run(async () => engine.expiry.stop()),
  };
}

/**
 * Brings back what a journal holds, and what follows from it: indexes, expiry, and empty streams where no records
 * of them are kept.
 */
function restoreJournal({ store, streams, expiry, world }: Engine, journal: Journal): void {
  for (const changes of journal.replay()) store.replay(changes);
  for (const table of [...store.range(TABLES, {})]) {
    const { description } = table;
    for (const index of indexesOf(description)) store.replay(indexEntries(store, description, index));
    expiry.watch(table);
    const stream = enabledStreamOf(description);
    if (!stream) continue;
    streams.open({
      ...stream,
      tableName: description.TableName,
      keySchema: description.KeySchema,
      openedAt: world.clock.now(),
    });
  }
}

/** The actions that callers see: each counts as work in flight, and returns copies of what is stored. */
const createActions = (engine: Engine, operations: Readonly<Record<string, Operation<never>>>): Actions =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]): [string, Action] => [
      name,
      (input, call) =>
        engine.world.activity.run(async () => {
          // What was sent is checked by the operation itself.
          const request = withTableNames(withoutNulls((input ?? {}) as object)) as never;
          const startedAt = engine.world.clock.now();
          try {
            const answer = operation(engine, request, call);
            const output = copyOf(answer instanceof Promise ? await answer : answer);
            const tables = tablesOf(engine, request);
            engine.metrics.answered(name, tables, engine.world.clock.now() - startedAt);
            return output;
          } catch (error) {
            engine.metrics.refused(name, tablesOf(engine, request), error);
            throw error;
          }
        }),
    ]),
  );

/** The tables that a request names, as far as there are any of these names: what callers make up is no metric. */
function tablesOf({ store }: Engine, { TableName, RequestItems, TransactItems }: NamesTables): string[] {
  const names = new Set<unknown>(TableName === undefined ? [] : [TableName]);
  if (isObject(RequestItems)) for (const name of Object.keys(RequestItems)) names.add(name);
  if (Array.isArray(TransactItems)) for (const item of TransactItems) names.add(tableIn(item));
  return [...names].filter(
    (name): name is string => typeof name === 'string' && store.get(TABLES, name) !== undefined,
  );
}

/** The table of a transaction's item, which has one member: the kind of its request. */
function tableIn(item: unknown): unknown {
  const requests: readonly unknown[] = isObject(item) ? Object.values(item) : [];
  const request = requests[0];
  return isObject(request) && 'TableName' in request ? request.TableName : undefined;
}

/** A member that is `null` is not there, as in every protocol of AWS that is JSON. Hardly any client writes one. */
function withoutNulls(input: object): object {
  const members: [string, unknown][] = Object.entries(input);
  if (members.every(([, value]) => value !== null)) return input;
  return Object.fromEntries(members.filter(([, value]) => value !== null));
}

const TABLE_ARN = /^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/([^/]+)$/;

const tableNameOf = <Name>(nameOrArn: Name) =>
  isArn(nameOrArn) ? (TABLE_ARN.exec(nameOrArn)?.[1] ?? nameOrArn) : nameOrArn;

const isArn = (name: unknown): name is string => typeof name === 'string' && name.startsWith('arn:');

/** The parameters that name tables; whether they are of the right type is checked later. */
interface NamesTables {
  readonly TableName?: unknown;
  readonly RequestItems?: unknown;
  readonly TransactItems?: unknown;
}

/**
 * A request whose tables go by name: wherever DynamoDB takes a table's name it also takes its ARN.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html#DDB-GetItem-request-TableName
 */
function withTableNames(input: object): object {
  const { TableName, RequestItems, TransactItems }: NamesTables = input;
  // Hardly any request has an ARN, and a copy would be made of each.
  const names = [TableName, ...(isObject(RequestItems) ? Object.keys(RequestItems) : [])];
  if (!names.some(isArn) && !(Array.isArray(TransactItems) && TransactItems.some(hasArnInside))) return input;
  return {
    ...input,
    ...(TableName !== undefined && { TableName: tableNameOf(TableName) }),
    ...(isObject(RequestItems) && {
      RequestItems: Object.fromEntries(
        Object.entries(RequestItems).map(([name, requests]: [string, unknown]) => [
          tableNameOf(name),
          requests,
        ]),
      ),
    }),
    ...(Array.isArray(TransactItems) && { TransactItems: TransactItems.map(withTableNamesInside) }),
  };
}

/** A transaction's item by its table's name. */
const withTableNamesInside = (member: object | null) =>
  Object.fromEntries(
    Object.entries(member ?? {}).map(([kind, request]: [string, unknown]) => [
      kind,
      isObject(request) ? withTableNames(request) : request,
    ]),
  );

/** What is no object is made an empty one, which is refused later. */
const hasArnInside = (member: unknown) => !isObject(member) || Object.values(member).some(namesByArn);

const namesByArn = (request: unknown) =>
  isObject(request) && 'TableName' in request && isArn(request.TableName);

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
