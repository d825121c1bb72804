import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { logLinesOf } from '../logLinesOf.ts';
import { type Backend, invoke, startBackend } from '../startBackend.ts';

type Handle = (message: { id: string }) => Promise<string>;

let backend: Backend;
let PermanentError: typeof import('../../../lambda-fns/platform/errors.ts').PermanentError;
let handlerOf: (
  handle: Handle,
) => ReturnType<typeof import('../../../lambda-fns/platform/eachRecord.ts').eachRecord>;

beforeEach(async () => {
  backend = await startBackend();
  // As it was deployed: it logs.
  process.env.POWERTOOLS_LOG_LEVEL = 'INFO';
  vi.resetModules();
  const { eachRecord } = await import('../../../lambda-fns/platform/eachRecord.ts');
  ({ PermanentError } = await import('../../../lambda-fns/platform/errors.ts'));
  const schema = z.object({ id: z.string() });
  handlerOf = (handle) =>
    eachRecord({ step: 'work', schema, entityType: 'thing', entityIdPaths: ['id'], handle });
});
afterEach(() => backend.close());

describe('the log', () => {
  test.each([
    ['a message that is done', async () => 'done', 'INFO'],
    ['a message that comes back', async () => Promise.reject(new Error('x'.repeat(5000))), 'WARN'],
    [
      'a dead letter',
      async () => Promise.reject(new PermanentError('StateConflict', 'x'.repeat(5000))),
      'ERROR',
    ],
  ])('has one line below 1 KB for %s', async (_what, handle, level) => {
    await backend.send({ id: 'a'.repeat(3000) });
    const event = await backend.receiveEvent();

    const lines = await logLinesOf(() => invoke(handlerOf(handle), event));

    expect(lines).toHaveLength(1);
    expect(Buffer.byteLength(lines[0]!)).toBeLessThan(1024);
    expect(JSON.parse(lines[0]!)).toMatchObject({ level, step: 'work', entityId: 'a'.repeat(64) });
  });
});

test('a message that is delivered again says so first, and a letter on its way says nothing', async () => {
  const linesOf = async (handle: Handle) => {
    const event = await backend.receiveEvent();
    const lines = await logLinesOf(() => invoke(handlerOf(handle), event));
    return lines.map((line) => JSON.parse(line));
  };
  const refuse = async () => Promise.reject(new PermanentError('StateConflict', 'no'));
  vi.useFakeTimers({ toFake: ['Date'], now: backend.world.clock.now() });
  onTestFinished(() => void vi.useRealTimers());
  await backend.send({ id: 'a' });
  const [failed, ...more] = await linesOf(async () => Promise.reject(new Error('busy')));
  expect([failed.message, more]).toEqual(['to be tried again', []]);

  await backend.world.clock.advance(60_000);
  vi.setSystemTime(backend.world.clock.now());
  const [again, dead] = await linesOf(refuse);
  const subject = { messageId: failed.messageId, entityType: 'thing', entityId: 'a', step: 'work' };
  expect(again).toMatchObject({ level: 'WARN', message: 'delivered again', receiveCount: 2, ...subject });
  expect(dead).toMatchObject({
    level: 'ERROR',
    message: 'dead letter',
    deathClass: 'PERMANENT',
    errorCode: 'StateConflict',
    ...subject,
  });
  expect(await linesOf(refuse)).toEqual([]);
});

test('of every message of a batch that is delivered again a line comes before the first is worked on', async () => {
  const busy = async () => Promise.reject(new Error('busy'));
  for (const id of ['a', 'b', 'c']) await backend.send({ id });
  await logLinesOf(async () => invoke(handlerOf(busy), await backend.receiveEvent()));
  await backend.world.clock.advance(60_000);
  const event = await backend.receiveEvent();
  const said = await logLinesOf(() => invoke(handlerOf(busy), event));
  const words = said.map((line) => JSON.parse(line)).map(({ message, entityId }) => `${entityId} ${message}`);
  expect(words.slice(0, 4)).toEqual([
    'a delivered again',
    'b delivered again',
    'c delivered again',
    'a to be tried again',
  ]);
});

describe('the trace a message belongs to', () => {
  const TRACE = '1-697dee40-0123456789abcdef01234567';
  /** As SQS has it of whoever sent the message here. */
  const SENDERS = '1-00000000-000000000000000000000000';

  /** The trace in each line of log and in each dead letter of one message. */
  const tracesOf = async (body: object, handle: Handle) => {
    await backend.send(body);
    const event = await backend.receiveEvent();
    const lines = await logLinesOf(() => invoke(handlerOf(handle), event));
    const letters = await backend.deadLetters();
    return [
      ...lines.map((line) => JSON.parse(line).traceId),
      ...letters.map(({ MessageAttributes }: any) => MessageAttributes.TraceId.StringValue),
    ];
  };

  const done = async () => 'done';
  const refuse = async () => {
    throw new PermanentError('NotFound', 'No such thing');
  };
  const event = { id: 'one', detail: { traceId: TRACE } };

  test.each<[string, object, Handle, string[]]>([
    ['its event names it', event, done, [TRACE]],
    ['its event names it, and it becomes a dead letter', event, refuse, [TRACE, TRACE]],
    ['an event of an earlier version names none', { id: 'one', detail: { traceId: '' } }, done, [SENDERS]],
    ['it is no event', { id: 'one' }, refuse, [SENDERS, SENDERS]],
    ['it names what is no trace', { id: 'one', detail: { traceId: `${TRACE}\n` } }, done, [SENDERS]],
    ['it names no text', { id: 'one', detail: { traceId: { S: TRACE } } }, done, [SENDERS]],
  ])('is in its lines of log and its dead letter: %s', async (_what, body, handle, traces) => {
    expect(await tracesOf(body, handle)).toEqual(traces);
  });
});
