import type { Feed } from '../../../platform/Feed.ts';
import { plainKeys } from '../items/plainKeys.ts';
import type { Commit, EventName, Target } from './Write.ts';
import { totalOf, type Units } from '../capacity/Units.ts';

/** Tells the feed of one write. What the service does by itself belongs to no request. */
export function publishWrite(
  feed: Feed,
  { table, keys }: Target,
  { traceId, transactional, userIdentity, units, eventName }: Commit & { units: Units; eventName: EventName },
): void {
  feed.publish({
    kind: 'write',
    traceId: userIdentity ? null : traceId,
    table: table.description.TableName,
    change: eventName,
    keys: plainKeys(keys),
    units: totalOf(units),
    transactional,
  });
}
