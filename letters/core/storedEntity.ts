import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { bookingEventKey, bookingKey } from '../../model/bookings/keys.ts';
import { restockEventKey, skuKey } from '../../model/inventory/keys.ts';
import { orderEventPrefix, orderKey, orderPartition, orderProgressKey } from '../../model/orders/keys.ts';
import type { Clients } from './clients.ts';
import type { EntityName } from './entities.ts';

export type Row = Readonly<Record<string, unknown>>;

/** What a table holds of an entity now. */
export interface StoredEntity {
  readonly table: string;
  /** The entity's own rows: none where it was never stored, or is no more. */
  readonly rows: readonly Row[];
  /** Its events, which announced what became of it. */
  readonly events: readonly Row[];
}

interface Place {
  readonly keys: readonly { readonly pk: string; readonly sk: string }[];
  readonly eventsPk: string;
}

/** Where the rows of each type are, by the model's keys. */
const places: Readonly<Record<string, (id: string) => Place>> = {
  order: (id) => ({ keys: [orderKey(id), orderProgressKey(id)], eventsPk: orderPartition(id) }),
  booking: (id) => ({ keys: [bookingKey(id)], eventsPk: bookingEventKey(id, '').pk }),
  sku: (id) => ({ keys: [skuKey(id)], eventsPk: restockEventKey(id, '').pk }),
};

/** Events that are read at most: an entity has a dozen, a SKU one for each lot. Chosen. */
const MAX_EVENTS = 100;

/** Reads an entity and its events; undefined for a type that has no rows of its own. */
export async function readStoredEntity(
  { dynamodb }: Pick<Clients, 'dynamodb'>,
  table: string,
  { type, id }: EntityName,
): Promise<StoredEntity | undefined> {
  const place = Object.hasOwn(places, type) ? places[type]?.(id) : undefined;
  if (!place) return undefined;
  const [events, ...items] = await Promise.all([
    dynamodb.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': place.eventsPk, ':prefix': orderEventPrefix },
        Limit: MAX_EVENTS,
      }),
    ),
    ...place.keys.map((Key) => dynamodb.send(new GetCommand({ TableName: table, Key }))),
  ]);
  return {
    table,
    rows: items.flatMap(({ Item }) => (Item ? [Item] : [])),
    events: events.Items ?? [],
  };
}
