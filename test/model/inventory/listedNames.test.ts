import { expect, test } from 'vitest';
import { listedNames } from '../../../model/inventory/listedNames.ts';

const names = (count: number, length = 1) =>
  Array.from({ length: count }, (_, index) => `${index}`.padStart(length, 'x'));

test.each([
  [names(3), 100, '0, 1, 2'],
  [names(3), 7, '0, 1, 2'],
  [names(12), 16, '0, 1 and 10 more'],
  [names(25, 64), 179, `${names(25, 64)[0]}, ${names(25, 64)[1]} and 23 more`],
  [names(25, 64), 60, '25 in all'],
])('%#: names are listed, as many as there is room for', (list, longest, expected) => {
  expect(listedNames(list, longest)).toBe(expected);
});
