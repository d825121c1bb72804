import { describe, expect, test } from 'vitest';
import { API_KEY, createChat, NEW_YEAR } from './createChat.ts';
import { connectTo, join, WITH_KEY, type Client } from './connectTo.ts';

const ON_POST = 'subscription { onPost { text } }';
const HOUR = 3600_000;
const ofType = (client: Client, type: string) => client.frames.filter((frame) => frame.type === type);

describe('connection', () => {
  test('is kept alive at once and every 60 seconds', async () => {
    const chat = createChat();
    const client = await join(chat);
    expect(client.keepAlives()).toBe(1);
    await chat.world.clock.advance(180_000);
    expect(client.keepAlives()).toBe(4);
  });

  test('outlives the credential it was opened with, but not 24 hours', async () => {
    const chat = createChat();
    chat.appsync.api('chat')!.apiKeys.set(API_KEY, { expires: NEW_YEAR / 1000 + 60 });
    const client = await join(chat);
    await client.start('a', ON_POST);
    await chat.world.clock.advance(23 * HOUR);
    expect(client.closedWith()).toBeUndefined();
    await chat.world.clock.advance(HOUR);
    expect(client.closedWith()).toEqual({ code: 1001, reason: 'Connection lifetime is over' });
  });

  test('frames before connection_init are ignored, and the feed shows it', async () => {
    const chat = createChat();
    const client = (await connectTo(chat)) as Client;
    await client.start('a', ON_POST);
    expect(client.frames).toEqual([]);
    expect(chat.feed).toMatchObject([{ kind: 'failure', code: 'NotAcknowledged' }]);
  });

  test.each(['meow', '[]', '{"id":"a"}', '{"type":"toString"}', '{"type":"publish"}'])(
    '%s is not supported',
    async (text) => {
      const client = await join(createChat());
      await client.connection.receive(text);
      expect(ofType(client, 'error')).toMatchObject([
        {
          payload: {
            errors: [
              {
                errorType: 'UnsupportedOperation',
                message: 'unknown not supported through the realtime channel',
              },
            ],
          },
        },
      ]);
    },
  );

  test('closing the service ends every connection', async () => {
    const chat = createChat();
    const client = await join(chat);
    await chat.appsync.close();
    expect(client.closedWith()?.code).toBe(1001);
  });
});

