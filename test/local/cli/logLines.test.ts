import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createFeedFormatter, type FeedFormatterOptions } from '../../../local/cli/createFeedFormatter.ts';
import type { FeedEntry, FeedRecord } from '../../../local/platform/Feed.ts';

const traceId = '1-00000000-00000000000000000000abcd';

/** What the terminal shows of entries that come one after the other. */
function shown(entries: readonly FeedEntry[], options?: FeedFormatterOptions) {
  const format = createFeedFormatter([], undefined, options);
  const lines = entries.flatMap((entry, sequence) => format(recordOf(entry, sequence)) ?? []);
  return lines.join('\n').split('\n').map(stripped);
}

const recordOf = (entry: FeedEntry, sequence: number): FeedRecord => ({ ...entry, sequence, time: 0 });
/** Without time and trace. */
const stripped = (line: string) => stripVTControlCharacters(line).replace(/^[\d:.]{12} .{6} /, '');

const log = (line: string, parentId = 'f1', source = 'work'): FeedEntry => ({
  kind: 'log',
  traceId,
  parentId,
  source,
  line,
});
const invocation = (more: object = {}): FeedEntry => ({
  kind: 'invocation',
  traceId,
  segmentId: 'f1',
  functionName: 'work',
  requestId: 'r1',
  outcome: 'succeeded',
  durationMs: 7,
  coldStart: false,
  memoryMb: 256,
  ...more,
});
const request = (more: object = {}): FeedEntry => ({
  kind: 'request',
  traceId,
  segmentId: 'q1',
  operation: 'mutation',
  fields: ['createThing'],
  caller: 'ann',
  errors: [],
  durationMs: 5,
  ...more,
});
const step = (more: object = {}): FeedEntry => ({
  kind: 'step',
  traceId,
  parentId: 'q1',
  segmentId: 's1',
  source: 'createThing_claim',
  dataSource: 'table',
  durationMs: 2,
  ...more,
});

const powertools = (level: string, message: string, more: object = {}) =>
  JSON.stringify({
    level,
    message,
    timestamp: '2027-01-01T00:00:00.000Z',
    service: 'things',
    cold_start: true,
    function_name: 'work',
    function_arn: 'arn:aws:lambda:us-east-1:000000000000:function:work',
    function_memory_size: '256',
    function_request_id: '4b0ff0ea-0b4f-4a8c-9d53-37cb8d2c3b3a',
    xray_trace_id: traceId,
    sampling_rate: 0,
    ...more,
  });

describe('what a step logged', () => {
  test('is below its line, and between the lines of no other step', () => {
    const other = { segmentId: 'f2', functionName: 'other' };
    expect(shown([log('a'), log('b', 'f2', 'other'), log('c'), invocation(other), invocation()])).toEqual([
      'lambda    other succeeded (7 ms)',
      `${' '.repeat(30)}b`,
      'lambda    work succeeded (7 ms)',
      `${' '.repeat(30)}a`,
      `${' '.repeat(30)}c`,
    ]);
  });

  test('in a pipeline is below the request, with the name of the step', () => {
    expect(shown([log('seen', 's1', 'createThing_claim'), step(), request()])).toEqual([
      'mutation  createThing by ann: ok (5 ms)',
      `${' '.repeat(30)}createThing_claim: seen`,
    ]);
  });

  test('is shown as message and the members that matter, where it is structured', () => {
    const more = { step: 'work', thingId: 'x1', traceId, messageId: crypto.randomUUID(), outcome: 'stored' };
    const [, line] = shown([log(powertools('INFO', 'done', more)), invocation()]);
    expect(line!.trim()).toBe('done outcome=stored step=work thingId=x1');
  });

  test('makes the line of a function that ended well say what it warns of', () => {
    const warning = log(powertools('WARN', 'refused', { reason: 'card declined', thingId: 'x1' }));
    expect(shown([log('begins'), warning, invocation()])).toEqual([
      'lambda    work succeeded (7 ms): WARN refused reason=card declined thingId=x1',
      `${' '.repeat(30)}begins`,
    ]);
    const error = log(powertools('ERROR', 'dead letter', { reason: 'The body is not JSON' }));
    expect(shown([warning, error, invocation()])[0]).toBe(
      'lambda    work succeeded (7 ms): ERROR dead letter reason=The body is not JSON',
    );
  });

  test('is one line, in which no input has an effect on the terminal', () => {
    const [, line] = shown([log('\u001b[2K\r\n00:00:00 all is well \u202e'), invocation()]);
    expect(line!.trim()).toBe('\\u{1b}[2K\\u{d}\\u{a}00:00:00 all is well \\u{202e}');
    const [, long] = shown([log('x'.repeat(100_000)), invocation()]);
    expect(long!.length).toBeLessThan(500);
  });

  test('is shown by itself where its step is not known, or does not end for a second', () => {
    const alone: FeedEntry = { kind: 'log', traceId: null, source: 'pool', line: 'code 123' };
    expect(shown([alone])).toEqual(['log       pool: code 123']);
    const format = createFeedFormatter([]);
    expect(format(recordOf(log('still at it'), 1))).toBeUndefined();
    expect(format.overdue(900)).toBeUndefined();
    expect(stripped(format.overdue(1100)!)).toBe('log       work: still at it');
    expect(format.overdue(9000)).toBeUndefined();
  });

  test('is printed at once when too much of it waits', () => {
    const lines = shown(Array.from({ length: 1500 }, (_, at) => log(`${at}`)));
    expect(lines).toHaveLength(500);
    expect(lines[0]).toBe('log       work: 1000');
  });
});

const read: FeedEntry = { kind: 'read', traceId, table: 'T', operation: 'GetItem', items: 1, units: 0.5 };
const denial: FeedEntry = {
  kind: 'denial',
  traceId,
  principal: 'role',
  action: 'sqs:SendMessage',
  resource: 'q',
  reason: 'because',
};

test('quiet shows failures, denials and errors in logs, and nothing else', () => {
  const warned = [log(powertools('WARN', 'refused')), invocation()];
  const erred = [log(powertools('ERROR', 'died')), invocation()];
  const failed = invocation({ outcome: 'failed', error: 'TypeError: no' });
  const entries = [read, request(), request({ errors: ['NotFound'] }), ...warned, ...erred, failed, denial];
  expect(shown(entries, { detail: 'quiet' })).toEqual([
    'lambda    work succeeded (7 ms): ERROR died',
    'lambda    work failed (7 ms): TypeError: no',
    'denied    role may not sqs:SendMessage on q because',
  ]);
});

test('verbose shows reads, steps and what Lambda itself logs', () => {
  const lines = shown([read, log('in', 's1'), step(), request(), log('a'), invocation()], {
    detail: 'verbose',
  });
  expect(lines.map((line) => line.trim())).toEqual([
    'read      GetItem: 1 (0.5 RU) T',
    'step      createThing_claim on table (2 ms)',
    'in',
    'mutation  createThing by ann: ok (5 ms)',
    'lambda    work succeeded (7 ms)',
    'START RequestId: r1 Version: $LATEST',
    'a',
    'END RequestId: r1',
    'REPORT RequestId: r1 Duration: 7.00 ms Billed Duration: 7 ms Memory Size: 256 MB',
    `XRAY TraceId: ${traceId} Sampled: true`,
  ]);
});
