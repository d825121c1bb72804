import { WebSocket } from 'ws';
import { describe, expect, test } from 'vitest';
import { createInbox } from '../../support/createInbox.ts';
import { credentials, openSocket } from '../../support/subscriber.ts';
import { chat, SCHEMA } from './chat.ts';
import { givenCloud } from './givenCloud.ts';

/** A client with several subscriptions on one connection, and every frame that it gets. */
async function givenClient(cloud: { realtimeUrl: string; describe(): { apiKey: string | null } }) {
  const endpoint = {
    realtimeUrl: cloud.realtimeUrl,
    authorization: { 'x-api-key': String(cloud.describe().apiKey) },
  };
  const socket = openSocket(endpoint);
  const frames = createInbox<any>('a frame');
  socket.on('message', (text: Buffer) => {
    const frame = JSON.parse(text.toString());
    if (frame.type !== 'ka') frames.put(frame);
  });
  await new Promise((resolve) => socket.once('open', resolve));
  const send = (frame: object) => socket.send(JSON.stringify(frame));
  send({ type: 'connection_init' });
  expect(await frames.next()).toMatchObject({ type: 'connection_ack' });
  return {
    frames,
    async subscribe(id: string, query: string) {
      const extensions = { authorization: credentials(endpoint) };
      send({ id, type: 'start', payload: { data: JSON.stringify({ query }), extensions } });
      expect(await frames.next()).toEqual({ id, type: 'start_ack' });
    },
    isOpen: () => socket.readyState === WebSocket.OPEN,
    close: () => socket.terminate(),
  };
}

const SAY = 'mutation { say(text: "hi") { text word by } }';
const data = (id: string, onSay: object) => ({ id, type: 'data', payload: { data: { onSay } } });

describe('an open subscription', () => {
  test('lives through changes of resolvers, functions and the schema, and gets what they publish', async () => {
    const { cloud, graphql, update } = await givenCloud({ Chat: chat() });
    const client = await givenClient(cloud);
    await client.subscribe('a', 'subscription { onSay { word } }');
    for (const word of ['first', 'second']) {
      await update({ Chat: chat({ word, answer: `'${word}'` }) });
      await graphql(SAY);
      expect(await client.frames.next()).toEqual(data('a', { word }));
    }
    await update({
      Chat: chat({ word: 'third', schema: SCHEMA.replace('by: String', 'by: String at: String') }),
    });
    await graphql(SAY);
    expect(await client.frames.next()).toEqual(data('a', { word: 'third' }));
    await client.subscribe('b', 'subscription { onSay { at } }');
    client.close();
  });

  test('ends with the error of its document where the schema has no place for it, and others on its connection go on', async () => {
    const { cloud, graphql, update } = await givenCloud({ Chat: chat() });
    const client = await givenClient(cloud);
    await client.subscribe('word', 'subscription { onSay { word } }');
    await client.subscribe('by', 'subscription { onSay { by } }');

    await update({ Chat: chat({ schema: SCHEMA.replace('by: String', '') }) });
    expect(await client.frames.next()).toMatchObject({
      id: 'by',
      type: 'error',
      payload: { errors: [{ message: expect.stringContaining("Field 'by' in type 'Saying' is undefined") }] },
    });
    await graphql('mutation { say(text: "hi") { word } }');
    expect(await client.frames.next()).toEqual(data('word', { word: 'said' }));

    const { Say: _, Shout: __, ...Resources } = chat({ schema: 'type Query { nothing: String }' }).Resources;
    await update({ Chat: { Resources } });
    expect(await client.frames.next()).toMatchObject({ id: 'word', type: 'error' });
    expect(client.isOpen()).toBe(true);
    client.close();
  });

  test('follows the mutations that its field names now', async () => {
    const { cloud, graphql, update } = await givenCloud({ Chat: chat() });
    const client = await givenClient(cloud);
    await client.subscribe('a', 'subscription { onSay { word } }');
    await update({ Chat: chat({ schema: SCHEMA.replace('@aws_subscribe(mutations: ["say"])', '') }) });
    await graphql(SAY);
    await update({ Chat: chat({ word: 'again' }) });
    await graphql(SAY);
    expect(await client.frames.next()).toEqual(data('a', { word: 'again' }));
    client.close();
  });

  test('ends with its connection where the API is gone', async () => {
    const { cloud, update, subscribe } = await givenCloud({ Chat: chat() });
    const subscriber = await subscribe('subscription { onSay { word } }');
    await update({ Chat: { Resources: {} } });
    await expect(subscriber.next()).rejects.toThrow('closed with 1001');
    expect(cloud.services.appsync.apis()).toEqual([]);
  });
});

describe('a request under way', () => {
  test('ends with the code that it began with', async () => {
    const slow = "new Promise((resolve) => setTimeout(() => resolve('old'), 20_000))";
    const more = (answer: string) => ({
      Shouter: {
        ...chat().Resources.Shouter,
        Properties: {
          ...chat().Resources.Shouter.Properties,
          Timeout: 100,
          Code: { ZipFile: `exports.handler = async () => ${answer}` },
        },
      },
    });
    const { cloud, graphql, update, feed } = await givenCloud({ Chat: chat({ more: more(slow) }) });
    const began = new Promise<void>((resolve) => {
      const end = cloud.world.feed.subscribe((record) => {
        if (record.kind !== 'log' || !record.line.includes('begun')) return;
        end();
        resolve();
      });
    });
    await update({ Chat: chat({ more: more(`(console.log('begun'), ${slow})`) }) });
    const answer = graphql('mutation { shout }');
    await began;
    await update({ Chat: chat({ more: more("'new'") }) });
    expect(await graphql('mutation { shout }')).toEqual({ data: { shout: 'new' } });
    await cloud.advance(20_000);
    expect(feed.filter(({ kind }) => kind === 'invocation')).toMatchObject([
      { outcome: 'succeeded' },
      { outcome: 'succeeded', durationMs: 20_000 },
    ]);
    expect(await answer).toEqual({ data: { shout: 'old' } });
  });
});
