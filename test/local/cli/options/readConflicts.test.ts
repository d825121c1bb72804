import { expect, test } from 'vitest';
import { readConflicts } from '../../../../local/cli/options/readConflicts.ts';

test('transactions conflict as an option says, and as the cloud does without one', () => {
  expect(readConflicts('hostile')).toEqual({ conflicts: 'hostile' });
  expect(readConflicts(undefined)).toEqual({});
});

test('a word that is none of the three is refused with a list of them', () => {
  expect(() => readConflicts('some')).toThrow('--conflicts is "some": give one of off, realistic, hostile.');
});
