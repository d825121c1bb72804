import { describe, expect, test } from 'vitest';
import { connectTo, join, WITH_KEY, type Client } from './connectTo.ts';
import { createChat } from './createChat.ts';

const ON_POST = 'subscription { onPost { text } }';
const KIB = 1024;

/** Sends a `start` whose data has these members, and returns the answer. */
async function start(client: Client, id: unknown, data: object) {
  await client.say({
    id,
    type: 'start',
    payload: { data: JSON.stringify(data), extensions: { authorization: WITH_KEY } },
  });
  return client.frames.at(-1);
}

const acknowledged = { type: 'start_ack' };
const refused = (errorType: string) => ({ type: 'error', payload: { errors: [{ errorType }] } });

describe('a start', () => {
  test.each([[[]], ['text'], [1], [true]])('with the variables %j is refused', async (variables) => {
    const client = await join(createChat());
    expect(await start(client, 'a', { query: ON_POST, variables })).toEqual({
      type: 'error',
      id: 'a',
      payload: {
        errors: [
          {
            errorType: 'MalformedHttpRequestException',
            message: 'Variables for GraphQL operation must be a JSON object.',
            errorCode: 400,
          },
        ],
      },
    });
  });

  test.each([[[]], [{}], [7]])('with the operation name %j is refused', async (operationName) => {
    const client = await join(createChat());
    expect(await start(client, 'a', { query: ON_POST, operationName })).toMatchObject(
      refused('MalformedHttpRequestException'),
    );
  });

  test.each([1, null, {}, 'x'.repeat(129)])('with an id such as %j is not supported', async (id) => {
    const client = await join(createChat());
    expect(await start(client, id, { query: ON_POST })).toMatchObject(refused('UnsupportedOperation'));
    expect(client.frames.at(-1)).not.toHaveProperty('id');
  });
});

test('subscriptions that are stopped while they start count until their resolvers end', async () => {
  const chat = createChat({ beforeSubscribing: () => new Promise(() => undefined) });
  const client = await join(chat);
  const starting = async (id: string) => void client.start(id, ON_POST);
  for (let at = 0; at < 200; at++) {
    await starting(`${at}`);
    await client.say({ type: 'stop', id: `${at}` });
  }
  await client.start('one more', ON_POST);
  expect(client.frames.at(-1)).toMatchObject(refused('LimitExceededError'));
});

describe('the operations of all subscriptions', () => {
  const padded = (characters: number) => ({ query: ON_POST, pad: 'x'.repeat(characters) });

  test('take at most 1 MiB on one connection', async () => {
    const client = await join(createChat());
    expect(await start(client, 'a', padded(600 * KIB))).toMatchObject(acknowledged);
    expect(await start(client, 'b', padded(600 * KIB))).toMatchObject(refused('LimitExceededError'));
    await client.say({ type: 'stop', id: 'a' });
    expect(await start(client, 'b', padded(600 * KIB))).toMatchObject(acknowledged);
  });

  test('take at most 16 MiB together', async () => {
    const chat = createChat();
    const clients: Client[] = [];
    for (let at = 0; at < 16; at++) {
      const client = await join(chat);
      expect(await start(client, 'a', padded(1000 * KIB))).toMatchObject(acknowledged);
      clients.push(client);
    }
    const late = await join(chat);
    expect(await start(late, 'a', padded(1000 * KIB))).toMatchObject(refused('LimitExceededError'));
    clients[0]!.connection.closed();
    expect(await start(late, 'a', padded(1000 * KIB))).toMatchObject(acknowledged);
  });

  test('have different documents of at most 1 MiB', async () => {
    const chat = createChat();
    const document = (name: string) => ({ query: `${ON_POST} #${name.repeat(600 * KIB)}` });
    const [first, second, third] = [await join(chat), await join(chat), await join(chat)];
    expect(await start(first, 'a', document('a'))).toMatchObject(acknowledged);
    expect(await start(second, 'a', document('a'))).toMatchObject(acknowledged);
    expect(await start(third, 'a', document('b'))).toMatchObject(refused('LimitExceededError'));
    first.connection.closed();
    expect(await start(third, 'a', document('b'))).toMatchObject(refused('LimitExceededError'));
    second.connection.closed();
    expect(await start(third, 'a', document('b'))).toMatchObject(acknowledged);
  });
});

test('a selection that repeats a large field costs the publisher nothing', async () => {
  const chat = createChat();
  const client = await join(chat);
  const aliases = Array.from({ length: 2900 }, (_, at) => `a${at}: text`).join(' ');
  await client.start('a', `subscription { onPost { ${aliases} } }`);
  const text = 'x'.repeat(400 * KIB);
  const answer = await chat.run('mutation ($text: String) { post(text: $text) { text } }', { text });
  expect(answer).toEqual({ data: { post: { text } } });
  expect(chat.feed.at(-1)).toMatchObject({ kind: 'failure', code: 'SubscriptionPayloadTooLarge' });
  expect(client.frames.at(-1)).toEqual({ type: 'start_ack', id: 'a' });
});

test('a client may connect and leave as often as it likes', async () => {
  const chat = createChat();
  for (let at = 0; at < 300; at++) {
    const client = (await connectTo(chat)) as Client;
    await client.say({ type: 'connection_init' });
    await client.start('a', ON_POST);
    client.connection.closed();
  }
  await chat.run('mutation { post(text: "hi") { text } }');
  expect(chat.feed).toEqual([]);
});
