import type { Table } from '../tables/Table.ts';
import type { Write } from '../writes/Write.ts';

/** Knows when items expire, and deletes them some time after. */
export interface Expiry {
  /** Notes that an item came, changed or went. */
  track(write: Pick<Write, 'table' | 'key' | 'old' | 'next'>): void;
  /** Takes note of every item of a table whose TTL was just enabled. */
  watch(table: Table): void;
  /** Forgets a table. */
  forget(tableName: string): void;
  /** Deletes nothing any more. */
  stop(): void;
}
