import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { serveGraphql, type GraphqlServer } from '../../../local/adapters/serveGraphql.ts';
import { createUpgrade } from '../../../local/adapters/webSockets.ts';
import { withDeadline } from '../../support/deadline.ts';
import { credentials, openSocket, subscribeWithWs } from '../../support/subscriber.ts';
import { API_KEY, createChat } from '../services/appsync/realtime/createChat.ts';

const chat = createChat();
const authorization = { 'x-api-key': API_KEY };
let server: GraphqlServer;
beforeAll(async () => {
  server = await serveGraphql({ ...chat, port: 0, host: '127.0.0.1' });
});
afterAll(() => server.close());

const ON_POST = 'subscription { onPost { text } }';
const POST = 'mutation ($text: String) { post(text: $text) { text } }';
const KIB = 1024;

/** A socket with a live subscription. */
async function joined(endpoint: object = {}): Promise<WebSocket> {
  const whole = { ...server, ...endpoint, authorization };
  const socket = openSocket(whole);
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  const payload = {
    data: JSON.stringify({ query: ON_POST }),
    extensions: { authorization: credentials(whole) },
  };
  const ready = new Promise((resolve) =>
    socket.on('message', (text) => (text as Buffer).toString().includes('start_ack') && resolve(undefined)),
  );
  socket.send(JSON.stringify({ type: 'start', id: 'a', payload }));
  await withDeadline(ready, 'start_ack');
  return socket;
}

describe('a client that subscribes and stops reading', () => {
  test.each(['plain', 'TLS'])('is closed with 1008 over a %s socket, and others get all', async (kind) => {
    const tls = { realtimeUrl: server.tlsUrl.replace('https', 'wss') + '/realtime', ca: server.certificate };
    const slow = await joined(kind === 'TLS' ? tls : {});
    const fast = await subscribeWithWs({ ...server, authorization }, ON_POST);
    const slowConsumers = () =>
      chat.feed.filter((record) => record.kind === 'failure' && record.code === 'SlowConsumer').length;
    const before = slowConsumers();
    slow.pause();
    const text = 'x'.repeat(200 * KIB);
    // The system's own buffers take the first of them.
    let posts = 0;
    for (; slowConsumers() === before && posts < 500; posts++) {
      await chat.run(POST, { text });
      await fast.next();
    }
    expect(posts).toBeLessThan(200);
    const closed = once(slow, 'close');
    slow.resume();
    const [code] = await withDeadline(closed, 'the slow socket to close');
    expect(code).toBe(1008);
    await fast.close();
  });
});

test('a client that keeps its side open after a refused upgrade is let go', async () => {
  const timeouts: [number, () => void][] = [];
  const setTimeout = (ms: number, task: () => void) => timeouts.push([ms, task]);
  const refusal = { status: 404, headers: {}, body: '' };
  const { upgrade } = createUpgrade({ connect: async () => refusal, onError() {} });
  const socket = new PassThrough();
  const request = { method: 'GET', path: '/', headers: {}, body: '', sourceIp: '' };
  await upgrade(request, { socket: { setTimeout } } as unknown as IncomingMessage, socket, Buffer.alloc(0));
  expect([timeouts.length, timeouts[0]![0], socket.destroyed]).toEqual([1, 1000, false]);
  timeouts[0]![1]();
  expect(socket.destroyed).toBe(true);
});

/** A text frame of a client, masked with zeros. */
const frame = (opcode: number, payload: Buffer, final: boolean) => {
  const head =
    payload.length < 126
      ? Buffer.from([(final ? 0x80 : 0) | opcode, 0x80 | payload.length])
      : Buffer.from([(final ? 0x80 : 0) | opcode, 0x80 | 126, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([head, Buffer.alloc(4), payload]);
};

describe('a client that breaks the protocol is closed', () => {
  const TEXT = 1;
  const CONTINUATION = 0;
  const letter = Buffer.from('x');
  const cases: [string, Buffer[], number][] = [
    [
      'a message in 65 pieces',
      [frame(TEXT, letter, false), ...Array<Buffer>(64).fill(frame(CONTINUATION, letter, false))],
      1008,
    ],
    ['invalid UTF-8', [frame(TEXT, Buffer.from([0xc3, 0x28]), true)], 1007],
    ['an unknown opcode', [frame(5, letter, true)], 1002],
    ['a compressed frame', [Buffer.from([0xc1, 0x81, 0, 0, 0, 0, 0x61])], 1002],
    ['a binary frame', [frame(2, letter, true)], 1003],
    ['a length above 1 MiB', [Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 0x10, 0, 1, 0, 0, 0, 0])], 1009],
  ];
  test.each(cases)('%s', async (_name, sent, code) => {
    const socket = openSocket({ ...server, authorization });
    await once(socket, 'open');
    // The socket below a `WebSocket` is not part of its type.
    const raw = (socket as unknown as { _socket: Socket })._socket;
    raw.write(Buffer.concat(sent));
    const [closedWith] = await withDeadline(once(socket, 'close'), 'the socket to close');
    expect(closedWith).toBe(code);
  });
});

test('compression is not offered', async () => {
  const header = Buffer.from(JSON.stringify(credentials({ ...server, authorization }))).toString('base64url');
  const socket = new WebSocket(server.realtimeUrl, ['graphql-ws', `header-${header}`], {
    perMessageDeflate: true,
  });
  await once(socket, 'open');
  expect(socket.extensions).toBe('');
  socket.terminate();
});
