/**
 * Returns a text for a terminal: one line in which every character is visible and has no effect. Bodies and reasons come
 * from clients, and with escape codes, line breaks or bidirectional marks they could print lines of their own:
 * https://cwe.mitre.org/data/definitions/150.html. Such characters become `\u{1b}` and the like.
 */
export const printable = (text: string): string => text.replace(UNPRINTABLE, escapeCharacter);

/** The same for a text of several lines. */
export const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');

/** Control, format, surrogate and unassigned characters, line separators, and what is drawn as nothing. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const escapeCharacter = (character: string) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** Columns that a printable text takes: two for what East Asia writes and for pictures, none for a combining mark. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

const columnsOf = (character: string) =>
  character < '\u0300' ? 1 : /\p{M}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;

/** https://www.unicode.org/reports/tr11/: wide and fullwidth blocks. */
const WIDE =
  /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

/** The start of a printable text in at most so many columns; a cut one ends in `…`. */
export function fitted(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let width = 0;
  let shown = '';
  for (const character of text) {
    width += columnsOf(character);
    if (width > columns - 1) break;
    shown += character;
  }
  return `${shown}…`;
}
