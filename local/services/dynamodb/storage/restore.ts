import type { Engine } from '../Engine.ts';
import type { Table } from '../tables/Table.ts';
import { indexesOf } from '../tables/indexes.ts';
import { indexEntries } from '../tables/updateIndexes.ts';
import { TABLES, type Journal } from './Store.ts';

/**
 * Brings back what a journal holds, and what follows from it: indexes, expiry and, where no
 * records of them are kept, empty streams.
 */
export function restore({ store, streams, expiry, world }: Engine, journal: Journal): void {
  for (const changes of journal.replay()) store.replay(changes);
  const tables: Table[] = [...store.range(TABLES, {})];
  for (const table of tables) {
    const { description } = table;
    for (const index of indexesOf(description)) store.replay(indexEntries(store, description, index));
    expiry.watch(table);
    if (!description.StreamSpecification) continue;
    streams.open({
      arn: description.LatestStreamArn!,
      label: description.LatestStreamLabel!,
      tableName: description.TableName,
      keySchema: description.KeySchema,
      viewType: description.StreamSpecification.StreamViewType,
      openedAt: world.clock.now(),
    });
  }
}
