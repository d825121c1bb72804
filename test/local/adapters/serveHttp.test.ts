import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serveHttp, type ServeHttpOptions } from '../../../local/adapters/serveHttp.ts';
import type { HttpRequest } from '../../../local/platform/HttpMessage.ts';

async function serve(options: Partial<ServeHttpOptions>) {
  const handle = async () => ({ status: 200, headers: {}, body: 'hello' });
  const server = await serveHttp({
    handle,
    port: 0,
    host: '127.0.0.1',
    purpose: 'test endpoint',
    variable: 'TEST_PORT',
    ...options,
  });
  onTestFinished(() => server.close());
  return server;
}

describe('a request', () => {
  test('is passed to the handler as a plain object', async () => {
    const seen: HttpRequest[] = [];
    const handle = async (request: HttpRequest) => {
      seen.push(request);
      return { status: 201, headers: { 'x-tint': 'blue' }, body: '' };
    };
    const { url } = await serve({ handle });
    const answer = await fetch(`${url}/a/b?c=d`, {
      method: 'PUT',
      headers: { 'X-Many': 'one' },
      body: 'größe',
    });
    expect([answer.status, answer.headers.get('x-tint')]).toEqual([201, 'blue']);
    expect(seen).toMatchObject([
      { method: 'PUT', path: '/a/b?c=d', headers: { 'x-many': 'one' }, body: 'größe', sourceIp: '127.0.0.1' },
    ]);
  });

  test('with too large a body is refused before it is read completely', async () => {
    const { url } = await serve({ maxBodyBytes: 10 });
    const answer = await fetch(url, { method: 'POST', body: 'x'.repeat(11) });
    expect([answer.status, await answer.json()]).toEqual([
      413,
      { message: 'The request body is larger than 10 bytes.' },
    ]);
  });

  test('that fails is answered with 500, and the error is reported', async () => {
    const failures: unknown[] = [];
    const fault = new Error('a fault of ours');
    const { url } = await serve({
      handle: async () => Promise.reject(fault),
      onError: (error) => failures.push(error),
    });
    const answer = await fetch(url);
    expect([answer.status, await answer.json()]).toEqual([500, { __type: 'InternalFailure' }]);
    expect(failures).toEqual([fault]);
  });

  test('that its client aborts does not affect others', async () => {
    const failures: unknown[] = [];
    const { url, port } = await serve({ onError: (error) => failures.push(error) });
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc');
    socket.destroy();
    await once(socket, 'close');
    expect(await (await fetch(url)).text()).toBe('hello');
    expect(failures).toEqual([]);
  });
});

test('an answer goes out without the headers that HTTP cannot carry', async () => {
  const failures: unknown[] = [];
  const headers = { 'x-good': 'yes', 'x-split': 'a\r\nset-cookie: b', 'x y': 'z' };
  const handle = async () => ({ status: 200, headers, body: 'hello' });
  const { url } = await serve({ handle, onError: (error) => failures.push(error) });
  const answer = await fetch(url);
  expect([answer.status, await answer.text(), answer.headers.get('x-good')]).toEqual([200, 'hello', 'yes']);
  expect([answer.headers.get('x-split'), answer.headers.get('set-cookie')]).toEqual([null, null]);
  expect(failures).toEqual([]);
});

test('closing ends pending requests', async () => {
  const { promise: asked, resolve: arrived } = Promise.withResolvers<void>();
  const handle = () => {
    arrived();
    return new Promise<never>(() => {});
  };
  const server = await serve({ handle });
  const waiting = fetch(server.url).catch(() => 'ended');
  await asked;
  await server.close();
  expect(await waiting).toBe('ended');
});

test('an address that the server cannot listen on is reported in one line', async () => {
  await expect(serve({ host: '192.0.2.1' })).rejects.toThrow(
    /^Cannot listen on 192\.0\.2\.1:0 for the test endpoint: /,
  );
});
