import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable, printableValue } from '../../../local/platform/printable.ts';

test.each([
  ['an escape code', '\u001b[2J', '\\u{1b}[2J'],
  ['an escape code of one character', '\u009b2J', '\\u{9b}2J'],
  ['a line break', 'a\r\nb', 'a\\u{d}\\u{a}b'],
  ['a line separator', 'a\u2028b', 'a\\u{2028}b'],
  ['a bidirectional override', 'a\u202eb', 'a\\u{202e}b'],
  ['a zero-width space', 'a\u200bb', 'a\\u{200b}b'],
  ['a tag', 'a\u{e0041}b', 'a\\u{e0041}b'],
  ['a lone surrogate', 'a\ud800b', 'a\\u{d800}b'],
  ['a filler that is drawn as nothing', 'a\u3164b', 'a\\u{3164}b'],
  ['umlauts and emoji', 'Zoë 🏠', 'Zoë 🏠'],
])('%s is shown and has no effect', (_, text, shown) => {
  expect(printable(text)).toBe(shown);
});

test('a long text is cut, and says by how much', () => {
  expect(printable('x'.repeat(1_000_000))).toBe(`${'x'.repeat(300)} (and 999700 more characters)`);
});

test('texts at any depth are printable, and long lists cut', () => {
  expect(
    printableValue({ list: Array(2900).fill('\u0007'), inner: { text: '\n', count: 1, none: null } }),
  ).toEqual({
    list: [...Array<string>(10).fill('\\u{7}'), '2890 more'],
    inner: { text: '\\u{a}', count: 1, none: null },
  });
});

test('whatever the text, what is printed is one visible line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(printable(text)).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]*$/u);
    }),
    { numRuns: 2000 },
  );
});
