import type { ErrorType } from '../../../model/errors.ts';
import type { Bad, Operation, Variables } from './Operation.ts';
import type { Scene, TokenName } from './Scene.ts';

export const LONG = 'x'.repeat(10_000);

/** What no text may be, whatever it is for: a reader would see something else than is there, or nothing. */
export const HOSTILE: Readonly<Record<string, string>> = {
  'a bell': 'ab\u0007cd',
  'an escape code': '\u001b[2J\u001b[1;31mabcd',
  'an escape code of one character': 'ab\u009b31mcd',
  'a line break': 'abcd\r\nabcd',
  'a separator of lines': 'ab\u2028cd',
  'an override of direction': 'abcd\u202edcba',
  'an isolate': '\u2066abcd',
  'a mark of direction': 'abcd\u200f',
  'a blank of no width': 'ab\u200bcd',
  'a byte order mark': '\ufeffabcd',
  'a tag': 'abcd\u{e0041}',
  'a soft hyphen': 'ab\u00adcd',
  'half a character': 'abcd\ud83c',
  'the other half': '\udfe0abcd',
  'a character that is none': 'abcd\uffff',
  'joiners of nothing': '\u200d'.repeat(4),
  'blanks of other alphabets': '\u3000\u00a0\u3164\u2800',
  'a megabyte': 'x'.repeat(900_000),
};

/** Values that are all answered the same way. */
export const refused = (answer: ErrorType, ...values: Bad['value'][]): Bad[] =>
  values.map((value) => ({ value, answer }));

export const invalid = (...values: Bad['value'][]) => refused('InvalidArgument', ...values);

/** Values with which another argument is what is wrong. */
export const invalidFor = (argument: string, ...values: Bad['value'][]): Bad[] =>
  values.map((value) => ({ value, answer: 'InvalidArgument', argument }));

/** Ids a query knows nothing of. */
export const nothing = (...values: Bad['value'][]): Bad[] =>
  values.map((value) => ({ value, answer: 'nothing' }));

/** What could not be an id. Each tries to be something else: a key, an expression, a path, a script. */
export const notIds = invalid(
  '',
  ' ',
  LONG,
  'x'.repeat(65),
  'a#b',
  'USER#x',
  "'; DROP TABLE users; --",
  '{"S":"x"}',
  '$ne',
  ':pk OR attribute_exists(pk)',
  '${ctx.identity.sub}',
  '../..',
  '<script>alert(1)</script>',
  'a\u0000b',
  'a\nb',
  'ü',
  '\u202e',
);

/** What could not be the id of an order, a SKU or a lot, which take four characters. */
export const notNames = [...notIds, ...invalid('a', '123', 'Ab-')];

/** What could not be a text of one line, of at most `longest` characters. */
export const notTexts = (longest: number) =>
  invalid('', '   ', '\t', LONG, 'x'.repeat(longest + 1), 'a\u0000b', 'one\ntwo', 'a\u007fb');

/** Ids of nothing; some of them are of something in every JavaScript object. */
export const UNKNOWN = ['unknown', '__proto__', 'constructor'];

/** What could not be a whole number of 1 to `most`; a page's size, for one. */
export const notCounts = (most: number) => invalid(0, -1, most + 1, 1_000_000_000, 2 ** 31 - 1, -(2 ** 31));

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** The token with one character of its sealed part replaced. */
const altered = (token: string) => {
  const { token: sealed, ...rest } = JSON.parse(Buffer.from(token, 'base64').toString());
  const other = sealed[20] === 'A' ? 'B' : 'A';
  return base64(JSON.stringify({ ...rest, token: `${sealed.slice(0, 20)}${other}${sealed.slice(21)}` }));
};

const KEY = JSON.stringify({ pk: 'USER#x', sk: 'USER', gsi1pk: 'USERS', gsi1sk: 'x' });

/** What could not be the token of a list: of another list, tampered with, or made up. `own` is one that could. */
const notTokens = (own: TokenName, others: TokenName[]): Bad[] =>
  invalid(
    '',
    ' ',
    'forged',
    LONG,
    "'; DROP TABLE users; --",
    base64('{}'),
    base64('null'),
    base64(KEY),
    base64(JSON.stringify({ version: 3, token: base64(KEY) })),
    ...others.map(
      (other) =>
        ({ tokens }: Scene) =>
          tokens[other],
    ),
    ({ tokens }: Scene) => tokens[own].slice(0, -8),
    ({ tokens }: Scene) => tokens[own].slice(8),
    ({ tokens }: Scene) => tokens[own].repeat(2),
    ({ tokens }: Scene) => altered(tokens[own]),
  );

/** A list's own first page and the one after it, which its own token leads to. */
export const pages = (
  field: string,
  own: TokenName,
  others: TokenName[],
  list: {
    readonly good: (scene: Scene) => Variables;
    readonly bad: Operation['bad'];
    /** @default 100 */
    readonly most?: number;
  },
): Operation[] => [
  {
    field,
    use: 'from the start',
    good: async (scene) => ({ ...list.good(scene), pagination: { limit: 1 } }),
    bad: { ...list.bad, 'pagination.limit': notCounts(list.most ?? 100) },
  },
  {
    field,
    use: 'further on',
    good: async (scene) => ({ ...list.good(scene), pagination: { limit: 1, nextToken: scene.tokens[own] } }),
    bad: { 'pagination.nextToken': notTokens(own, others) },
  },
];
