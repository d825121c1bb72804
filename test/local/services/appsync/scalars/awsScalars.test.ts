import { expect, test } from 'vitest';
import { awsScalars } from '../../../../../local/services/appsync/scalars/awsScalars.ts';

const accepted: Readonly<Record<string, readonly unknown[]>> = {
  AWSDate: ['1970-01-01', '1970-01-01Z', '1970-01-01-07:00', '1970-01-01+05:30:15', '2024-02-29'],
  AWSTime: ['12:30', '12:30Z', '12:30:24-07:00', '12:30:24.500+05:30'],
  AWSDateTime: ['2020-01-01T00:00Z', '2020-01-01T10:00:00.000Z', '2020-01-01T10:00:00.123456789+05:30'],
  AWSTimestamp: [1577836800, -1],
  AWSEmail: ['username@example.com', 'a.b+c@x.y'],
  AWSURL: ['https://www.amazon.com/dp/B0', 'http://localhost/', 'mailto:a@b.c'],
  AWSPhone: ['+1 555 555 5555', '555-555-5555', '+44 20 7946 0958'],
  AWSIPAddress: ['127.0.0.1', '123.123.0.0/16', '1a2b:3c4b::1234:4567'],
};

const rejected: Readonly<Record<string, readonly unknown[]>> = {
  AWSDate: ['1970-1-1', '19700101', '1970-13-01', '2023-02-29', '1970-01-01T00:00Z', 1],
  AWSTime: ['24:00', '12', '12:30:24,5'],
  AWSDateTime: ['2020-01-01T00:00', '2020-01-01 00:00Z', '2020-01-01', '2020-02-30T00:00Z'],
  AWSTimestamp: [1.5, 'x', true],
  AWSEmail: ['foo', 'a@', 'a b@c.d'],
  AWSURL: ['www.amazon.com', '//host/p', 'https://x.com/a//b'],
  AWSPhone: ['abc', '123', '555-555-555x'],
  AWSIPAddress: ['256.1.1.1', 'localhost', '127.0.0.1/33'],
  AWSJSON: ['{a: 1}', "{'a': 1}", 'Unquoted string', 1],
};

const cases = (table: typeof accepted) =>
  Object.entries(table).flatMap(([name, values]) => values.map((value) => [name, value] as const));

test.each(cases(accepted))('%s accepts %j and returns it', (name, value) => {
  expect(awsScalars[name]!.parse(value)).toBe(value);
  expect(awsScalars[name]!.serialize(value)).toBe(value);
});

test.each(cases(rejected))('%s refuses %j', (name, value) => {
  expect(() => awsScalars[name]!.parse(value)).toThrow('Unable to parse');
});

test.each(cases(rejected).filter(([name]) => name !== 'AWSJSON'))(
  '%s refuses %j from a resolver',
  (name, value) => {
    expect(() => awsScalars[name]!.serialize(value)).toThrow('Unable to serialize');
  },
);

test.each([
  ['{"upvotes":10}', { upvotes: 10 }],
  ['[1,2,3]', [1, 2, 3]],
  ['"text"', 'text'],
  ['true', true],
])('AWSJSON %s is read as what it says', (text, value) => {
  expect(awsScalars.AWSJSON!.parse(text)).toEqual(value);
});

test('AWSJSON writes values as text, and text that is JSON as it is', () => {
  const { serialize } = awsScalars.AWSJSON!;

  expect([serialize({ a: 1 }), serialize('{"a":1}'), serialize('word'), serialize(1)]).toEqual([
    '{"a":1}',
    '{"a":1}',
    '"word"',
    '1',
  ]);
});
