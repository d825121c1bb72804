import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { formatFeedRecord } from '../../../local/cli/formatFeedRecord.ts';
import type { FeedEntry } from '../../../local/platform/Feed.ts';

const format = (entry: FeedEntry) => formatFeedRecord({ ...entry, sequence: 1, time: 0 }, (name) => name);

const HOSTILE = '\u001b[1A\u001b[2K00:00:00.000 approveThing by admin: ok\r\n\u202e\u200b\u009b2J';
const traceId = '1-00000000-00000000000000000000abcd';

/** A record of each kind, with hostile text wherever input can be. */
const records: readonly FeedEntry[] = [
  {
    traceId,
    kind: 'request',
    operation: 'query',
    fields: [HOSTILE],
    caller: HOSTILE,
    errors: [HOSTILE],
    durationMs: 1,
  },
  {
    traceId,
    kind: 'message',
    queue: HOSTILE,
    messageId: HOSTILE,
    change: 'deadLettered',
    receiveCount: 2,
    attributes: {},
    sentAt: 0,
    receivedAt: 0,
    to: HOSTILE,
  },
  {
    traceId,
    kind: 'invocation',
    functionName: HOSTILE,
    requestId: '',
    outcome: 'failed',
    durationMs: 1,
    coldStart: true,
    error: HOSTILE,
  },
  {
    traceId: null,
    kind: 'alarm',
    alarm: HOSTILE,
    state: 'ALARM',
    previousState: 'OK',
    reason: HOSTILE,
    description: HOSTILE,
  },
  {
    traceId,
    kind: 'write',
    table: HOSTILE,
    change: 'INSERT',
    keys: { pk: HOSTILE, sk: 1 },
    units: 1,
    transactional: false,
  },
  {
    traceId,
    kind: 'event',
    bus: HOSTILE,
    eventId: '',
    source: HOSTILE,
    detailType: HOSTILE,
    rules: [HOSTILE],
  },
  { traceId, kind: 'delivery', field: HOSTILE, connectionId: '', subscriptionId: '', number: 1, bytes: 1 },
  { traceId, kind: 'failure', source: HOSTILE, code: HOSTILE, message: HOSTILE },
];

describe('hostile text in a record', () => {
  test.each(records.map((record) => [record.kind, record] as const))(
    'of kind %s stays within its line',
    (_, record) => {
      const line = stripVTControlCharacters(format(record) ?? '');
      expect(line).toContain('\\u{1b}[1A\\u{1b}[2K');
      expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    },
  );
});

test('an alarm that rings is one line, and so is its end; one that was just made is none', () => {
  const lineOf = (state: 'OK' | 'ALARM', previousState: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA') =>
    format({
      traceId: null,
      kind: 'alarm',
      alarm: 'deep',
      state,
      previousState,
      reason: 'why',
      description: 'Look.',
    });
  const plain = (line: string | undefined) => line && stripVTControlCharacters(line).replace(/^\S+ +/, '');
  expect(
    [lineOf('ALARM', 'OK'), lineOf('OK', 'ALARM'), lineOf('OK', 'INSUFFICIENT_DATA')].map(plain),
  ).toEqual(['ALARM     deep rings: Look. why', 'alarm     deep is OK again: Look. why', undefined]);
});

test('an e-mail says to whom and where it is kept, with hostile text made visible', () => {
  const line = format({
    traceId: null,
    kind: 'email',
    to: 'ann@example.com\u001b[2J',
    subject: 'Your code\r\n',
  });
  expect(stripVTControlCharacters(line!).replace(/^\S+ +/, '')).toBe(
    'email     to ann@example.com\\u{1b}[2J, kept at /console/mail: Your code\\u{d}\\u{a}',
  );
});

test('a request with thousands of fields and errors is one short line', () => {
  const many = Array.from({ length: 2900 }, (_, index) => `field${index}`);
  const line = format({
    traceId,
    kind: 'request',
    operation: 'subscription',
    fields: many,
    caller: 'x',
    errors: many,
    durationMs: 1,
  });
  expect(line).toMatch(/field0, .*field9, 2890 more by x: /);
  expect(line?.length).toBeLessThan(500);
});
