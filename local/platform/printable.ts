/** Characters of one text that are printed at most: an error message can repeat a megabyte of input. */
const LONGEST = 300;
/** Entries of one list that are printed at most. */
const MOST_ENTRIES = 10;

/**
 * Returns a text for a terminal: one line in which every character is visible and has no effect. Input reaches error
 * messages, and with escape codes, line breaks or bidirectional marks it could print lines of its own:
 * https://cwe.mitre.org/data/definitions/150.html. Such characters become `\u{1b}` and the like.
 */
export function printable(text: string, longest = LONGEST): string {
  const shown = text.slice(0, longest);
  const escaped = VISIBLE.test(shown) ? shown : shown.replace(UNPRINTABLE, escapeCharacter);
  const rest = text.length - shown.length;
  return rest > 0 ? `${escaped} (and ${rest} more characters)` : escaped;
}

/** The same for a text of several lines, such as a stack. */
export const printableLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => printable(line))
    .join('\n');

/** Returns a value with every text in it printable, and long lists cut; the same value if that changes nothing. */
export function printableValue(value: unknown): unknown {
  // Hardly any record needs it, and a request publishes a dozen of them.
  if (isPrintable(value)) return value;
  if (typeof value === 'string') return printable(value);
  if (Array.isArray(value)) return printableList(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, printableValue(inner)]));
}

function isPrintable(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= LONGEST && VISIBLE.test(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.length <= MOST_ENTRIES && value.every(isPrintable);
  return Object.values(value).every(isPrintable);
}

function printableList(values: readonly unknown[]): unknown[] {
  const shown = values.slice(0, MOST_ENTRIES).map(printableValue);
  const rest = values.length - shown.length;
  return rest > 0 ? [...shown, `${rest} more`] : shown;
}

/** The same JSON, with every character in it visible. */
export const escapeUnprintable = (json: string): string =>
  VISIBLE.test(json)
    ? json
    : json.replace(UNPRINTABLE, (character) =>
        // As JSON writes them: in halves of a pair, where they are two.
        Array.from({ length: character.length }, (_, at) => unicodeEscape(character.charCodeAt(at))).join(''),
      );

const unicodeEscape = (unit: number) => `\\u${unit.toString(16).padStart(4, '0')}`;

/** Most texts: those that need no closer look. */
const VISIBLE = /^[\x20-\x7e]*$/;

/** Control, format, surrogate and unassigned characters, line separators, and what is drawn as nothing. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const escapeCharacter = (character: string) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
