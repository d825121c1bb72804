import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { testCall } from '../../support/serveActions.ts';
import { type Backend, deathOf, invoke, startBackend } from '../startBackend.ts';

type Unfinished = import('../../../lambda-fns/platform/eachRecord.ts').Unfinished;
type Handle = (message: { id: string }) => Promise<string | Unfinished>;

let backend: Backend;
let handled: string[];
let work: (
  handle: Handle,
) => ReturnType<typeof import('../../../lambda-fns/platform/eachRecord.ts').eachRecord>;
let refuse: Handle;

beforeEach(async () => {
  backend = await startBackend();
  // One clock for SQS and the worker. `advance` moves both.
  vi.useFakeTimers({ toFake: ['Date'], now: backend.world.clock.now() });
  vi.resetModules();
  const { eachRecord } = await import('../../../lambda-fns/platform/eachRecord.ts');
  const { PermanentError } = await import('../../../lambda-fns/platform/errors.ts');
  const schema = z.strictObject({ id: z.string() });
  handled = [];
  work = (handle) =>
    eachRecord({
      step: 'work',
      schema,
      entityType: 'thing',
      entityIdPaths: ['id'],
      handle: (message) => {
        handled.push(message.id);
        return handle(message);
      },
    });
  refuse = async () => {
    throw new PermanentError('StateConflict', 'no');
  };
});
afterEach(() => {
  vi.useRealTimers();
  return backend.close();
});

const advance = async (ms: number) => {
  await backend.world.clock.advance(ms);
  vi.setSystemTime(backend.world.clock.now());
};

/** Delivers what the queue has until it has nothing to deliver; returns how many deliveries of messages that was. */
const drain = async (handle: Handle) => {
  let deliveries = 0;
  for (;;) {
    const event = await backend.receiveEvent();
    if (event.Records.length === 0) return deliveries;
    deliveries += event.Records.length;
    await invoke(work(handle), event);
  }
};

const act = (action: string, input: object) => backend.queueActions[action]!(input, testCall);

/** AWS's own way home. */
const startMove = async () => {
  await act('StartMessageMoveTask', { SourceArn: 'arn:aws:sqs:us-east-1:000000000000:dead' });
  await advance(0);
};

/** The only dead letter, taken from its queue. */
const takeLetter = async () => {
  const [letter, ...others] = await backend.deadLetters();
  expect(others).toEqual([]);
  await act('DeleteMessage', { QueueUrl: backend.deadLetterUrl, ReceiptHandle: letter.ReceiptHandle });
  return letter;
};

const sendHome = ({ Body, MessageAttributes }: any, more = {}) =>
  act('SendMessage', {
    QueueUrl: backend.queueUrl,
    MessageBody: Body,
    MessageAttributes: { ...MessageAttributes, ...more },
  });

const stringOf = (value: object) => ({ DataType: 'String', StringValue: JSON.stringify(value) });

const redriveOf = (count: number, more = {}) =>
  stringOf({ runId: 'run-1', count, by: 'ann', on: '2030-01-01T00:00:00.000Z', ...more });

const redriveIn = ({ MessageAttributes }: any) => JSON.parse(MessageAttributes.Redrive.StringValue);

test('SQS itself moves a letter, so that its own move knows the way home', async () => {
  await backend.send({ id: 'a' });
  expect(await drain(refuse)).toBe(1 + 10);
  expect(handled).toEqual(['a']);
  expect(await backend.deadLetters()).toMatchObject([
    {
      Body: '{"id":"a"}',
      Attributes: { DeadLetterQueueSourceArn: 'arn:aws:sqs:us-east-1:000000000000:work' },
      MessageAttributes: {
        DeathClass: { StringValue: 'PERMANENT' },
        EntityType: { StringValue: 'thing' },
        Death: deathOf({ diedOn: '2030-01-01T00:00:00.000Z', codeVersion: 'c0de' }),
      },
    },
  ]);
});

test('a letter on its way does not hold up the messages of its batch', async () => {
  await backend.send({ id: 'bad' });
  await invoke(work(refuse), await backend.receiveEvent());
  await backend.send({ id: 'good' });
  const event = await backend.receiveEvent();
  const dying = event.Records.find(({ messageAttributes }) => messageAttributes['Death'])!;
  const answer = await invoke(
    work(async () => 'done'),
    event,
  );
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: dying.messageId }] });
  expect(handled).toEqual(['bad', 'good']);
});

test('a letter that cannot be returned at once waits for its queue’s own timeout', async () => {
  await backend.send({ id: 'a' });
  await invoke(work(refuse), await backend.receiveEvent());
  backend.queueActions.ChangeMessageVisibilityBatch = async () => {
    throw new AwsError('AccessDeniedException', 'No');
  };
  const answer = await invoke(work(refuse), await backend.receiveEvent());
  expect(answer.batchItemFailures).toHaveLength(1);
  expect((await backend.receiveEvent()).Records).toEqual([]);
  await advance(60_000);
  expect((await backend.receiveEvent()).Records).toHaveLength(1);
});

