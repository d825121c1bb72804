import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { STOCK_LEVEL_EVENT } from '../../model/inventory/events.ts';
import { skusKey } from '../../model/inventory/keys.ts';
import { StreamPipe } from '../constructs/StreamPipe.ts';
import type { Settings } from './settings.ts';

/** `source` of every event that a row announces, and of nothing else. */
export const eventSource = 'frontdesk';

/** `source` of the stock levels that follow from SKUs' rows. */
export const stockSource = 'frontdesk.stock';

interface Wanted {
  readonly eventNames: readonly string[];
  /** Whether the rule receives events that their entity has applied, or those that it has not. */
  readonly applied: boolean;
}

/** Which events some rule wants: each rule adds its own, and the pipe lets no other through. */
export interface Announced {
  add(wanted: Wanted): void;
  /** Names by whether they were applied, each once and in order. */
  names(applied: boolean): string[];
}

export const createAnnounced = (): Announced => {
  const names = { true: new Set<string>(), false: new Set<string>() };
  return {
    add({ eventNames, applied }) {
      for (const name of eventNames) names[`${applied}`].add(name);
    },
    names: (applied) => [...names[`${applied}`]].sort(),
  };
};

export interface EventPipeProps {
  readonly settings: Settings;
  readonly table: ITable;
  readonly bus: IEventBus;
  /** What the pipe lets through. */
  readonly announced: Announced;
}

/**
 * The outbox's way out: each event row that some rule wants, and nothing else that is written, becomes an
 * event of the row's name. A row is modified only when its entity applies it, which is announced like an
 * insert. `eventData` stays in DynamoDB's notation: a pipe does not unmarshal.
 */
export const createEventPipe = (scope: Construct, { settings, table, bus, announced }: EventPipeProps) =>
  new StreamPipe(scope, 'EventPipe', {
    settings,
    table,
    bus,
    // Rules come after the pipe, so what they want is known only when the template is written.
    filters: () =>
      [true, false]
        .map((applied) => ({ applied, eventNames: announced.names(applied) }))
        .filter(({ eventNames }) => eventNames.length > 0)
        .map(filterOf),
    source: eventSource,
    detailType: '$.dynamodb.NewImage.eventName.S',
    detail: [
      '{"eventName": <$.dynamodb.NewImage.eventName.S>',
      '"applied": <$.dynamodb.NewImage.applied.BOOL>',
      // In quotes, because a row may have none: then it is ''.
      '"traceId": "<$.dynamodb.NewImage.traceId.S>"',
      '"eventData": <$.dynamodb.NewImage.eventData.M>}',
    ].join(', '),
  });

const filterOf = ({ eventNames, applied }: Wanted) => ({
  eventName: ['INSERT', 'MODIFY'],
  dynamodb: {
    Keys: { sk: { S: [{ prefix: 'EVENT#' }] } },
    NewImage: { eventName: { S: eventNames }, applied: { BOOL: [applied] } },
  },
});

/**
 * Announces stock whenever a SKU's row is written: an event row could not hold the sum before it is
 * written. The second and last reader of the stream: a shard serves two at a time.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html#Streams.Processing
 */
export const createStockPipe = (
  scope: Construct,
  { settings, table, bus }: Omit<EventPipeProps, 'announced'>,
) =>
  new StreamPipe(scope, 'StockPipe', {
    settings,
    table,
    bus,
    filters: () => [{ eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { pk: { S: [skusKey] } } } }],
    source: stockSource,
    detailType: STOCK_LEVEL_EVENT,
    detail: `{"eventName": "${STOCK_LEVEL_EVENT}", "applied": true, "eventData": <$.dynamodb.NewImage>}`,
  });
