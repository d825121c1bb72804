import type { Call } from '../../../platform/Call.ts';
import type { Engine } from '../Engine.ts';
import type { TableDescription } from '../tables/Table.ts';

export interface Reading {
  readonly operation: string;
  readonly table: TableDescription;
  readonly items: number;
  readonly units: number;
}

export const publishRead = (
  { world }: Engine,
  { operation, table, items, units }: Reading,
  { traceId }: Call,
): void => world.feed.publish({ kind: 'read', traceId, table: table.TableName, operation, items, units });