test('a letter whose dead letter queue is gone is delivered more and more slowly', async () => {
  await act('DeleteQueue', { QueueUrl: backend.deadLetterUrl });
  await backend.send({ id: 'a' });
  expect(await drain(refuse)).toBe(1 + 11);
  await advance(400_000);
  expect((await backend.receiveEvent()).Records).toEqual([]);
  await advance(500_000);
  expect(await drain(refuse)).toBe(1);
  expect(handled).toEqual(['a']);
});

describe('a letter that SQS’s own move brought home', () => {
  const dieAndComeHome = async () => {
    await backend.send({ id: 'a' });
    await drain(refuse);
    await advance(6_000);
    await startMove();
  };

  test('is worked on like any message', async () => {
    await dieAndComeHome();
    await drain(async () => 'done');
    expect(handled).toEqual(['a', 'a']);
    expect(await backend.deadLetters()).toEqual([]);
  });

  test('is counted when it dies again, each time', async () => {
    await dieAndComeHome();
    await drain(refuse);
    await advance(6_000);
    await startMove();
    await drain(refuse);
    const letter = await takeLetter();
    expect(redriveIn(letter)).toEqual({
      runId: 'move-task',
      by: 'unknown',
      count: 2,
      on: '2030-01-01T00:00:12.000Z',
    });
    expect(JSON.parse(letter.MessageAttributes.Death.StringValue)).toMatchObject({ redrives: 2, repeats: 2 });
  });
});

describe('a letter that somebody brought home who counts', () => {
  const takeHome = async (redrive: object) => {
    await backend.send({ id: 'a' });
    await drain(refuse);
    await sendHome(await takeLetter(), { Redrive: redrive });
  };

  test('is worked on at once, whatever the clock says', async () => {
    await takeHome(redriveOf(1));
    await drain(async () => 'done');
    expect(handled).toEqual(['a', 'a']);
  });

  test('keeps the count, and who it was, when it dies again', async () => {
    await takeHome(redriveOf(1));
    await drain(refuse);
    expect(redriveIn(await takeLetter())).toMatchObject({ runId: 'run-1', count: 1, by: 'ann' });
    expect(handled).toEqual(['a', 'a']);
  });

  test('keeps them in the message that takes its work further', async () => {
    await takeHome(redriveOf(1));
    await invoke(
      work(async () => ({ outcome: 'half', isUnfinished: true })),
      await backend.receiveEvent(),
    );
    const { Records } = await backend.receiveEvent();
    expect(Records).toMatchObject([
      {
        body: '{"id":"a"}',
        messageAttributes: { Redrive: { stringValue: expect.stringContaining('"run-1"') } },
      },
    ]);
    expect(Records[0]!.messageAttributes).not.toHaveProperty('Death');
  });

  test('has room for its reason, however long its names are', async () => {
    await takeHome(redriveOf(1, { by: 'ann'.repeat(100_000) }));
    await drain(refuse);
    expect(redriveIn(await takeLetter()).by.length).toBe(200);
  });
});

describe('what goes around', () => {
  test('because the clocks of Lambda and SQS are a minute apart is left to SQS after six deaths', async () => {
    vi.setSystemTime(backend.world.clock.now() - 60_000);
    await backend.send({ id: 'a' });
    await drain(refuse);
    expect(handled).toHaveLength(6);
    expect((await takeLetter()).MessageAttributes).toMatchObject({ Death: deathOf({ repeats: 5 }) });
  });

  test('is worked on again when somebody who counts brings it back, or after a quarter of an hour', async () => {
    vi.setSystemTime(backend.world.clock.now() - 60_000);
    await backend.send({ id: 'a' });
    await drain(refuse);
    const letter = await takeLetter();
    await sendHome(letter, { Redrive: redriveOf(9) });
    await drain(async () => 'done');
    expect(handled).toHaveLength(7);
    await advance(16 * 60_000);
    await sendHome(letter);
    await drain(async () => 'done');
    expect(handled).toHaveLength(8);
  });
});

test.each([
  ['no JSON', '{'],
  ['of another shape', '{"diedOn":7}'],
  [
    'of no time',
    JSON.stringify({
      messageId: 'm',
      receiveCount: 1,
      sentOn: '',
      firstReceivedOn: '',
      diedOn: 'x',
      codeVersion: '',
    }),
  ],
])('a message whose `Death` is %s is worked on like any', async (_what, StringValue) => {
  const Death = { DataType: 'String', StringValue };
  await sendHome({ Body: '{"id":"a"}' }, { Death, Redrive: Death });
  await drain(async () => 'done');
  expect(handled).toEqual(['a']);
});

test('a body that was cut at an earlier death keeps the size and the hash of the whole', async () => {
  const body = 'x'.repeat(1_048_576);
  await backend.send(body);
  await drain(refuse);
  const { Body, MessageAttributes } = await takeLetter();
  // With all of its attributes there is no room for one more.
  await sendHome({ Body, MessageAttributes: { Death: MessageAttributes.Death } }, { Redrive: redriveOf(1) });
  await drain(refuse);
  expect((await takeLetter()).MessageAttributes).toMatchObject({
    Death: deathOf({ originalBytes: body.length, redrives: 1 }),
  });
});
