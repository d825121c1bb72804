import type { Journal as WorldJournal } from '../../../platform/journal/Journal.ts';
import type { Journal } from './Store.ts';

const PREFIX = 'dynamodb/';

/** The tables' part of the cloud's journal. */
export const tablesIn = (journal: WorldJournal): Journal => ({
  *replay() {
    for (const name of journal.trees()) {
      if (!name.startsWith(PREFIX)) continue;
      const tree = name.slice(PREFIX.length);
      for (const [key, value] of journal.entries(name)) yield [{ tree, key, value }];
    }
  },
  append: (changes) => journal.append(changes.map((change) => ({ ...change, tree: PREFIX + change.tree }))),
});
