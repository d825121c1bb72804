import { expect, test } from 'vitest';
import { NOW, startRuntime } from '../startRuntime.ts';

const { evaluate } = startRuntime();

test('ids have the shapes of UUID, ULID and KSUID', () => {
  const [uuid, ulid, ksuid] = evaluate('[util.autoId(), util.autoUlid(), util.autoKsuid()]');

  expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ulid).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(ksuid).toMatch(/^[0-9A-Za-z]{27}$/);
});

test('a ULID begins with the time', () => {
  const [first, second] = [evaluate('util.autoUlid()'), evaluate('util.autoUlid()')];

  expect(first.slice(0, 10)).toBe(second.slice(0, 10));
});

test.each([
  ["util.base64Encode('häh')", 'aMOkaA=='],
  ["util.base64Decode('aMOkaA==')", 'häh'],
  ["util.urlEncode('a b&c=(d)')", 'a+b%26c%3D%28d%29'],
  ["util.urlDecode('a+b%26c')", 'a b&c'],
  ["util.escapeJavaScript('a\"b/\\n')", 'a\\"b\\/\\n'],
  ["util.matches('a*b', 'aaab')", true],
  ["util.matches('^x', 'aaab')", false],
  ["util.str.normalize('e\\u0301', 'nfc')", 'é'],
  ['util.math.roundNum(1.5)', 2],
  ['util.math.minVal(1, 2)', 1],
  ['util.math.maxVal(1, 2)', 2],
  [
    'util.dynamodb.toS3Object("foo", "bar", "baz", "beep")',
    { S: '{"s3":{"key":"foo","bucket":"bar","region":"baz","version":"beep"}}' },
  ],
  [
    'util.dynamodb.fromS3ObjectJson(util.dynamodb.toS3Object("foo", "bar", "baz").S)',
    { key: 'foo', bucket: 'bar', region: 'baz' },
  ],
  ['util.dynamodb.fromS3ObjectJson("{")', null],
])('%s is %j', (expression, value) => expect(evaluate(expression)).toEqual(value));

test('randomWithinRange stays within its range', () => {
  const values = evaluate('[1, 2, 3, 4, 5, 6, 7, 8].map(() => util.math.randomWithinRange(3, 6))');

  for (const value of values) expect([3, 4, 5]).toContain(value);
});

test.each([
  ['"a"', { S: 'a' }],
  ['12345', { N: 12345 }],
  ['true', { BOOL: true }],
  ['null', { NULL: null }],
  ['[1, "a"]', { L: [{ N: 1 }, { S: 'a' }] }],
  ['({ a: { b: 1 } })', { M: { a: { M: { b: { N: 1 } } } } }],
  ['ddb.toNumberSet([1, 4.56])', { NS: [1, 4.56] }],
])('toDynamoDB types %s', (value, typed) =>
  expect(evaluate(`util.dynamodb.toDynamoDB(${value})`)).toEqual(typed),
);

test('typing null as a particular type gives null', () => {
  expect(
    evaluate('[util.dynamodb.toString(null), util.dynamodb.toStringSet(null), util.dynamodb.toNull()]'),
  ).toEqual([null, null, { NULL: null }]);
});

test('time comes from the cloud’s own clock', () => {
  expect(
    evaluate('[util.time.nowISO8601(), util.time.nowEpochSeconds(), util.time.nowEpochMilliSeconds()]'),
  ).toEqual(['2026-01-02T03:04:05.678Z', Math.floor(NOW / 1000), NOW]);
});

test('an ISO 8601 text has milliseconds, unless they are zero, as Java spells instants', () => {
  expect(evaluate('[0, 1, 100, 1000].map((ms) => util.time.epochMilliSecondsToISO8601(ms))')).toEqual([
    '1970-01-01T00:00:00Z',
    '1970-01-01T00:00:00.001Z',
    '1970-01-01T00:00:00.100Z',
    '1970-01-01T00:00:01Z',
  ]);
});

test.each([
  ["'yyyy-MM-dd HH:mm:ssZ'", '2026-01-02 03:04:05+0000'],
  ["'yyyy-MM-dd HH:mm:ssZ', 'Australia/Perth'", '2026-01-02 11:04:05+0800'],
  ["'yyyy-MM-dd HH:mm:ssXXX', '-0530'", '2026-01-01 21:34:05-05:30'],
  [`"EEE, d MMM yy h:mm a 'o''clock' SSS"`, "Fri, 2 Jan 26 3:04 AM o'clock 678"],
])('nowFormatted(%s) is %s', (given, text) => {
  expect(evaluate(`util.time.nowFormatted(${given})`)).toBe(text);
});

