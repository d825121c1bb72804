import { expect, test } from 'vitest';
import type { FieldFilter } from '../../../../../local/services/appsync/Execution.ts';
import { validateFilter } from '../../../../../local/services/appsync/realtime/validateFilter.ts';

const rule = (fieldName: string, operator: string, value: unknown): FieldFilter => ({
  fieldName,
  operator,
  value,
});
const six = [1, 2, 3, 4, 5, 6];
const complaint = (...filters: FieldFilter[]) => validateFilter({ filterGroup: [{ filters }] });

const refused: [string, FieldFilter[]][] = [
  ['subscription exceeds maximum value limit 5 for operator `in`.', [rule('size', 'in', six)]],
  ['subscription exceeds maximum value limit 5 for operator `notIn`.', [rule('size', 'notIn', six)]],
  [
    'subscription exceeds maximum value limit 20 for operator `containsAny`.',
    [rule('tags', 'containsAny', Array.from({ length: 21 }, String))],
  ],
  ['Filters exceed maximum attributes limit 5', six.map((at) => rule(`f${at}`, 'eq', at))],
  [
    'Filters combination exceed maximum limit 10',
    [rule('a', 'in', [1, 2, 3, 4]), rule('b', 'in', [1, 2, 3])],
  ],
  ['filter uses same fieldName multiple time', [rule('a', 'gt', 1), rule('a', 'lt', 5)]],
  ['filter operator `like` is not supported.', [rule('a', 'like', 'x')]],
  ['filter operator `toString` is not supported.', [rule('a', 'toString', 'x')]],
  ['filter value is not valid for operator `eq`.', [rule('a', 'eq', null)]],
  ['filter value is not valid for operator `between`.', [rule('a', 'between', [1])]],
  ['filter value is not valid for operator `in`.', [rule('a', 'in', 'x')]],
  ['filter value is not valid for operator `gt`.', [rule('a', 'gt', true)]],
  ['filter value for operator `eq` exceeds maximum length 256', [rule('a', 'eq', 'x'.repeat(257))]],
  ['filter fieldName `a.b.c.d.e.f` exceeds maximum depth 5', [rule('a.b.c.d.e.f', 'eq', 1)]],
];
test.each(refused)('a filter is refused: %s', (message, filters) => {
  expect(complaint(...filters)).toBe(message);
});

test('alternatives of all groups count together', () => {
  const groups = Array.from({ length: 11 }, (_, at) => ({ filters: [rule('a', 'eq', at)] }));
  expect(validateFilter({ filterGroup: groups })).toBe('Filters combination exceed maximum limit 10');
  expect(validateFilter({ filterGroup: groups.slice(1) })).toBeUndefined();
});

test('a filter at every limit is accepted', () => {
  const rules = [
    rule('a', 'in', [1, 2, 3, 4, 5]),
    rule('b', 'notIn', ['x']),
    rule('c', 'containsAny', Array.from({ length: 20 }, String)),
    rule('d', 'between', ['a', 'b']),
    rule('e.e.e.e.e', 'eq', 'x'.repeat(256)),
  ];
  expect(complaint(...rules)).toBeUndefined();
});
