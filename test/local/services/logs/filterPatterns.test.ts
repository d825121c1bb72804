import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AwsError } from '../../../../local/platform/AwsError.ts';
import { parseFilterPattern } from '../../../../local/services/logs/filterPatterns/parseFilterPattern.ts';

const matched = (pattern: string, messages: readonly string[]) =>
  messages.filter(parseFilterPattern(pattern));

const REQUESTS = [
  '[ERROR 400] BAD REQUEST',
  '[ERROR 401] UNAUTHORIZED REQUEST',
  '[ERROR 419] MISSING ARGUMENTS',
  '[WARN 420] "odd" ARGUMENTS',
];

test.each([
  ['', [0, 1, 2, 3]],
  ['ERROR', [0, 1, 2]],
  ['error', []],
  ['ERROR REQUEST', [0, 1]],
  ['"BAD REQUEST"', [0]],
  ['?BAD ?MISSING', [0, 2]],
  ['ERROR -REQUEST', [2]],
  ['-REQUEST', [2, 3]],
  ['-"BAD REQUEST" REQUEST', [1]],
  ['"\\"odd\\""', [3]],
  // Beside another kind of term, a question mark is ignored.
  ['?BAD REQUEST', [0, 1]],
])('the terms %s', (pattern, indexes) => {
  expect(matched(pattern, REQUESTS)).toEqual(indexes.map((index) => REQUESTS[index]));
});

const EVENTS = [
  {
    messageId: 'm-1',
    level: 'WARN',
    receiveCount: 2,
    error: { code: 'Busy', retryable: true },
    tags: ['a', 'b'],
  },
  { messageId: 'm-2', level: 'ERROR', receiveCount: 10, error: null, done: false },
  { level: 'ERROR', messageId: 'n-1', text: 'm-1 failed "again"', code: '42' },
].map((event) => JSON.stringify(event));
const LINES = [...EVENTS, 'plain m-1', '{"messageId":"m-1"', '[1]'];

test.each([
  ['{ $.messageId = "m-1" }', [0]],
  ['{$.messageId="m-*"}', [0, 1]],
  ['{ $.messageId = m-1 }', [0]],
  ['{ $.messageId = * }', [0, 1, 2]],
  ['{ $.messageId != "m-1" }', [1, 2]],
  ['{ $.error.code = "Busy" }', [0]],
  ['{ $.tags[1] = "b" }', [0]],
  ['{ $.receiveCount > 2 }', [1]],
  ['{ $.receiveCount >= 2 && $.level = "WARN" }', [0]],
  ['{ $.receiveCount = 1e1 }', [1]],
  ['{ $.code = 42 }', [2]],
  ['{ ($.messageId = "m-1") || ($.messageId = "m-2") }', [0, 1]],
  ['{ $.level = "WARN" || $.level = "ERROR" && $.messageId = "n-1" }', [0, 2]],
  ['{ ($.level = "WARN" || $.level = "ERROR") && $.messageId = "m-2" }', [1]],
  ['{ $.error IS NULL }', [1]],
  ['{ $.error.retryable IS TRUE }', [0]],
  ['{ $.done IS FALSE }', [1]],
  ['{ $.error NOT EXISTS }', [2]],
  ['{ $.text = "*\\"again\\"" }', [2]],
  ['{ $.toString = * }', []],
])('the JSON pattern %s', (pattern, indexes) => {
  expect(matched(pattern, LINES)).toEqual(indexes.map((index) => EVENTS[index]));
});

test.each([
  'm-1',
  'a.b',
  '"open',
  '""',
  '[first, second]',
  '%regular%',
  '{ }',
  '{ $.a }',
  '{ $.a = }',
  '{ $.a = "x" && }',
  '{ ($.a = "x" }',
  '{ $.a = "x") }',
  '{ $.a = "x" $.b = "y" }',
  '{ $.a > "x" }',
  '{ $.a IS MAYBE }',
  '{ $.a = %x% }',
  '{ a = "x" }',
])('the pattern %s is refused', (pattern) => {
  expect(() => parseFilterPattern(pattern)).toThrow('Invalid filter pattern');
});

test('a pattern with one brace is refused by what it lacks', () => {
  expect(() => parseFilterPattern('{ $.a = 1')).toThrow(
    "If a filter pattern starts with '{' it must end with '}'",
  );
});

const piece = fc.oneof(
  fc.constantFrom(
    '{',
    '}',
    '(',
    ')',
    '&&',
    '||',
    '$.a',
    '$.a[0]',
    '=',
    '!=',
    '<',
    'IS',
    'NOT',
    'EXISTS',
    'NULL',
    '"',
    '\\',
    '*',
    '1e9',
    '?',
    '-',
    ' ',
  ),
  fc.string({ maxLength: 8 }),
);
const pattern = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

test('any text is a pattern or is refused as none, and any pattern reads any event', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        pattern,
        pattern.map((text) => `{${text}}`),
      ),
      fc.json(),
      (text, event) => {
        try {
          expect(parseFilterPattern(text)(event)).toBeTypeOf('boolean');
        } catch (error) {
          expect(error).toBeInstanceOf(AwsError);
        }
      },
    ),
    { numRuns: 2000, seed: 1 },
  );
});

test.each([`{ ${'('.repeat(1000)} }`, '"'.repeat(1023), `{ $.a = "${'*'.repeat(900)}" }`, '\\'.repeat(1024)])(
  'the long pattern %# is read at once',
  (text) => {
    const before = performance.now();
    try {
      parseFilterPattern(text)(`{"a":"${'x'.repeat(100_000)}"}`);
    } catch (error) {
      expect(error).toBeInstanceOf(AwsError);
    }
    expect(performance.now() - before).toBeLessThan(1000);
  },
);
