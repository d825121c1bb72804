import BTreeModule from 'sorted-btree';
import type { Timer } from '../../platform/Clock.ts';
import { invariant } from '../../platform/errors.ts';
import type { World } from '../../platform/World.ts';
import { newTraceId } from '../../platform/traceIds.ts';
import type { Store } from './createStore.ts';
import type { AttributeMap } from './items/AttributeValue.ts';
import { type Table, itemsTree, TABLES, keysOf } from './tables/Table.ts';
import type { Commit, Write } from './writes/Write.ts';
import { itemKey } from './tables/itemKey.ts';

/** Deletes items some time after they expire. */
export interface Expiry {
  /** Notes that a write added, changed or removed an item. */
  track(write: Pick<Write, 'table' | 'key' | 'old' | 'next'>): void;
  /** Notes every item of a table whose TTL was just enabled. */
  watch(table: Table): void;
  /** Deletes no more items of a table. */
  forget(tableName: string): void;
  /** Deletes no more items at all. */
  stop(): void;
}

// The package is CommonJS with a `default` member, which Node hands over as it is.
const BTree = BTreeModule.default;

interface Due {
  readonly at: number;
  readonly tableName: string;
  readonly key: string;
}

const byMoment = (a: Due, b: Due) =>
  a.at - b.at || compareText(a.tableName, b.tableName) || compareText(a.key, b.key);
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const userIdentity = { type: 'Service', principalId: 'dynamodb.amazonaws.com' } as const;

interface ExpiryWrites {
  /** Whether no transaction is writing the item right now. One that is written is deleted by the next sweep. */
  isFree(tableName: string, key: string): boolean;
  commit(writes: readonly Write[], commit: Commit): void;
}

/**
 * Sweeps on every full `sweepMs` that follows an expiry, so an expired item can still be read for a
 * while, as in DynamoDB: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
 */
export function createExpiry(
  { clock, random }: World,
  store: Store,
  sweepMs: number,
  { isFree, commit }: ExpiryWrites,
): Expiry {
  const dues = new BTree<Due, undefined>(undefined, byMoment);
  let next: { readonly at: number; readonly timer: Timer } | undefined;

  const schedule = () => {
    const first = dues.minKey();
    const at = first && Math.ceil(Math.max(first.at, clock.now() + 1) / sweepMs) * sweepMs;
    if (at === next?.at) return;
    next?.timer.cancel();
    next = at === undefined ? undefined : { at, timer: clock.schedule(at - clock.now(), sweep) };
  };

  const sweep = () => {
    next = undefined;
    const busy: Due[] = [];
    for (let due = dues.minKey(); due && due.at <= clock.now(); due = dues.minKey()) {
      dues.delete(due);
      if (isFree(due.tableName, due.key)) remove(due);
      else busy.push(due);
    }
    for (const due of busy) dues.set(due, undefined);
    schedule();
  };

  const remove = (due: Due) => {
    const traceId = newTraceId(clock.now(), random);
    commit([deletionOf(due, store)], { traceId, transactional: false, userIdentity });
  };

  const note = (table: Table, key: string, item: AttributeMap | undefined, change: (due: Due) => void) => {
    const at = item && table.timeToLive && expiresAt(item, table.timeToLive, clock.now());
    if (at) change({ at, tableName: table.description.TableName, key });
  };

  return {
    track({ table, key, old, next: item }) {
      note(table, key, old, (due) => dues.delete(due));
      note(table, key, item, (due) => dues.set(due, undefined));
      schedule();
    },
    watch(table) {
      for (const item of store.range(itemsTree(table.description.TableName), {}))
        note(table, itemKey(item, table.description), item, (due) => dues.set(due, undefined));
      schedule();
    },
    forget(tableName) {
      for (const due of dues.keysArray()) if (due.tableName === tableName) dues.delete(due);
      schedule();
    },
    stop() {
      next?.timer.cancel();
      dues.clear();
    },
  };
}

function deletionOf({ tableName, key }: Due, store: Store): Write {
  const table = store.get(TABLES, tableName);
  const old = store.get(itemsTree(tableName), key);
  invariant(table && old, 'an item that is due is stored');
  const keys = keysOf(old, table.description.KeySchema);
  return { kind: 'delete', table, key, keys, old, data: { TableName: tableName, Key: keys } };
}

const FIVE_YEARS_MS = 5 * 365 * 24 * 60 * 60 * 1000;

/**
 * When an item expires, in epoch milliseconds. Undefined for an item that never does: without a number,
 * or with one more than five years ago, which DynamoDB ignores.
 */
function expiresAt(item: AttributeMap, attribute: string, now: number): number | undefined {
  const at = Number(item[attribute]?.N) * 1000;
  return Number.isFinite(at) && at > now - FIVE_YEARS_MS ? at : undefined;
}
