import { EventEmitter } from 'node:events';
import queryAction from 'dynalite/actions/query.js';
import scanAction from 'dynalite/actions/scan.js';
import type { Range } from '../storage/Store.ts';
import type { TableDescription } from '../tables/Table.ts';
import { awsErrorOf } from './awsErrorOf.ts';

const actions = { query: queryAction, scan: scanAction };

/**
 * The keys a Query or Scan is about: dynalite checks the request against the table and works out the
 * bounds, then asks its store for them. Our store hears the bounds and gives nothing: reading a page
 * is ours, because dynalite's would read the whole database.
 */
export function keyRange(operation: keyof typeof actions, table: TableDescription, data: object): Range {
  let range: Range | undefined;
  let refusal: unknown;
  const tree = {
    createValueStream(bounds: Range) {
      range = bounds;
      return new EventEmitter();
    },
  };
  const store = {
    getTable: (_name: string, done: (error: unknown, table: object) => void) => done(null, table),
    getItemDb: () => tree,
    getIndexDb: () => tree,
  };
  actions[operation](store, data, (error) => (refusal = error));
  if (refusal) throw awsErrorOf(refusal);
  return range!;
}