describe('start', () => {
  test('is acknowledged once the subscription receives publications', async () => {
    const chat = createChat();
    const client = await join(chat);
    await client.start('a', ON_POST);
    await chat.run('mutation { post(text: "hi") { text } }');
    expect(client.frames.slice(1)).toEqual([
      { type: 'start_ack', id: 'a' },
      { type: 'data', id: 'a', payload: { data: { onPost: { text: 'hi' } } } },
    ]);
  });

  test('is authenticated by its own credentials', async () => {
    const client = await join(createChat());
    await client.start('a', ON_POST, {}, { 'x-api-key': 'da2-wrong' });
    await client.start('b', ON_POST, {}, {});
    expect(client.frames.slice(1)).toEqual([
      {
        type: 'error',
        id: 'a',
        payload: {
          errors: [
            {
              errorType: 'UnauthorizedException',
              message: 'You are not authorized to make this call.',
              errorCode: 401,
            },
          ],
        },
      },
      {
        type: 'error',
        id: 'b',
        payload: {
          errors: [
            {
              errorType: 'UnauthorizedException',
              message: 'Valid authorization header not provided.',
              errorCode: 401,
            },
          ],
        },
      },
    ]);
  });

  test('passes custom headers on, and not those of the socket', async () => {
    const chat = createChat();
    const client = await join(chat);
    await client.start('a', ON_POST, {}, { ...WITH_KEY, 'X-Tint': 'blue' });
    expect(chat.requests[0]!.headers).toEqual({
      'x-api-key': API_KEY,
      host: 'example.com',
      'x-tint': 'blue',
    });
  });

  test('that meets a fault of ours learns only that; the feed shows the cause', async () => {
    const chat = createChat();
    const client = await join(chat);
    await client.start('a', 'subscription fault { onPost { text } }');
    const error = { errorType: 'InternalFailure', message: 'Internal failure', errorCode: 500 };
    expect(client.frames[1]).toEqual({ type: 'error', id: 'a', payload: { errors: [error] } });
    expect(chat.feed).toMatchObject([
      { kind: 'failure', message: expect.stringContaining('a fault of ours') },
    ]);
    expect(client.closedWith()).toBeUndefined();
  });

  test('is answered with the errors of its document', async () => {
    const client = await join(createChat());
    await client.start('a', 'subscription { onNothing }');
    expect(client.frames[1]).toMatchObject({
      type: 'error',
      id: 'a',
      payload: { errors: [{ message: expect.stringContaining('onNothing') }] },
    });
  });

  test.each([
    ['mutation { post { text } }', 'mutation'],
    ['{ motto }', 'query'],
  ])('%s does not go through the realtime channel', async (query, word) => {
    const client = await join(createChat());
    await client.start('a', query);
    expect(client.frames[1].payload.errors).toEqual([
      { errorType: 'UnsupportedOperation', message: `${word} not supported through the realtime channel` },
    ]);
  });

  test.each([undefined, {}, { data: 'meow' }, { data: {} }, { data: '{}' }])(
    'a payload of %j is not supported',
    async (payload) => {
      const client = await join(createChat());
      await client.say({ id: 'a', type: 'start', payload });
      expect(client.frames[1]).toMatchObject({
        type: 'error',
        id: 'a',
        payload: { errors: [{ errorType: 'UnsupportedOperation' }] },
      });
    },
  );

  test('refuses an id in use and a 201st subscription', async () => {
    const client = await join(createChat());
    for (let at = 0; at < 200; at++) await client.start(`s${at}`, ON_POST);
    await client.start('s0', ON_POST);
    await client.start('s200', ON_POST);
    expect(ofType(client, 'start_ack')).toHaveLength(200);
    expect(ofType(client, 'error').map((frame) => frame.payload.errors[0])).toEqual([
      { errorType: 'DuplicatedOperationError', message: 'Duplicated operation id s0' },
      { errorType: 'MaxSubscriptionsReachedError', message: 'Max number of 200 subscriptions reached' },
    ]);
  });
});

describe('stop', () => {
  test('is answered with complete, and nothing is delivered afterwards', async () => {
    const chat = createChat();
    const client = await join(chat);
    await client.start('a', ON_POST);
    await client.say({ type: 'stop', id: 'a' });
    await chat.run('mutation { post(text: "hi") { text } }');
    expect(client.frames.at(-1)).toEqual({ type: 'complete', id: 'a' });
  });

  test('of a subscription that is still starting cancels it and frees its id', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const chat = createChat({ beforeSubscribing: () => promise });
    const client = await join(chat);
    const starting = [client.start('a', ON_POST)];
    await client.say({ type: 'stop', id: 'a' });
    starting.push(client.start('a', ON_POST));
    resolve();
    await Promise.all(starting);
    expect(client.frames.slice(1)).toEqual([
      { type: 'complete', id: 'a' },
      { type: 'start_ack', id: 'a' },
    ]);
  });

  test('of an unknown id is no error', async () => {
    const client = await join(createChat());
    await client.say({ type: 'stop', id: 'never' });
    expect(client.frames.at(-1)).toEqual({ type: 'complete', id: 'never' });
  });

  test('a closed socket receives nothing more', async () => {
    const chat = createChat();
    const client = await join(chat);
    await client.start('a', ON_POST);
    client.connection.closed();
    await chat.run('mutation { post(text: "hi") { text } }');
    expect(ofType(client, 'data')).toEqual([]);
    expect(chat.feed.filter(({ kind }) => kind === 'delivery')).toEqual([]);
  });
});
