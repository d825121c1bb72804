import { describe, expect, test } from 'vitest';
import { connectTo, join, type Client } from './connectTo.ts';
import { createChat } from './createChat.ts';

const ON_POST = 'subscription { onPost { text } }';
const POST = 'mutation ($text: String) { post(text: $text) { text } }';
const MIB = 1024 * 1024;
const dataOf = (client: Client) => client.frames.filter(({ type }) => type === 'data');
const failures = ({ feed }: ReturnType<typeof createChat>) =>
  feed.flatMap((record) => (record.kind === 'failure' ? [record.code] : []));

async function subscriberOf(chat: ReturnType<typeof createChat>): Promise<Client> {
  const client = await join(chat);
  await client.start('a', ON_POST);
  return client;
}

describe('a client for which more than 8 MiB wait', () => {
  test('is closed with 1008, and its subscriptions end', async () => {
    const chat = createChat();
    const [slow, fast] = [await subscriberOf(chat), await subscriberOf(chat)];
    slow.setWaiting(8 * MIB);
    await chat.run(POST, { text: 'still' });
    expect(slow.closedWith()).toBeUndefined();
    slow.setWaiting(8 * MIB + 1);
    await chat.run(POST, { text: 'last' });
    await chat.run(POST, { text: 'later' });
    expect(slow.closedWith()).toEqual({ code: 1008, reason: 'Slow consumer' });
    expect([dataOf(slow).length, dataOf(fast).length]).toEqual([2, 3]);
    expect(failures(chat)).toEqual(['SlowConsumer']);
  });

  test('is closed also if what waits are answers to its own frames', async () => {
    const client = await join(createChat());
    client.setWaiting(8 * MIB + 1);
    await client.say({ type: 'nonsense' });
    expect(client.closedWith()?.code).toBe(1008);
  });
});

describe('when more than 64 MiB wait for all clients together', () => {
  test('those for which most waits are ended at once', async () => {
    const chat = createChat();
    const clients: Client[] = [];
    for (let each = 1; each <= 12; each++) {
      const client = await subscriberOf(chat);
      client.setWaiting(5 * MIB + each);
      clients.push(client);
    }
    await chat.run(POST, { text: 'hi' });
    expect(clients.filter(({ wasTerminated }) => wasTerminated())).toEqual([]);
    const largest = await subscriberOf(chat);
    largest.setWaiting(7 * MIB);
    await chat.run(POST, { text: 'hi' });
    expect(largest.wasTerminated()).toBe(true);
    expect(clients.filter(({ wasTerminated }) => wasTerminated())).toEqual([]);
  });

  test('those that have read meanwhile stay', async () => {
    const chat = createChat();
    const clients: Client[] = [];
    for (let each = 1; each <= 20; each++) {
      const client = await subscriberOf(chat);
      client.setWaiting(6 * MIB);
      await client.say({ type: 'connection_init' });
      client.setWaiting(0);
      clients.push(client);
    }
    expect(clients.filter(({ wasTerminated }) => wasTerminated())).toEqual([]);
  });
});

describe('a client that reads nothing for a minute', () => {
  test('is closed with 1008', async () => {
    const chat = createChat();
    const client = await subscriberOf(chat);
    client.setWaiting(1);
    await chat.world.clock.advance(60_000);
    expect(client.closedWith()).toEqual({ code: 1008, reason: 'Slow consumer' });
  });

  test('stays open if it reads a little', async () => {
    const chat = createChat();
    const client = await subscriberOf(chat);
    for (let minute = 0; minute < 3; minute++) {
      client.setWaiting(1000, 1);
      await chat.world.clock.advance(60_000);
    }
    expect(client.closedWith()).toBeUndefined();
  });
});

test('a client that sends no connection_init is closed after 30 seconds', async () => {
  const chat = createChat();
  const [silent, polite] = [(await connectTo(chat)) as Client, await join(chat)];
  await chat.world.clock.advance(29_999);
  expect(silent.closedWith()).toBeUndefined();
  await chat.world.clock.advance(1);
  expect(silent.closedWith()).toEqual({ code: 1008, reason: 'Connection initialisation timeout' });
  expect(polite.closedWith()).toBeUndefined();
});

test('the 5,001st connection is refused until another has ended', async () => {
  const chat = createChat();
  const first = (await connectTo(chat)) as Client;
  for (let open = 1; open < 5000; open++) await connectTo(chat);
  expect(await connectTo(chat)).toMatchObject({ status: 429 });
  first.connection.closed();
  expect(await connectTo(chat)).not.toHaveProperty('status');
});

test('a client that leaves takes its timers and subscriptions along', async () => {
  const chat = createChat();
  const before = chat.world.clock.scheduled();
  for (let clients = 0; clients < 50; clients++) (await subscriberOf(chat)).connection.closed();
  expect(chat.world.clock.scheduled()).toBe(before);
});
