import fc from 'fast-check';
import { expect, test } from 'vitest';
import { includesText, indexOfText } from '../../../local/platform/indexOfText.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 300 });

test('it finds what the engine finds', () => {
  fc.assert(
    fc.property(
      letters,
      fc.nat(300),
      fc.nat(100),
      letters,
      fc.integer({ min: -5, max: 50 }),
      (text, at, length, more, from) => {
        for (const part of [text.slice(at, at + length), more, text.slice(at, at + length) + more])
          expect(indexOfText(text, part, from)).toBe(text.indexOf(part, from));
      },
    ),
  );
});

test('a long part that repeats itself is searched for in linear time', { timeout: 2000 }, () => {
  const text = 'a'.repeat(400_000);
  const part = `${'a'.repeat(100_000)}b${'a'.repeat(99_999)}`;

  expect(includesText(text, part)).toBe(false);
});
