import { expect, test } from 'vitest';
import { textOf } from '../../../lambda-fns/notifications/shared/text.ts';

const bodyOf = (length: number, character: string) => textOf({ title: 'T', body: character.repeat(length) });

test.each([
  ['160 characters of the 7-bit alphabet', bodyOf(157, 'ü'), 160, false],
  ['one more', bodyOf(158, 'ü'), 160, true],
  ['euro signs, which take two', bodyOf(78, '€'), 81, false],
  ['one more euro sign than there is room for', bodyOf(79, '€'), 83, true],
  ['70 units of any other alphabet', bodyOf(67, 'ж'), 70, false],
  ['one more of these', bodyOf(68, 'ж'), 70, true],
  ['emoji, which take two units', bodyOf(33, '😀'), 69, false],
  ['one more emoji than there is room for', bodyOf(34, '😀'), 70, true],
])('a text is one part: %s', (_what, text, units, isShortened) => {
  expect([text.length, text.endsWith('...')]).toEqual([units, isShortened]);
  // No half of a character is left.
  expect(text.isWellFormed()).toBe(true);
});

test('a text is one line', () => {
  expect(textOf({ title: 'Back\r\nin stock', body: 'a\u2028b\u0007' })).toBe('Back  in stock: a b ');
});
