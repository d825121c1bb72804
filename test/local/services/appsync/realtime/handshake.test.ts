import { describe, expect, test } from 'vitest';
import { API_KEY, createChat } from './createChat.ts';
import { connectTo, join, subprotocolOf, WITH_KEY, type Client } from './connectTo.ts';

describe('handshake', () => {
  const base64 = Buffer.from(JSON.stringify(WITH_KEY)).toString('base64');
  const accepted = {
    'a subprotocol': { headers: { 'sec-websocket-protocol': subprotocolOf(WITH_KEY) } },
    'a query parameter': {
      path: `/graphql/realtime?header=${encodeURIComponent(base64)}&payload=e30=`,
      headers: { 'sec-websocket-protocol': 'graphql-ws' },
    },
    'an unescaped query parameter': {
      path: `/graphql/realtime?header=${base64}&payload=e30=`,
      headers: { 'sec-websocket-protocol': 'graphql-ws' },
    },
    'plain headers': { headers: { 'sec-websocket-protocol': 'graphql-ws', 'x-api-key': API_KEY } },
  };
  test.each(Object.entries(accepted))('credentials are taken from %s', async (_where, upgrade) => {
    const client = await join(createChat(), upgrade);
    expect(client.connection.subprotocol).toBe('graphql-ws');
    expect(client.frames).toEqual([{ type: 'connection_ack', payload: { connectionTimeoutMs: 300000 } }]);
  });

  test('a client that does not offer graphql-ws is refused before the upgrade', async () => {
    const answer = await connectTo(createChat(), { headers: { 'x-api-key': API_KEY } });
    expect(answer).toMatchObject({
      status: 400,
      headers: { 'x-amzn-errortype': 'SubProtocolNotSupportedError' },
    });
  });

  test.each([
    [
      'a wrong key',
      subprotocolOf({ 'x-api-key': 'da2-wrong' }),
      'UnauthorizedException',
      'You are not authorized to make this call.',
      401,
    ],
    ['no credential', 'graphql-ws', 'UnauthorizedException', 'Valid authorization header not provided.', 401],
    [
      'no JSON',
      'graphql-ws, header-bWVvdw',
      'BadRequestException',
      'The header is not a base64 encoded JSON object.',
      400,
    ],
  ])(
    '%s is answered with connection_error, then closed',
    async (_what, subprotocol, errorType, message, errorCode) => {
      const client = (await connectTo(createChat(), {
        headers: { 'sec-websocket-protocol': subprotocol },
      })) as Client;
      expect(client.frames).toEqual([]);
      await client.say({ type: 'connection_init' });
      expect(client.frames).toEqual([
        { type: 'connection_error', payload: { errors: [{ errorType, message, errorCode }] } },
      ]);
      expect(client.closedWith()).toEqual({ code: 1008, reason: errorType });
    },
  );

  test('a refused client that sends nothing gets the error and is closed after 15 seconds', async () => {
    const chat = createChat();
    const client = (await connectTo(chat, { headers: { 'sec-websocket-protocol': 'graphql-ws' } })) as Client;
    await chat.world.clock.advance(15_000);
    expect(client.frames).toHaveLength(1);
    expect(client.closedWith()?.code).toBe(1008);
  });
});
