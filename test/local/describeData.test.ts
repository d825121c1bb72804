import { expect, test } from 'vitest';
import { describeData } from '../../local/describeData.ts';
import { createContents } from '../../local/platform/journal/Journal.ts';

const MINUTE = 60_000;

function journalWith(keys: Readonly<Record<string, number>>) {
  const contents = createContents();
  for (const [tree, count] of Object.entries(keys))
    contents.apply(Array.from({ length: count }, (_, key) => ({ tree, key: String(key), value: 1 })));
  return contents;
}

test('a folder is told by its tables, rows, messages and users, and by its age', () => {
  const journal = journalWith({
    'dynamodb/tables': 2,
    'dynamodb/items/One': 1200,
    'dynamodb/items/Two': 34,
    'sqs/queues': 9,
    'sqs/messages/Jobs': 1,
    'sqs/received/Jobs': 1,
    'cognito/us-east-1_a/users': 5,
    'cognito/us-east-1_a/groups': 3,
  });
  expect(describeData(journal, 3 * 60 * MINUTE)).toBe(
    '2 tables, 1,234 rows, 1 message in queues, 5 users; last written 3 hours ago',
  );
});

test.each([
  [0, 'less than a minute ago'],
  [MINUTE, '1 minute ago'],
  [59.9 * MINUTE, '59 minutes ago'],
  [49 * 60 * MINUTE, '2 days ago'],
  // The file was written by a machine whose clock is ahead.
  [-MINUTE, 'less than a minute ago'],
])('after %d ms it was written %s', (age, words) => {
  expect(describeData(journalWith({ 'dynamodb/tables': 1 }), age)).toMatch(
    new RegExp(`; last written ${words}$`),
  );
});

test('an empty folder is new', () => {
  expect(describeData(journalWith({}), undefined)).toBe('it is new');
});
