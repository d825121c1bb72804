import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { testCall } from '../../support/serveActions.ts';
import { type Backend, deathOf, invoke, startBackend } from '../startBackend.ts';

type Consumer = import('../../../lambda-fns/platform/eachRecord.ts').Consumer<{ id: string }>;
type Handle = (message: { id: string }) => Promise<string>;

let backend: Backend;
let step: (
  handle: Handle,
  more?: Partial<Consumer>,
) => ReturnType<typeof import('../../../lambda-fns/platform/eachRecord.ts').eachRecord>;
let PermanentError: typeof import('../../../lambda-fns/platform/errors.ts').PermanentError;
let RetryableError: typeof import('../../../lambda-fns/platform/errors.ts').RetryableError;

beforeEach(async () => {
  backend = await startBackend();
  await load();
});

const load = async () => {
  vi.resetModules();
  const { eachRecord } = await import('../../../lambda-fns/platform/eachRecord.ts');
  ({ PermanentError } = await import('../../../lambda-fns/platform/errors.ts'));
  ({ RetryableError } = await import('../../../lambda-fns/platform/errors.ts'));
  const schema = z.strictObject({ id: z.string() });
  step = (handle, more) =>
    eachRecord({ step: 'work', schema, entityType: 'thing', entityIdPaths: ['id'], handle, ...more });
};
afterEach(() => {
  vi.restoreAllMocks();
  return backend.close();
});

const consume = async (handle: Handle, ...bodies: unknown[]) => {
  for (const body of bodies) await backend.send(body);
  return invoke(step(handle), await backend.receiveEvent());
};

test('only the message that throws goes back to the queue', async () => {
  const handled: string[] = [];
  const answer = await consume(
    async ({ id }) => {
      if (id === 'bad') throw new Error('no');
      handled.push(id);
      return 'done';
    },
    { id: 'one' },
    { id: 'bad' },
    { id: 'two' },
  );
  expect(handled).toEqual(['one', 'two']);
  expect(answer.batchItemFailures).toHaveLength(1);
  expect(await backend.deadLetters()).toEqual([]);
});

describe('a batch', () => {
  /** The most that were worked on at once, each for as long as Node needs to begin all it can. */
  const atOnce = async (more?: Partial<Consumer>) => {
    let [underWay, most] = [0, 0];
    const handle = async () => {
      most = Math.max(most, ++underWay);
      await new Promise(setImmediate);
      underWay--;
      return 'done';
    };
    for (const id of ['one', 'two', 'three']) await backend.send({ id });
    await invoke(step(handle, more), await backend.receiveEvent());
    return most;
  };

  test('is worked on one message after the other', async () => expect(await atOnce()).toBe(1));

  test('of independent messages is worked on all at once', async () =>
    expect(await atOnce({ independent: true })).toBe(3));

  test('of independent messages that share rows is worked on at once, but for those of one row', async () => {
    let most = 0;
    const seen: string[] = [];
    const underWay = new Set<string>();
    const handle: Handle = async ({ id }) => {
      expect(underWay).not.toContain(id);
      underWay.add(id);
      seen.push(id);
      most = Math.max(most, underWay.size);
      await new Promise(setImmediate);
      underWay.delete(id);
      return 'done';
    };
    for (const id of ['one', 'two', 'one', 'one', 'two']) await backend.send({ id });
    const shared = step(handle, { independent: true, sharedRowPath: 'id' });
    expect(await invoke(shared, await backend.receiveEvent())).toEqual({ batchItemFailures: [] });
    expect([most, seen.sort()]).toEqual([2, ['one', 'one', 'one', 'two', 'two']]);
  });

  test('of independent messages returns those that throw to the queue, and no other', async () => {
    const handle: Handle = async ({ id }) => {
      if (id === 'two') throw new Error('no');
      return 'done';
    };
    for (const id of ['one', 'two', 'three']) await backend.send({ id });
    const event = await backend.receiveEvent();
    const answer = await invoke(step(handle, { independent: true }), event);
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: event.Records[1]!.messageId }]);
  });
});

const longest = [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900];

test.each([
  ['at most', 1 - 2 ** -53, longest],
  ['at least half of', 0, longest.map((seconds) => seconds / 2)],
])('a message that comes back waits %s twice as long each time, and 15 minutes', async (_, drawn, rests) => {
  vi.spyOn(Math, 'random').mockReturnValue(drawn);
  process.env.GIVE_UP_AFTER_DELIVERIES = '12';
  const Attributes = { RedrivePolicy: '' };
  await backend.queueActions.SetQueueAttributes!({ QueueUrl: backend.queueUrl, Attributes }, testCall);
  await load();
  const fail = async () => {
    throw new Error('no');
  };
  await backend.send({ id: 'a' });
  for (const rest of rests) {
    await invoke(step(fail), await backend.receiveEvent());
    await backend.world.clock.advance(rest * 1000 - 1);
    expect((await backend.receiveEvent()).Records).toEqual([]);
    await backend.world.clock.advance(1);
  }
  expect((await backend.receiveEvent()).Records).toHaveLength(1);
});

