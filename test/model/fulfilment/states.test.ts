import { expect, test } from 'vitest';
import { canMoveList, listStatuses } from '../../../model/fulfilment/states.ts';

test.each([
  ['PENDING', ['AVAILABLE', 'CANCELED']],
  ['AVAILABLE', ['ASSIGNED', 'CANCELED']],
  ['ASSIGNED', ['AVAILABLE', 'COMPLETED', 'CANCELED']],
  ['COMPLETED', ['CANCELED']],
  ['CANCELED', []],
] as const)('a list that is %s can become %j and nothing else', (from, to) => {
  expect(listStatuses.filter((status) => canMoveList(from, status))).toEqual(to);
});
