import { expect, test } from 'vitest';
import {
  EMPTY_LOG,
  type EntryLog,
  MAX_ENTRIES,
  MAX_ENTRY_CHARACTERS,
  newEntry,
  putEntry,
} from '../../../local/console/answers/Entry.ts';

const filled = (count: number, text = ''): EntryLog =>
  Array.from({ length: count }, (_, index) => ({ ...newEntry('event', String(index)), text })).reduce(
    putEntry,
    EMPTY_LOG,
  );

test('the latest entries are kept, and how many were let go is known', () => {
  const { entries, dropped } = filled(MAX_ENTRIES + 3);
  expect(entries).toHaveLength(MAX_ENTRIES);
  expect(dropped).toBe(3);
  expect(entries.at(-1)?.title).toBe(String(MAX_ENTRIES + 2));
});

test('large entries are let go sooner, but never the latest', () => {
  const { entries, dropped } = filled(5, 'x'.repeat(MAX_ENTRY_CHARACTERS / 2));
  expect([entries.length, dropped]).toEqual([2, 3]);
  expect(filled(2, 'x'.repeat(MAX_ENTRY_CHARACTERS + 1)).entries.map(({ title }) => title)).toEqual(['1']);
});

test('an answer takes the place of its beginning', () => {
  const begun = newEntry('answer', 'Order');
  const log = [begun, newEntry('event', 'between'), { ...begun, text: '{}' }].reduce(putEntry, EMPTY_LOG);
  expect(log.entries.map(({ title, text }) => [title, text])).toEqual([
    ['Order', '{}'],
    ['between', undefined],
  ]);
});