test('a message comes back even where its back-off cannot be set', async () => {
  backend.queueActions.ChangeMessageVisibility = async () => {
    throw new AwsError('AccessDeniedException', 'No');
  };
  const answer = await consume(
    async () => {
      throw new Error('no');
    },
    { id: 'a' },
  );
  expect(answer.batchItemFailures).toHaveLength(1);
});

describe('the ninth delivery that fails', () => {
  /** Delivers a message until it was often enough. */
  const exhaust = async (handle: Handle) => {
    await backend.send({ id: 'a' });
    for (let delivery = 1; delivery <= 9; delivery++) {
      expect(await backend.deadLetters()).toEqual([]);
      const { batchItemFailures } = await invoke(step(handle), await backend.receiveEvent());
      expect(batchItemFailures).toHaveLength(delivery < 9 ? 1 : 0);
      await backend.world.clock.advance(900_000);
    }
  };
  const letter = (code: string, reason: string) => [
    {
      Body: '{"id":"a"}',
      MessageAttributes: {
        ErrorCode: { StringValue: code },
        Reason: { StringValue: reason },
        DeathClass: { StringValue: 'EXHAUSTED' },
        Death: deathOf({ receiveCount: 9 }),
      },
    },
  ];

  test('makes a dead letter, with its reason', async () => {
    await exhaust(async () => Promise.reject(new Error('busy')));
    expect(await backend.deadLetters()).toMatchObject(
      letter('InternalFailure', 'Given up after 9 deliveries: busy'),
    );
  });

  test('has the type of the error', async () => {
    await exhaust(async () => Promise.reject(new RetryableError('StateConflict', 'too early')));
    expect(await backend.deadLetters()).toMatchObject(
      letter('StateConflict', 'Given up after 9 deliveries: too early'),
    );
  });
});

test('where the ninth delivery is killed, the tenth makes the dead letter and says why', async () => {
  await backend.send({ id: 'a' });
  const fail: Handle = async () => Promise.reject(new Error('busy'));
  for (let delivery = 1; delivery <= 10; delivery++) {
    const event = await backend.receiveEvent();
    if (delivery !== 9) await invoke(step(fail), event);
    await backend.world.clock.advance(900_000);
  }
  expect(await backend.deadLetters()).toMatchObject([
    { MessageAttributes: { Reason: { StringValue: 'Given up after 10 deliveries: busy' } } },
  ]);
});

describe('a dead letter', () => {
  const refuse = (message: string) => async () => {
    throw new PermanentError('StateConflict', message);
  };

  test('keeps the body byte for byte', async () => {
    const body = ' {"id" :\t"ä\\u0041"}\n';
    await consume(refuse('no'), body);
    expect(await backend.deadLetters()).toMatchObject([{ Body: body }]);
  });

  test.each([
    ['\u0000\u0001bad', '??bad'],
    ['x'.repeat(2000), 'x'.repeat(500)],
    ['', 'unknown'],
  ])('says its reason in what SQS takes: %j', async (reason, said) => {
    await consume(refuse(reason), { id: 'a' });
    expect(await backend.deadLetters()).toMatchObject([
      { MessageAttributes: { Reason: { StringValue: said }, ErrorCode: { StringValue: 'StateConflict' } } },
    ]);
  });

  test('says how often it was delivered', async () => {
    await backend.send({ id: 'a' });
    await backend.receiveEvent();
    await backend.world.clock.advance(60_000);
    await invoke(step(refuse('no')), await backend.receiveEvent());
    expect(await backend.deadLetters()).toMatchObject([
      { MessageAttributes: { Death: deathOf({ receiveCount: 2 }) } },
    ]);
  });

  test('says when it was sent, and when it was received first', async () => {
    await backend.send({ id: 'a' });
    await backend.world.clock.advance(1_500);
    await backend.receiveEvent();
    await backend.world.clock.advance(60_000);
    await invoke(step(refuse('no')), await backend.receiveEvent());
    expect(await backend.deadLetters()).toMatchObject([
      {
        MessageAttributes: {
          Death: deathOf({
            sentOn: '2030-01-01T00:00:00.000Z',
            firstReceivedOn: '2030-01-01T00:00:01.500Z',
          }),
        },
      },
    ]);
  });
});