test.each([
  ["'2026-01-02 03:04:05+0000', 'yyyy-MM-dd HH:mm:ssZ'", NOW - 678],
  ["'2026-01-02 11:04:05', 'yyyy-MM-dd HH:mm:ss', 'Australia/Perth'", NOW - 678],
])('parseFormattedToEpochMilliSeconds(%s) is %s', (given, epochMs) => {
  expect(evaluate(`util.time.parseFormattedToEpochMilliSeconds(${given})`)).toBe(epochMs);
});

test.each([
  ['after clocks were put forward', '2027-09-26 03:00:00', 'Pacific/Auckland', '2027-09-25T14:00:00.000Z'],
  ['before they are', '2027-09-26 00:00:00', 'Pacific/Auckland', '2027-09-25T12:00:00.000Z'],
  ['that they leave out', '2027-03-28 02:30:00', 'Europe/Berlin', '2027-03-28T01:30:00.000Z'],
  [
    'of a midnight that they leave out',
    '2027-09-05 00:00:00',
    'America/Santiago',
    '2027-09-05T04:00:00.000Z',
  ],
  ['that they show twice', '2027-10-31 02:30:00', 'Europe/Berlin', '2027-10-31T00:30:00.000Z'],
  ['of a midnight that they show twice', '2027-11-07 00:00:00', 'America/Havana', '2027-11-07T04:00:00.000Z'],
  ['after they were put back', '2027-10-31 03:00:00', 'Europe/Berlin', '2027-10-31T02:00:00.000Z'],
])('a local time %s is read as Java reads it', (_which, text, zone, instant) => {
  const read = `util.time.parseFormattedToEpochMilliSeconds('${text}', 'yyyy-MM-dd HH:mm:ss', '${zone}')`;
  expect(evaluate(`util.time.epochMilliSecondsToISO8601(${read})`)).toBe(instant.replace('.000', ''));
});

test.each([
  "util.time.parseFormattedToEpochMilliSeconds('x', 'yyyy')",
  "util.time.parseISO8601ToEpochMilliSeconds('x')",
  "util.time.nowFormatted('G')",
  'util.xml.toMap("<a/>")',
  'util.rds.toJsonObject("{}")',
  'util.transform.toElasticsearchQueryDSL({})',
  'ddb.sync({})',
])('%s is a fault', (expression) => expect(() => evaluate(expression)).toThrow('Runtime Error'));

test('a function that is not offered says so in the log', () => {
  const { evaluate, feed } = startRuntime();

  expect(() => evaluate('util.xml.toMap("<a/>")')).toThrow();
  expect(feed).toMatchObject([
    { line: expect.stringContaining('util.xml.toMap is not offered by the local AppSync runtime.') },
  ]);
});

test('util.error raises message, type, data and info', () => {
  const { run } = startRuntime();

  expect(() => run("util.error('m', 'T', { a: 1 }, [2]);")).toThrow(
    expect.objectContaining({ message: 'm', errorType: 'T', data: { a: 1 }, errorInfo: [2] }),
  );
  expect(() => run("util.error('x', null);")).toThrow(
    expect.objectContaining({ message: 'x', errorType: null }),
  );
});

test('util.appendError keeps going, and every error counts', () => {
  const { run, appended } = startRuntime();

  expect(run("util.appendError('a'); util.appendError('a', 'T'); return 1;")).toBe(1);
  expect(appended).toMatchObject([
    { message: 'a', errorType: null },
    { message: 'a', errorType: 'T' },
  ]);
});

test('response headers are added, but none of AWS’s own', () => {
  const { run, headers } = startRuntime();

  run("util.http.addResponseHeader('x-thing', 7); util.http.addResponseHeaders({ 'x-other': 'b' });");

  expect(headers).toEqual({ 'x-thing': '7', 'x-other': 'b' });
  expect(() => run("util.http.addResponseHeader('x-amzn-thing', 'a');")).toThrow('Runtime Error');
});

test('copyHeaders leaves out what belongs to the connection', () => {
  expect(evaluate("util.http.copyHeaders({ Host: 'h', 'x-a': '1' })")).toEqual({ 'x-a': '1' });
});

const iam = { accountId: '1', cognitoIdentityId: null, sourceIp: [], username: 'u', userArn: 'arn' };
const cognito = {
  sub: 's',
  issuer: 'i',
  username: 'u',
  claims: {},
  sourceIp: [],
  defaultAuthStrategy: 'ALLOW',
  groups: null,
};

test.each([
  [null, 'API Key Authorization'],
  [iam, 'IAM Authorization'],
  [cognito, 'User Pool Authorization'],
  [{ sub: 's', issuer: 'i', claims: {} }, 'Open ID Connect Authorization'],
  [{ resolverContext: {} }, 'Lambda Authorization'],
  [{}, 'Lambda Authorization'],
  [{ sub: 's' }, 'API Key Authorization'],
])('authType of %j is %s', (identity, name) => {
  expect(startRuntime(identity).evaluate('util.authType()')).toBe(name);
});
