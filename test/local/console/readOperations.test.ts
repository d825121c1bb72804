import { expect, test } from 'vitest';
import { operationAt, readOperations } from '../../../local/console/operations/readOperations.ts';

test.each([
  ['query A { a', 'Line 1, column 12: Expected Name, found <EOF>.'],
  ['# why\nqery { a }', 'Line 2, column 1: Unexpected Name "qery".'],
  ['', 'There is no operation to run: write a query, a mutation or a subscription.'],
  ['  \n# only a comment', 'There is no operation to run: write a query, a mutation or a subscription.'],
  ['fragment F on T { a }', 'There is no operation to run: write a query, a mutation or a subscription.'],
])('%j cannot be run, for a reason of one line', (query, complaint) => {
  expect(readOperations(query)).toEqual({ complaint });
});

test('the operation under the cursor is meant, and the only one wherever the cursor is', () => {
  const query = '# first\nquery One { a }\nsubscription Two { b }';
  const content = readOperations(query);
  const operations = 'operations' in content ? content.operations : [];
  const at = (offset?: number) => operationAt(operations, offset)?.name;
  expect([at(0), at(query.indexOf('a }')), at(query.length), at()]).toEqual([
    undefined,
    'One',
    'Two',
    undefined,
  ]);
  expect(operationAt(operations.slice(0, 1), 0)?.kind).toBe('query');
});
