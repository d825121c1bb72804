import { mapMembers } from '../../platform/ownProperty.ts';
import type { AttributeMap } from './items/AttributeValue.ts';
import type { Call } from '../../platform/Call.ts';
import type { WriteEntry } from '../../platform/Feed.ts';
import type { Engine } from './Engine.ts';
import { totalUnits, type Units } from './capacity.ts';
import type { TableDescription } from './tables/Table.ts';
import type { Commit, EventName, Target } from './writes/Write.ts';

/** Publishes one write to the feed, without a trace id where the service itself wrote. */
export function publishWrite(
  { world, metrics }: Engine,
  { table, keys }: Target,
  {
    traceId,
    parentId,
    transactional,
    userIdentity,
    units: used,
    eventName,
    ...links
  }: Commit & WriteLinks & { units: Units; eventName: EventName },
): void {
  const units = totalUnits(used);
  metrics.consumedWrite(table.description.TableName, units);
  // Items whose time has come are the only ones that the service itself writes.
  if (userIdentity) metrics.timeToLiveDeleted(table.description.TableName);
  world.feed.publish({
    kind: 'write',
    traceId: userIdentity ? null : traceId,
    parentId,
    table: table.description.TableName,
    change: eventName,
    keys: plainKeys(keys),
    units,
    transactional,
    ...links,
  });
}

/** Which other traces a write belongs to or begins. */
type WriteLinks = Pick<WriteEntry, 'streamTraceId' | 'namedTraceId'>;

/** Publishes that an item's request was refused, because the item is part of an ongoing transaction. */
export function publishConflict(
  { world, metrics }: Engine,
  { table, keys }: { readonly table: TableDescription; readonly keys: AttributeMap },
  operation: string,
  { traceId, parentId }: Call,
): void {
  metrics.transactionConflict(table.TableName);
  world.feed.publish({
    kind: 'conflict',
    traceId,
    parentId,
    table: table.TableName,
    keys: plainKeys(keys),
    operation,
  });
}

/** Key values without their types, such as `{pk: 'a', sk: 1}`; binary stays base64. */
const plainKeys = (keys: AttributeMap): Record<string, unknown> =>
  mapMembers(keys, ({ S, N, B }) => (N === undefined ? (S ?? B) : Number(N)));

export interface Reading {
  readonly operation: string;
  readonly table: TableDescription;
  readonly items: number;
  readonly units: number;
}

export function publishRead(
  { world, metrics }: Engine,
  { operation, table, items, units }: Reading,
  { traceId, parentId }: Call,
): void {
  metrics.consumedRead(table.TableName, units);
  world.feed.publish({
    kind: 'read',
    traceId,
    parentId,
    table: table.TableName,
    operation,
    items,
    units,
  });
}
