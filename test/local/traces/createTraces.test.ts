import { describe, expect, test } from 'vitest';
import type { FeedEntry } from '../../../local/platform/Feed.ts';
import { createWorld } from '../../../local/platform/World.ts';
import { createTraces } from '../../../local/traces/createTraces.ts';
import { readTrace } from '../../../local/traces/readTrace.ts';
import type { TraceNode } from '../../../local/traces/Trace.ts';

const idOf = (number: number) => `1-00000000-${number.toString(16).padStart(24, '0')}`;

function start() {
  const { feed } = createWorld({ frozenAt: 0, seed: 1 });
  const traces = createTraces(feed);
  const tree = (id: string) => readTrace(traces.find(id)!, (name) => name);
  return { traces, tree, publish: (...entries: FeedEntry[]) => entries.forEach(feed.publish) };
}

const request = (traceId: string, more: object = {}): FeedEntry => ({
  kind: 'request',
  traceId,
  segmentId: `request of ${traceId}`,
  operation: 'mutation',
  fields: ['create'],
  caller: 'ann',
  errors: [],
  durationMs: 0,
  ...more,
});
const log = (traceId: string, line: string, more: object = {}): FeedEntry => ({
  kind: 'log',
  traceId,
  source: 'work',
  line,
  ...more,
});
const message = (
  traceId: string,
  messageId: string,
  change: 'sent' | 'received' | 'deleted',
  more = {},
): FeedEntry => ({
  kind: 'message',
  traceId,
  queue: 'q',
  messageId,
  change,
  receiveCount: 1,
  attributes: {},
  sentAt: 0,
  receivedAt: 0,
  ...more,
});
const invocation = (traceId: string, more: object = {}): FeedEntry => ({
  kind: 'invocation',
  traceId,
  segmentId: 'f1',
  functionName: 'work',
  requestId: 'r',
  outcome: 'succeeded',
  durationMs: 0,
  coldStart: false,
  ...more,
});
const write = (traceId: string, more: object = {}): FeedEntry => ({
  kind: 'write',
  traceId,
  parentId: 'f1',
  table: 'T',
  change: 'INSERT',
  keys: { pk: 'a' },
  units: 1,
  transactional: true,
  ...more,
});

const outline = (nodes: readonly TraceNode[]): unknown =>
  nodes.map(({ kind, children }) => (children.length > 0 ? [kind, outline(children)] : kind));

const [A, B, STREAM] = [idOf(0xa), idOf(0xb), idOf(0xc)];

