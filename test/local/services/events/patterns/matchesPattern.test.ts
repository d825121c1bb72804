import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesPattern } from '../../../../../local/services/events/patterns/matchesPattern.ts';
import { validatePattern } from '../../../../../local/services/events/patterns/parsePattern.ts';

const matches = (matcher: unknown, value: unknown) => {
  const pattern = { detail: { field: [matcher] } };
  validatePattern(pattern);
  return matchesPattern(pattern, { detail: { field: value } });
};

describe('one value', () => {
  test.each<[unknown, unknown, boolean]>([
    ['a', 'a', true],
    ['a', 'A', false],
    ['', '', true],
    ['', null, false],
    [null, null, true],
    [null, '', false],
    [true, true, true],
    [true, 'true', false],
    [300, 300.0, true],
    [3.0e2, 300, true],
    [300, '300', false],
    [{ prefix: 'ab' }, 'abc', true],
    [{ prefix: 'ab' }, 'cab', false],
    [{ prefix: { 'equals-ignore-case': 'AB' } }, 'abc', true],
    [{ suffix: '.png' }, 'a.png', true],
    [{ suffix: '.png' }, 'a.PNG', false],
    [{ suffix: { 'equals-ignore-case': '.png' } }, 'a.PNG', true],
    [{ 'equals-ignore-case': 'Alice' }, 'aLICE', true],
    [{ 'equals-ignore-case': 'Alice' }, 'Alic', false],
    [{ wildcard: 'a*c' }, 'abbbc', true],
    [{ wildcard: 'a*c' }, 'ac', true],
    [{ wildcard: 'ab*bc' }, 'abc', false],
    [{ wildcard: '*b*' }, 'abc', true],
    [{ wildcard: 'a\\*c' }, 'a*c', true],
    [{ wildcard: 'a\\*c' }, 'abc', false],
    [{ wildcard: 'a\\\\*' }, 'a\\b', true],
    [{ numeric: ['=', 5] }, 5, true],
    [{ numeric: ['>', 0, '<=', 5] }, 5, true],
    [{ numeric: ['>', 0, '<=', 5] }, 0, false],
    [{ numeric: ['<', 10] }, '5', false],
    [{ exists: true }, 'x', true],
    [{ exists: true }, null, true],
    [{ exists: true }, undefined, false],
    [{ exists: true }, { deeper: 1 }, false],
    [{ exists: false }, undefined, true],
    [{ exists: false }, '', false],
    [{ exists: false }, [], true],
    [{ cidr: '10.0.0.0/24' }, '10.0.0.255', true],
    [{ cidr: '10.0.0.0/24' }, '10.0.1.0', false],
    [{ cidr: '2001:db8::/32' }, '2001:db8::1', true],
    [{ cidr: '10.0.0.0/24' }, 'host', false],
    [{ cidr: '0.0.0.0/0' }, '::1', false],
  ])('%j against %j is %j', (matcher, value, answer) => {
    expect(matches(matcher, value)).toBe(answer);
  });
});

describe('anything-but', () => {
  test.each<[unknown, unknown, boolean]>([
    ['a', 'b', true],
    ['a', 'a', false],
    ['a', undefined, false],
    ['a', null, true],
    [['a', 'b'], 'b', false],
    [['a', 'b'], 'c', true],
    [5, 5, false],
    [[5, 6], 7, true],
    [[5, 6], '5', true],
    [{ prefix: 'in' }, 'init', false],
    [{ prefix: ['in', 'out'] }, 'outer', false],
    [{ prefix: 'in' }, 'begin', true],
    [{ suffix: '.txt' }, 'a.txt', false],
    [{ suffix: ['.txt', '.md'] }, 'a.png', true],
    [{ 'equals-ignore-case': ['A', 'b'] }, 'B', false],
    [{ wildcard: '*.js' }, 'a.js', false],
    [{ wildcard: ['*.js', 'x*'] }, 'a.ts', true],
  ])('%j against %j is %j', (excluded, value, answer) => {
    expect(matches({ 'anything-but': excluded }, value)).toBe(answer);
  });
});

