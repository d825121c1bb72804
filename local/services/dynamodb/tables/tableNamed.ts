import { AwsError } from '../../../platform/AwsError.ts';
import { TABLES, type Store } from '../storage/Store.ts';
import type { Table } from './Table.ts';

/** The table items are read from or written to. */
export function tableNamed(store: Store, name: string): Table {
  const table = store.get(TABLES, name);
  if (!table) throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
  return table;
}

/** The table an action on tables is about; AWS says more here than where items are concerned. */
export function managedTable(store: Store, name: string): Table {
  const table = store.get(TABLES, name);
  if (!table)
    throw new AwsError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
  return table;
}
