import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { get as getTls } from 'node:https';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createOriginPolicy } from '../../../local/adapters/createOriginPolicy.ts';
import { serveGraphql, type GraphqlServer } from '../../../local/adapters/serveGraphql.ts';
import { OperatorError } from '../../../local/platform/errors.ts';
import { createInbox } from '../../support/createInbox.ts';
import { openSocket, subscribeWithWs } from '../../support/subscriber.ts';
import { API_KEY, createChat } from '../services/appsync/realtime/createChat.ts';

const chat = createChat();
const authorization = { 'x-api-key': API_KEY };
let server: GraphqlServer;
beforeAll(async () => {
  const hello = async ({ path }: { path: string }) =>
    path === '/hello' ? { status: 200, headers: {}, body: Buffer.from([0, 255]) } : undefined;
  server = await serveGraphql({ ...chat, port: 0, host: '127.0.0.1', routes: [hello] });
});
afterAll(() => server.close());

const post = (body: string, headers: Record<string, string> = authorization) =>
  fetch(server.url, { method: 'POST', headers, body });
const hail = (text: string) => post(JSON.stringify({ query: `mutation { post(text: "${text}") { text } }` }));

describe('HTTP', () => {
  test('answers an operation', async () => {
    const answer = await post('{"query":"{ motto }"}');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json;charset=UTF-8');
    expect(await answer.json()).toEqual({ data: { motto: 'be brief' } });
  });

  test('refuses a body of more than 1 MB', async () => {
    expect((await post('x'.repeat(1024 * 1024 + 1))).status).toBe(413);
    expect((await post('{"query":"{ motto }"}')).status).toBe(200);
  });

  test('serves other routes too, bytes included', async () => {
    const answer = await fetch(server.url.replace('/graphql', '/hello'));
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array([0, 255]));
  });

  test.each(['/', '/nothing', '/graphql/other', `/${'x'.repeat(26)}/graphql`])(
    'answers 404 at %s',
    async (path) => {
      const answer = await fetch(server.url.replace('/graphql', path), { method: 'POST' });
      expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([
        404,
        'UnknownOperationException',
      ]);
    },
  );
});

describe('WebSocket', () => {
  test('delivers what mutations publish, in order', async () => {
    const subscription = await subscribeWithWs(
      { ...server, authorization },
      'subscription { onPost { text } }',
    );
    for (const text of ['1', '2', '3']) await hail(text);
    const received = [await subscription.next(), await subscription.next(), await subscription.next()];
    expect(received.map(({ data }) => data.onPost.text)).toEqual(['1', '2', '3']);
    await subscription.close();
  });

  test('sends a subscriber the reason why it may not subscribe', async () => {
    const wrong = { ...server, authorization: { 'x-api-key': 'da2-wrong' } };
    await expect(subscribeWithWs(wrong, 'subscription { onPost { text } }')).rejects.toThrow(
      /UnauthorizedException/,
    );
    await expect(subscribeWithWs({ ...server, authorization }, 'subscription { onNothing }')).rejects.toThrow(
      /FieldUndefined/,
    );
  });

  test('uses TLS on the other port', async () => {
    const realtimeUrl = `${server.tlsUrl.replace('https', 'wss')}/realtime`;
    const subscription = await subscribeWithWs(
      { realtimeUrl, authorization, ca: server.certificate },
      'subscription { onPost { text } }',
    );
    await hail('secret');
    expect(await subscription.next()).toEqual({ data: { onPost: { text: 'secret' } } });
    await subscription.close();
  });

  test('sends a client with wrong credentials the reason before it closes the socket', async () => {
    const socket = openSocket({ ...server, authorization: { 'x-api-key': 'da2-wrong' } });
    const frames = createInbox<any>('connection_error');
    socket.on('message', (text) => frames.put(JSON.parse((text as Buffer).toString())));
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    const [code] = await once(socket, 'close');
    expect(await frames.next()).toMatchObject({
      type: 'connection_error',
      payload: { errors: [{ errorCode: 401 }] },
    });
    expect(code).toBe(1008);
  });

  test('refuses an upgrade without graphql-ws, and one on another path', async () => {
    const refusal = async (url: string) => {
      const socket = new WebSocket(url, { headers: authorization });
      const [error] = await once(socket, 'error');
      return (error as Error).message;
    };
    expect(await refusal(server.realtimeUrl)).toContain('400');
    expect(await refusal(server.realtimeUrl.replace('/realtime', '/elsewhere'))).toContain('404');
  });

  test('accepts only text', async () => {
    const socket = openSocket({ ...server, authorization });
    socket.on('open', () => socket.send(Buffer.from('{}')));
    expect(await once(socket, 'close')).toMatchObject([1003, {}]);
  });
});

describe('TLS', () => {
  test('the certificate is valid for localhost and both loopback addresses', async () => {
    for (const host of ['localhost', '127.0.0.1']) {
      const url = server.tlsUrl.replace('127.0.0.1', host).replace('/graphql', '/hello');
      const [response] = await once(getTls(url, { ca: server.certificate, family: 4 }), 'response');
      expect(response.statusCode).toBe(200);
      response.resume();
    }
    expect(new (await import('node:crypto')).X509Certificate(server.certificate).checkIP('::1')).toBe('::1');
  });
});

test('the certificate of an exposed server is valid for its further names', async () => {
  const policy = createOriginPolicy({ host: '127.0.0.1', allowedHosts: ['front.test'] });
  const named = await serveGraphql({ ...chat, port: 0, host: '127.0.0.1', policy });
  const certificate = new (await import('node:crypto')).X509Certificate(named.certificate);
  expect(certificate.checkHost('front.test')).toBe('front.test');
  await named.close();
});

describe('a port that is taken', () => {
  const occupy = async (port: number) => {
    const occupant = createServer().listen(port, '127.0.0.1');
    await once(occupant, 'listening');
    return occupant;
  };

  test('is reported in one line that says what to do', async () => {
    const occupant = await occupy(0);
    const { port } = occupant.address() as AddressInfo;
    const serving = serveGraphql({ ...chat, port, host: '127.0.0.1' });
    await expect(serving).rejects.toThrow(OperatorError);
    await expect(serving).rejects.toThrow(
      `Port ${port} for the GraphQL endpoint is taken: stop what listens there, or set PORT to another (0 picks a free one).`,
    );
    occupant.close();
  });

  test('closes the plain port too if the taken one is the TLS port', async () => {
    const occupant = await occupy(0);
    const { port } = occupant.address() as AddressInfo;
    await expect(serveGraphql({ ...chat, port: port - 1, host: '127.0.0.1' })).rejects.toThrow(/TLS/);
    await expect(fetch(`http://127.0.0.1:${port - 1}/graphql`)).rejects.toThrow();
    occupant.close();
  });
});
