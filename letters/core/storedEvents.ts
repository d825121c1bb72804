import {
  type AttributeValue,
  DescribeTableCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { paginateListPipes } from '@aws-sdk/client-pipes';
import { bookingEventKey } from '../../model/bookings/keys.ts';
import { restockEventKey } from '../../model/inventory/keys.ts';
import { orderEventPrefix, orderPartition } from '../../model/orders/keys.ts';
import type { AnnouncedEvent } from './announcedEvents.ts';
import type { Clients } from './clients.ts';
import type { EntityName } from './entities.ts';
import { misuse, OperatorError } from './OperatorError.ts';
import { eventsOfRecords, findPipe, type StreamPipe } from './pipes.ts';

/** An event as its row keeps it, and as it was announced. */
export interface StoredEvent {
  /** The row's key: `EVENTS#ORDER_ID#O1 EVENT#ORDER_CREATED_EVENT`. */
  readonly id: string;
  readonly event: AnnouncedEvent;
  /** Name of the bus that it was announced on. */
  readonly bus: string;
}

/** Which events are meant. Rows that do not say when they happened are in no choice by time. */
export interface EventChoice {
  /** Costs one query. Without it the whole table is scanned: half a read unit for each 4 KB of it. */
  readonly entity?: EntityName | undefined;
  readonly names?: readonly string[] | undefined;
  /** ISO 8601 in UTC, the first and the last moment. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** Events at most. */
  readonly limit: number;
}

type Row = Readonly<Record<string, AttributeValue>>;

/** Reads the events of a table's rows, as the pipe of its stream would announce them. What no pipe lets through is left out. */
export async function readStoredEvents(
  clients: Clients,
  table: string,
  choice: EventChoice,
): Promise<{ readonly events: StoredEvent[]; readonly complete: boolean }> {
  const pipes = await findPipes(clients, table);
  const events: StoredEvent[] = [];
  for await (const row of readRows(clients, table, choice)) {
    if (events.length === choice.limit) return { events, complete: false };
    const stored = await announced(clients, pipes, row);
    if (stored) events.push(stored);
  }
  return { events, complete: true };
}

/** The pipes that read the stream of a table. Throws `OperatorError` where there is none. */
export async function findPipes(clients: Clients, table: string): Promise<StreamPipe[]> {
  const { Table } = await clients.dynamodb.send(new DescribeTableCommand({ TableName: table }));
  const stream = Table?.LatestStreamArn;
  const pipes: StreamPipe[] = [];
  if (stream)
    for await (const { Pipes = [] } of paginateListPipes({ client: clients.pipes }, { SourcePrefix: stream }))
      for (const { Arn } of Pipes) pipes.push(await findPipe(clients, Arn));
  if (pipes.length > 0) return pipes;
  throw new OperatorError(
    `No pipe reads the stream of ${table}, so nobody knows how its events are announced.`,
  );
}

async function announced(
  clients: Clients,
  pipes: readonly StreamPipe[],
  row: Row,
): Promise<StoredEvent | undefined> {
  const { pk, sk } = row;
  const record = {
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: { Keys: { pk, sk }, NewImage: row },
  };
  for (const pipe of pipes) {
    const [event] = await eventsOfRecords(clients, pipe, [record]);
    if (event) return { id: `${pk?.S ?? ''} ${sk?.S ?? ''}`, event, bus: pipe.bus };
  }
  return undefined;
}

/** Where the events of an entity stand. */
const partitions: Readonly<Record<string, (id: string) => string>> = {
  ORDER: orderPartition,
  BOOKING: (id) => bookingEventKey(id, '').pk,
  SKU: (id) => restockEventKey(id, '').pk,
};

async function* readRows({ dynamodb }: Clients, TableName: string, choice: EventChoice): AsyncGenerator<Row> {
  const { entity, names = [], from = '', until = '\uffff' } = choice;
  const partition = entity && partitions[entity.type];
  if (entity && !partition)
    throw misuse(`${entity.type} has no events. Entities that have: ${Object.keys(partitions).join(', ')}.`);
  const isTimed = choice.from !== undefined || choice.until !== undefined;
  const filters = [
    ...(names.length > 0 ? [`eventName IN (${names.map((_, index) => `:name${index}`).join(', ')})`] : []),
    ...(isTimed ? ['eventData.updatedOn BETWEEN :from AND :until'] : []),
    ...(partition ? [] : ['begins_with(sk, :event)']),
  ];
  const input = {
    TableName,
    ...(filters.length > 0 && { FilterExpression: filters.join(' AND ') }),
    ExpressionAttributeValues: {
      ':event': { S: orderEventPrefix },
      ...Object.fromEntries(names.map((name, index) => [`:name${index}`, { S: name }])),
      ...(isTimed && { ':from': { S: from }, ':until': { S: until } }),
      ...(entity && partition && { ':pk': { S: partition(entity.id) } }),
    },
  };
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
  do {
    const page = partition
      ? await dynamodb.send(
          new QueryCommand({
            ...input,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :event)',
            ExclusiveStartKey,
          }),
        )
      : await dynamodb.send(new ScanCommand({ ...input, ExclusiveStartKey }));
    yield* page.Items ?? [];
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
}
