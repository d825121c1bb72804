/**
 * First and last of each range of UTF-16 code units that a line of text does not have, because a reader would see
 * something else than is there: they move the cursor, break the line, turn the direction of what follows, or are not
 * seen at all. Of the characters that Unicode calls ignorable, the joiners (U+200C, U+200D) and the variation selectors
 * stay, which names and emoji are written with.
 * https://www.unicode.org/reports/tr36/ and https://www.unicode.org/reports/tr9/#Explicit_Directional_Overrides
 */
const HIDDEN: [string, string][] = [
  // Controls: C0, DEL and C1.
  ['\u0000', '\u001f'],
  ['\u007f', '\u009f'],
  ['\u00ad', '\u00ad'],
  ['\u034f', '\u034f'],
  ['\u061c', '\u061c'],
  ['\u115f', '\u1160'],
  ['\u17b4', '\u17b5'],
  ['\u180e', '\u180e'],
  ['\u200b', '\u200b'],
  // Marks of direction, separators of lines and paragraphs, embeddings and overrides, isolates.
  ['\u200e', '\u200f'],
  ['\u2028', '\u202e'],
  ['\u2060', '\u206f'],
  ['\u3164', '\u3164'],
  ['\ufeff', '\ufeff'],
  ['\uffa0', '\uffa0'],
  ['\ufff0', '\ufffb'],
  ['\ufffe', '\uffff'],
];

const isHidden = (unit: string) => HIDDEN.some(([first, last]) => unit >= first && unit <= last);

const isHigh = (unit: string | undefined) => !!unit && unit >= '\ud800' && unit <= '\udbff';
const isLow = (unit: string | undefined) => !!unit && unit >= '\udc00' && unit <= '\udfff';

/** Whether a surrogate has no other half, or the two are a tag (U+E0000 to U+E007F), which nobody sees. */
const isBroken = (unit: string, before: string | undefined, after: string | undefined) => {
  if (isHigh(unit)) return !isLow(after) || (unit === '\udb40' && `${after}` <= '\udc7f');
  return isLow(unit) && !isHigh(before);
};

/** Whether a code unit may stand in a line of text between its neighbours. Most are ASCII, which is asked first. */
const isPlain = (unit: string, index: number, all: string[]) =>
  (unit >= ' ' && unit <= '~') || !(isHidden(unit) || isBroken(unit, all[index - 1], all[index + 1]));

/** Whether a text is one line that shows all it has. */
export const isLine = (text: string): boolean =>
  text.split('').every((unit, index, all) => isPlain(unit, index, all));

/** A text with a blank for whatever a line does not have. */
export const lineOf = (text: string): string =>
  text
    .split('')
    .map((unit, index, all) => (isPlain(unit, index, all) ? unit : ' '))
    .join('');

/** Joiners, variation selectors and the empty pattern of Braille, of which alone nothing is seen. */
const isUnseen = (unit: string) =>
  unit === '\u200c' || unit === '\u200d' || unit === '\u2800' || (unit >= '\ufe00' && unit <= '\ufe0f');

/** Whether there is nothing to be seen of a text. */
export const isBlank = (text: string): boolean =>
  text.split('').every((unit) => isUnseen(unit) || unit.trim() === '');
