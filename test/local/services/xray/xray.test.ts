import {
  BatchGetTracesCommand,
  GetTraceSummariesCommand,
  PutTraceSegmentsCommand,
  XRayClient,
} from '@aws-sdk/client-xray';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveAwsEndpoint } from '../../../support/serveAwsEndpoint.ts';

let served: Awaited<ReturnType<typeof serveAwsEndpoint>>;
let xray: XRayClient;
beforeAll(async () => {
  served = await serveAwsEndpoint();
  xray = new XRayClient(served.settings);
});
afterAll(async () => {
  xray.destroy();
  await served.close();
});

/** An id of a trace, by a number. */
const traceId = (number: number) => `1-5b2f0000-${String(number).padStart(24, '0')}`;

const segment = (number: number, members: object = {}) =>
  JSON.stringify({
    ...{ trace_id: traceId(number), id: '0000000000000001', name: 'shop' },
    ...{ start_time: 1000 + number, end_time: 1000.5 + number, ...members },
  });

const put = (...TraceSegmentDocuments: string[]) =>
  xray.send(new PutTraceSegmentsCommand({ TraceSegmentDocuments }));
const get = async (...numbers: number[]) =>
  (await xray.send(new BatchGetTracesCommand({ TraceIds: numbers.map(traceId) }))).Traces!;

test('a segment that is sent is found by its trace, and one that is sent again takes its place', async () => {
  const running = segment(1, { end_time: undefined, in_progress: true });
  expect((await put(running, segment(1, { id: '0000000000000002' }))).UnprocessedTraceSegments).toEqual([]);
  await put(segment(1));
  const [trace, ...others] = await get(1, 99);
  expect(others).toEqual([]);
  expect(trace).toMatchObject({ Id: traceId(1), Duration: 0.5, LimitExceeded: false });
  expect(trace!.Segments).toEqual([
    { Id: '0000000000000001', Document: segment(1) },
    { Id: '0000000000000002', Document: segment(1, { id: '0000000000000002' }) },
  ]);
});

test.each<[string, string, string]>([
  ['no JSON', '{', 'ParseError'],
  ['no id', segment(2, { id: 'x' }), 'InvalidSegment'],
  ['no end, and is not under way', segment(2, { end_time: undefined }), 'InvalidSegment'],
  ['more than 64 kB', segment(2, { metadata: { long: 'x'.repeat(70_000) } }), 'SegmentTooLarge'],
])('a document that has %s is not taken', async (_, document, ErrorCode) => {
  expect((await put(document)).UnprocessedTraceSegments).toMatchObject([{ ErrorCode }]);
  expect(await get(2)).toEqual([]);
});

test('more than five traces, and none, are refused', async () => {
  await expect(get(1, 2, 3, 4, 5, 6)).rejects.toMatchObject({ name: 'InvalidRequestException' });
  await expect(get()).rejects.toMatchObject({ name: 'InvalidRequestException' });
});

test('summaries are of the traces that began in a time', async () => {
  await put(segment(5, { fault: true }), segment(6));
  const { TraceSummaries } = await xray.send(
    new GetTraceSummariesCommand({ StartTime: new Date(1_005_000), EndTime: new Date(1_006_000) }),
  );
  expect(TraceSummaries).toMatchObject([{ Id: traceId(5), Duration: 0.5, HasFault: true, IsPartial: false }]);
});

test('two hundred traces are kept, and of one a thousand segments', async () => {
  for (let batch = 0; batch < 21; batch++)
    await put(...Array.from({ length: 10 }, (_, index) => segment(1000 + batch * 10 + index)));
  expect(await get(1000, 1009)).toEqual([]);
  expect(await get(1010, 1209)).toHaveLength(2);
  const many = Array.from({ length: 1010 }, (_, index) =>
    segment(7, { id: index.toString(16).padStart(16, '0') }),
  );
  for (let sent = 0; sent < many.length; sent += 50) await put(...many.slice(sent, sent + 50));
  const [trace] = await get(7);
  expect(trace!.Segments).toHaveLength(1000);
});

test('eight megabytes are kept of all together', async () => {
  const long = { metadata: { text: 'x'.repeat(60_000) } };
  for (let batch = 0; batch < 5; batch++)
    await put(...Array.from({ length: 30 }, (_, index) => segment(3000 + batch * 30 + index, long)));
  expect(await get(3000)).toEqual([]);
  expect(await get(3149)).toHaveLength(1);
});