describe('structure', () => {
  test('every named field has to match; others are ignored', () => {
    const pattern = { source: ['a'], detail: { x: [1, 2], y: { z: ['q'] } } };
    expect(matchesPattern(pattern, { source: 'a', other: 1, detail: { x: 2, y: { z: 'q' } } })).toBe(true);
    expect(matchesPattern(pattern, { source: 'a', detail: { x: 2 } })).toBe(false);
  });

  test('an array of the event matches by any of its elements', () => {
    expect(matches('b', ['a', 'b'])).toBe(true);
    expect(matches('c', ['a', ['b']])).toBe(false);
  });

  test('one element of an array of objects matches the whole pattern', () => {
    const event = {
      people: [
        { first: 'A', last: 'B' },
        { first: 'C', last: 'D' },
      ],
    };
    expect(matchesPattern({ people: { first: ['C'], last: ['D'] } }, event)).toBe(true);
    expect(matchesPattern({ people: { first: ['A'], last: ['D'] } }, event)).toBe(false);
  });

  test('a field is absent from an array of objects where no element has it', () => {
    expect(matchesPattern({ a: { b: [{ exists: false }] } }, { a: [{ b: 1 }, { c: 2 }] })).toBe(false);
    expect(matchesPattern({ a: { b: [{ exists: false }] } }, { a: [{ c: 1 }, { c: 2 }] })).toBe(true);
  });

  test('a field is absent where its object is', () => {
    expect(matchesPattern({ a: { b: [{ exists: false }] } }, {})).toBe(true);
  });

  test('$or needs one of its alternatives beside the other fields', () => {
    const pattern = { source: ['s'], detail: { $or: [{ a: [1] }, { b: [{ numeric: ['>', 5] }] }] } };
    expect(matchesPattern(pattern, { source: 's', detail: { b: 6 } })).toBe(true);
    expect(matchesPattern(pattern, { source: 's', detail: { a: 2, b: 5 } })).toBe(false);
    expect(matchesPattern(pattern, { source: 't', detail: { a: 1 } })).toBe(false);
  });
});

describe('properties', () => {
  const plain = fc.string({ maxLength: 12 });
  const escaped = (text: string) => text.replace(/[*\\]/g, '\\$&');

  test('a wildcard between two texts is prefix and suffix without overlap', () => {
    fc.assert(
      fc.property(plain, plain, plain, (start, end, value) => {
        const expected =
          value.length >= start.length + end.length && value.startsWith(start) && value.endsWith(end);
        expect(matches({ wildcard: `${escaped(start)}*${escaped(end)}` }, value)).toBe(expected);
      }),
    );
  });

  test('a wildcard matches any text in its place', () => {
    fc.assert(
      fc.property(
        fc.array(plain, { minLength: 1, maxLength: 4 }),
        fc.array(plain, { maxLength: 4 }),
        (pieces, fillings) => {
          const value = pieces
            .map((piece, at) => piece + (at < pieces.length - 1 ? (fillings[at] ?? '') : ''))
            .join('');
          expect(
            matches(
              {
                wildcard: pieces
                  .map(escaped)
                  .join('*')
                  .replace(/(\\.)|\*+/gs, (_, quoted: string | undefined) => quoted ?? '*'),
              },
              value,
            ),
          ).toBe(true);
        },
      ),
    );
  });

  test('anything-but is the opposite of the value for every present text', () => {
    fc.assert(
      fc.property(plain, plain, (excluded, value) => {
        expect(matches({ 'anything-but': excluded }, value)).toBe(!matches(excluded, value));
      }),
    );
  });

  test('a pattern made of an event matches it, and validates', () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const name = fc.string({ minLength: 1 }).filter((key) => key !== '$or' && key !== '__proto__');
    const { event } = fc.letrec((tie) => ({
      event: fc.dictionary(name, fc.oneof({ maxDepth: 3 }, leaf, tie('event')), { minKeys: 1 }),
    }));
    const patternOf = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, patternOf(inner)]))
        : [value];
    fc.assert(
      fc.property(event, (value) => {
        const pattern = patternOf(value) as Record<string, unknown>;
        validatePattern(pattern);
        expect(matchesPattern(pattern, value)).toBe(true);
      }),
    );
  });
});

describe('a hostile event', () => {
  const judge = (pattern: object, event: object) => {
    validatePattern(pattern);
    return matchesPattern(pattern, event);
  };
  const lists = (levels: number, inner: string): object =>
    JSON.parse(`{"field":${'['.repeat(levels)}${inner}${']'.repeat(levels)}}`);

  test('may nest its lists as deep as it likes', () => {
    expect(judge({ field: ['a'] }, lists(100_000, '"a"'))).toBe(true);
    expect(judge({ field: ['b'] }, lists(100_000, '"a"'))).toBe(false);
  });

  test('with many objects is searched for an absent field once, not once for each', { timeout: 2000 }, () => {
    const field = [...Array.from({ length: 50_000 }, () => ({})), { name: 'a' }];
    expect(judge({ field: { name: [{ exists: false }] } }, { field })).toBe(false);
  });

  test('matches nothing where too many tests would be needed', { timeout: 2000 }, () => {
    const prefixes = Array.from({ length: 200 }, (_, at) => ({ prefix: `x${at}` }));
    const field = Array.from({ length: 100_000 }, () => 'a');
    expect(judge({ field: prefixes }, { field: [...field.slice(0, 5000), 'x7'] })).toBe(true);
    expect(judge({ field: prefixes }, { field: [...field, 'x7'] })).toBe(false);
    expect(judge({ field: ['x7'] }, { field: [...field, 'x7'] })).toBe(true);
  });

  test('has the fields of its own only', () => {
    expect(judge({ constructor: [{ exists: true }] }, {})).toBe(false);
  });
});
