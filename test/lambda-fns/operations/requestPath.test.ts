import { expect, test } from 'vitest';
import { pathOf } from '../../../lambda-fns/operations/shared/requestPath.ts';

const ID = '1-5b2f0000-0123456789abcdef01234567';

/** A segment as X-Ray documents it: https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html */
const segment = (id: string, members: object = {}) => ({
  ...{ id, trace_id: ID, name: `part ${id}`, start_time: 1.478293361271e9, end_time: 1.478293361449e9 },
  ...members,
});
const path = (...segments: object[]) =>
  pathOf(
    ID,
    segments.map((each) => JSON.stringify(each)),
  );
const tree = (...segments: object[]) => path(...segments)!.steps.map(({ depth, name }) => `${depth} ${name}`);

test('nested parts and parts that name another as their cause are one tree, in the order of their beginning', () => {
  const api = segment('a', {
    name: 'placeOrder',
    origin: 'AWS::AppSync::GraphQLAPI',
    subsegments: [segment('c', { start_time: 1.4782933614e9 }), segment('b', { start_time: 1.4782933613e9 })],
  });
  const worker = segment('d', {
    parent_id: 'b',
    origin: 'AWS::Lambda::Function',
    start_time: 1.47829337e9,
    end_time: 1.47829338e9,
  });
  expect(tree(worker, api)).toEqual(['0 placeOrder', '1 part b', '2 part d', '1 part c']);
  expect(path(worker, api)).toMatchObject({
    operation: 'placeOrder',
    startedOn: '2016-11-04T21:02:41.271Z',
    durationMs: 18729,
    steps: [
      { kind: 'AWS::AppSync::GraphQLAPI', atMs: 0, durationMs: 178 },
      {},
      { atMs: 8729, durationMs: 10000 },
      {},
    ],
  });
});

test('a fault is an error, a client’s error and a throttle are warnings, with their reasons', () => {
  const failed = segment('a', {
    fault: true,
    cause: { exceptions: [{}, { message: 'Out of <b>stock</b>' }] },
  });
  const refused = segment('b', { error: true, annotations: { reason: 'NotFound' } });
  const waiting = segment('c', { throttle: true, cause: 'a', end_time: undefined, in_progress: true });
  expect(path(failed, refused, waiting)).toMatchObject({
    level: 'ERROR',
    steps: [
      { level: 'ERROR', reason: 'Out of <b>stock</b>' },
      { level: 'WARNING', reason: 'NotFound' },
      { level: 'WARNING', reason: null, text: 'is under way', durationMs: null },
    ],
  });
});

test('a part whose parent nobody knows begins a path of its own, and parts in a circle are told once', () => {
  expect(tree(segment('a', { parent_id: 'nobody' }))).toEqual(['0 part a']);
  expect(tree(segment('a', { parent_id: 'b' }), segment('b', { parent_id: 'a' }))).toEqual([
    '0 part a',
    '1 part b',
  ]);
  expect(tree(segment('a', { parent_id: 'a' }))).toEqual(['0 part a']);
});

test('what is no segment is left out, and of nothing there is no path', () => {
  expect(tree(segment('a'), { id: 5 }, { id: 'b', start_time: 'now' })).toEqual(['0 part a']);
  expect(path()).toBeNull();
});

test('at most 500 steps are answered, and it is said how many are not', () => {
  const many = Array.from({ length: 600 }, (_, index) => segment(`s${index}`));
  expect(path(...many)).toMatchObject({ omitted: 100 });
  expect(path(...many)!.steps).toHaveLength(500);
});
