import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { serveGraphql, type GraphqlServer } from '../../../local/adapters/serveGraphql.ts';
import type { AppSync } from '../../../local/services/appsync/AppSync.ts';
import { withDeadline } from '../../support/deadline.ts';
import { openSocket } from '../../support/subscriber.ts';
import { API_KEY, createChat } from '../services/appsync/realtime/createChat.ts';
import { subprotocolOf, WITH_KEY } from '../services/appsync/realtime/connectTo.ts';

const chat = createChat();
const authorization = { 'x-api-key': API_KEY };

const serve = (appsync: Partial<AppSync> = {}) =>
  serveGraphql({ ...chat, appsync: { ...chat.appsync, ...appsync }, port: 0, host: '127.0.0.1' });

const stopped = (server: GraphqlServer) => withDeadline(server.close(), 'the end of the server');

/** A client that has requested a WebSocket and writes whatever the test wants. */
function ask({ realtimeUrl }: GraphqlServer): Socket {
  const { hostname, port, pathname } = new URL(realtimeUrl);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  const headers = {
    host: hostname,
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    'sec-websocket-protocol': subprotocolOf(WITH_KEY),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`GET ${pathname} HTTP/1.1\r\n${lines.join('')}\r\n`);
  return socket;
}

/** A client whose upgrade the server has accepted. */
async function join(server: GraphqlServer): Promise<Socket> {
  const socket = ask(server);
  expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 101 /);
  return socket;
}

test('every client gets a close frame', async () => {
  const server = await serve();
  const socket = openSocket({ ...server, authorization });
  await once(socket, 'open');
  const closed = once(socket, 'close');
  await stopped(server);
  expect(await closed).toMatchObject([1001, {}]);
  await expect(fetch(server.url)).rejects.toThrow();
});

test('a client that reconnects at once is refused, even while another is still closing', async () => {
  const server = await serve();
  const leaving = await join(server);
  const eager = openSocket({ ...server, authorization });
  await once(eager, 'open');
  const again = once(eager, 'close').then(() => {
    const socket = new WebSocket(server.realtimeUrl, eager.protocol, { headers: authorization });
    return Promise.race([once(socket, 'open').then(() => 'let in'), once(socket, 'error')]);
  });
  const end = stopped(server);
  expect(await again).toMatchObject([{ code: 'ECONNREFUSED' }]);
  leaving.destroy();
  await end;
});

test('a client that answers with nonsense does not make it fail', async () => {
  const server = await serve();
  const socket = await join(server);
  // This frame is not masked, although a client's frames must be.
  socket.on('data', () => socket.write(Buffer.from([0x81, 0x01, 0x78])));
  await stopped(server);
});

test('an upgrade that is still being authorized does not delay it and is refused', async () => {
  const { promise: asked, resolve: arrived } = Promise.withResolvers<void>();
  const decision = Promise.withResolvers<void>();
  const server = await serve({
    async connect(...request) {
      arrived();
      await decision.promise;
      return chat.appsync.connect(...request);
    },
  });
  const socket = ask(server);
  const said: string[] = [];
  socket.on('data', (text) => said.push(String(text)));
  const ended = once(socket, 'close');
  await asked;
  await stopped(server);
  decision.resolve();
  await ended;
  expect(said).toEqual([]);
});

test('an upgrade that is authorized while others are closing is refused', async () => {
  const { promise: asked, resolve: arrived } = Promise.withResolvers<void>();
  const decision = Promise.withResolvers<void>();
  let waits = false;
  const server = await serve({
    async connect(...request) {
      if (waits) {
        arrived();
        await decision.promise;
      }
      return chat.appsync.connect(...request);
    },
  });
  const leaving = await join(server);
  waits = true;
  const late = ask(server);
  await asked;
  const end = stopped(server);
  decision.resolve();
  expect(String((await once(late, 'data'))[0])).toMatch(/^HTTP\/1.1 503 /);
  leaving.destroy();
  await end;
});
