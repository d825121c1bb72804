import { expect, test } from 'vitest';
import { parsePattern, validatePattern } from '../../../../../local/services/events/patterns/parsePattern.ts';

const field = (matcher: unknown) => ({ detail: { field: [matcher] } });

test.each<[unknown, string]>([
  ['text', 'Filter is not an object'],
  [[], 'Filter is not an object'],
  [{}, 'Empty objects are not allowed'],
  [{ detail: {} }, 'Empty objects are not allowed'],
  [{ source: 'a' }, '"source" must be an object or an array'],
  [{ source: [] }, 'Empty arrays are not allowed'],
  [{ source: [['a']] }, 'Match value must be String, number, true, false, or null'],
  [field({}), 'Match expression name not found'],
  [field({ begins: 'a' }), 'Unrecognized match type begins'],
  [field({ toString: 'a' }), 'Unrecognized match type toString'],
  [field({ prefix: 'a', suffix: 'b' }), 'Only one key allowed in match expression'],
  [field({ prefix: 5 }), 'prefix match pattern must be a string'],
  [field({ suffix: null }), 'suffix match pattern must be a string'],
  [field({ prefix: {} }), 'Prefix expression name not found'],
  [field({ prefix: { suffix: 'a' } }), 'Unsupported prefix pattern: suffix'],
  [field({ suffix: { 'equals-ignore-case': 1 } }), 'equals-ignore-case match pattern must be a string'],
  [field({ 'equals-ignore-case': ['a'] }), 'equals-ignore-case match pattern must be a string'],
  [field({ wildcard: 1 }), 'wildcard match pattern must be a string'],
  [field({ wildcard: 'a**b' }), 'Consecutive wildcard characters at pos 1'],
  [field({ wildcard: 'a\\b' }), 'Invalid escape character at pos 1'],
  [field({ numeric: 5 }), 'Value of numeric must be an array.'],
  [field({ numeric: [5] }), 'Invalid member in numeric match: 5'],
  [field({ numeric: ['~', 5] }), 'Unrecognized numeric range operator: ~'],
  [field({ numeric: ['=', 'a'] }), 'Value of equals must be numeric'],
  [field({ numeric: ['>', 'a'] }), 'Value of > must be numeric'],
  [field({ numeric: ['<', 5, '>', 1] }), 'Too many elements in numeric expression'],
  [field({ numeric: ['>', 5, '=', 7] }), 'Bad numeric range operator: ='],
  [field({ numeric: ['>', 5, '<', 4] }), 'Bottom must be less than top'],
  [field({ numeric: ['>', 5, '<', 7, 9] }), 'Too many terms in numeric range expression'],
  [field({ numeric: ['>', 6e9] }), 'Value must be between -5.0E9 and 5.0E9, inclusive'],
  [field({ exists: 'yes' }), 'exists match pattern must be either true or false.'],
  [field({ cidr: '10.0.0.0' }), "Malformed CIDR, one '/' required"],
  [field({ cidr: '10.0.0/8' }), 'Nonstandard IP address: 10.0.0'],
  [field({ cidr: '10.0.0.0/x' }), 'Malformed CIDR, mask bits must be an integer'],
  [field({ cidr: '10.0.0.0/33' }), 'IPv4 mask bits must be < 32'],
  [field({ 'anything-but': true }), 'Value of anything-but must be an array or single string/number value.'],
  [field({ 'anything-but': ['a', null] }), 'Inside anything but list, start|null|boolean is not supported.'],
  [
    field({ 'anything-but': ['a', 1] }),
    'Inside anything but list, either all values are number or string, mixed type is not supported',
  ],
  [field({ 'anything-but': {} }), 'Anything-But expression name not found'],
  [field({ 'anything-but': { numeric: ['>', 1] } }), 'Unsupported anything-but pattern: numeric'],
  [field({ 'anything-but': { prefix: '' } }), 'Null prefix/suffix not allowed'],
  [field({ 'anything-but': { suffix: [1] } }), 'prefix/suffix match pattern must be a string'],
  [{ $or: { a: [1] } }, 'It must be an Array followed with $or.'],
  [{ $or: [{ a: [1] }] }, 'There must have at least 2 Objects in $or relationship.'],
  [{ $or: [{ a: [1] }, 'b'] }, 'Only JSON object is allowed in array of $or relationship.'],
  [
    { $or: [{ a: [1] }, { prefix: ['b'] }] },
    'prefix is Ruler reserved fieldName which cannot be used inside $or.',
  ],
])('%j is refused', (pattern, reason) => {
  expect(() => validatePattern(pattern)).toThrow(
    expect.objectContaining({
      code: 'InvalidEventPatternException',
      message: `Event pattern is not valid. Reason: ${reason}`,
    }),
  );
});

test('text that is not JSON is refused', () => {
  expect(() => parsePattern('{')).toThrow('Event pattern is not valid. Reason: Invalid JSON');
});

test('the text of a valid pattern becomes the pattern', () => {
  expect(parsePattern('{"source":["a"]}')).toEqual({ source: ['a'] });
});

test('a pattern has at most 4096 characters', () => {
  const pattern = (length: number) => JSON.stringify({ a: ['x'.repeat(length - '{"a":[""]}'.length)] });

  expect(parsePattern(pattern(4096))).toBeDefined();
  expect(() => parsePattern(pattern(4097))).toThrow(
    'Event pattern is not valid. Reason: Member must have length less than or equal to 4096',
  );
});