describe('a path', () => {
  test('goes on behind a stream, under the write whose record it is', () => {
    const { traces, tree, publish } = start();
    const event = {
      kind: 'event',
      bus: 'b',
      eventId: 'e1',
      source: 's',
      detailType: 'd',
      rules: ['r'],
    } as const;
    publish(
      message(A, 'm1', 'sent', { parentId: `request of ${A}` }),
      request(A),
      message(A, 'm1', 'received'),
      write(A, { streamTraceId: STREAM }),
      invocation(A, { batch: [{ traceId: A, messageId: 'm1' }] }),
      message(A, 'm1', 'deleted'),
      { ...event, traceId: STREAM },
      request(STREAM, { parentId: 'e1' }),
    );
    expect(outline(tree(A).nodes)).toEqual([
      ['request', [['message', [['invocation', [['write', [['event', ['request']]]]]]]]]],
    ]);
    // By the trace of the stream it is found, too.
    expect(traces.find(STREAM)?.id).toBe(A);
    expect(traces.latest(10)).toHaveLength(1);
  });

  test('has of a batch the invocation, its own lines and rows, and those that name no request', () => {
    const { tree, publish } = start();
    const batch = [
      { traceId: A, messageId: 'm1' },
      { traceId: B, messageId: 'm2' },
    ];
    publish(
      message(A, 'm1', 'sent'),
      message(B, 'm2', 'sent'),
      log(A, `{"traceId":"${B}","xray_trace_id":"${A}"}`, { parentId: 'f1', batch }),
      log(A, 'of all', { parentId: 'f1', batch }),
      log(A, `{"traceId":"${A}"}`, { parentId: 'f1', batch }),
      write(A, { namedTraceId: B }),
      write(A, { namedTraceId: idOf(0xdead) }),
      invocation(A, { batch }),
    );
    expect(outline(tree(A).nodes)).toEqual([['message', [['invocation', ['log', 'log', 'write']]]]]);
    expect(outline(tree(B).nodes)).toEqual([['message', [['invocation', ['log', 'log', 'write']]]]]);
    expect(tree(B).nodes[0]!.children[0]!.text).toContain('a batch of 2');
  });

  test('of a message that moves to the dead letters is one, with the reason of its death', () => {
    const { tree, publish } = start();
    publish(
      message(A, 'm1', 'sent'),
      message(A, 'm1', 'received'),
      invocation(A, { batch: [{ traceId: A, messageId: 'm1' }], outcome: 'failed', error: 'Error: no' }),
      { ...message(A, 'm1', 'received', { receiveCount: 2 }), change: 'returned' } as FeedEntry,
      { ...message(A, 'm1', 'received', { to: 'dead' }), change: 'deadLettered' } as FeedEntry,
      message(A, 'm1', 'received', { queue: 'dead' }),
    );
    expect(tree(A)).toMatchObject({ outcome: 'error', reason: 'Error: no' });
    expect(outline(tree(A).nodes)).toEqual([
      ['message', ['invocation', 'message', ['message', ['message']]]],
    ]);
  });

  test('is a tree, whatever parents callers name', () => {
    const { tree, publish } = start();
    publish(
      request(A, { segmentId: '1', parentId: '2' }),
      request(A, { segmentId: '2', parentId: '1' }),
      request(A, { segmentId: '3', parentId: '3' }),
    );
    expect(JSON.stringify(outline(tree(A).nodes))).toBe('[["request",["request"]],"request"]');
  });

  test('shows no character of input that would act on a terminal', () => {
    const { tree, publish } = start();
    publish(
      request(A, { fields: ['\u001b[2K\u202e'], caller: '\r\n', errors: ['\u0007'] }),
      log(A, '\u001b[2K'),
    );
    expect(JSON.stringify(tree(A))).not.toMatch(/[\u202e]|\\u00(?:1b|07)/);
  });
});

describe('what is kept', () => {
  test('are the latest 500 traces', () => {
    const { traces, publish } = start();
    for (let at = 0; at < 600; at++)
      publish(request(idOf(at)), write(idOf(at), { streamTraceId: idOf(10_000 + at) }));
    expect(traces.latest(Infinity)).toHaveLength(500);
    expect(traces.find(idOf(99))).toBeUndefined();
    expect(traces.find(idOf(10_099))).toBeUndefined();
    expect(traces.find(idOf(10_100))?.id).toBe(idOf(100));
  });

  test('are 2000 records and 1 MB of a trace, and how many were left out', () => {
    const { tree, publish } = start();
    publish(request(A), ...Array.from({ length: 3000 }, () => log(A, 'x')));
    expect(tree(A)).toMatchObject({ omitted: 1001 });
    const wide = Array.from({ length: 400 }, () => log(B, 'x'.repeat(1_000_000)));
    publish(...wide);
    const { omitted, nodes } = tree(B);
    expect(nodes.length + omitted).toBe(400);
    expect(nodes.length).toBeLessThan(260);
  });

  test('is 16 MB of all traces', () => {
    const { traces, publish } = start();
    for (let at = 0; at < 40; at++)
      publish(request(idOf(at)), ...Array.from({ length: 200 }, () => log(idOf(at), 'x'.repeat(4000))));
    expect(traces.latest(Infinity).length).toBeLessThan(20);
    expect(traces.find(idOf(39))?.records).toHaveLength(201);
  });
});
