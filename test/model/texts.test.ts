import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBlank, isLine, lineOf } from '../../model/texts.ts';

/** What Unicode itself says of a character, which resolvers cannot ask. */
const HIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u{e0000}-\u{e007f}]/u;
const JOINERS = /[\u200c\u200d]/;

/** Ignorable, as are the joiners and the variation selectors, which stay. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;
const KEPT = /[\u200c\u200d\p{Variation_Selector}]/u;

describe('a line', () => {
  test('has no character of the Basic Multilingual Plane that a reader would not see, and every other', () => {
    const wrong: string[] = [];
    for (let code = 0; code < 0x10000; code++) {
      const character = String.fromCharCode(code);
      const hides = HIDDEN.test(character) || (IGNORABLE.test(character) && !KEPT.test(character));
      // No characters, for good, and marks of what is between them.
      const isNone = code >= 0xfff0 && code !== 0xfffc && code !== 0xfffd;
      if (isLine(`a${character}b`) === (hides || isNone)) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  test.each(['', 'Łódź', 'עברית', 'العربية', '東京', '🏠', '👩‍👧', '❤️', '<b>', "'; --", '葛\u{e0100}'])(
    'can be %j',
    (text) => {
      expect(isLine(text)).toBe(true);
      expect(lineOf(text)).toBe(text);
    },
  );

  test.each(['\ud83c', 'a\ud83cb', '\udfe0', 'a\udfe0\ud83c', '\u{e0041}', '🏠\udfe0'])(
    'cannot be %j',
    (text) => {
      expect(isLine(text)).toBe(false);
    },
  );

  test('is made of any text, which is then well-formed', () => {
    const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 50 }), (text) => {
        const line = lineOf(text);
        expect(isLine(line)).toBe(true);
        expect(line.isWellFormed()).toBe(true);
        expect(HIDDEN.test(line.replace(JOINERS, ''))).toBe(false);
      }),
    );
  });
});

test.each(['', ' ', '\t\n', '\u00a0', '\u3000', '\u200d\u200c', '\ufe0f', '\u2800'])(
  '%j shows nothing',
  (text) => {
    expect(isBlank(text)).toBe(true);
  },
);

test.each(['a', ' . ', '🏠', '\u200dx'])('%j shows something', (text) => {
  expect(isBlank(text)).toBe(false);
});
