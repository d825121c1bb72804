import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serveHttp, type ServeHttpOptions } from '../../../local/adapters/serveHttp.ts';
import { OperatorError } from '../../../local/platform/errors.ts';
import type { HttpRequest } from '../../../local/platform/HttpMessage.ts';
import { withDeadline } from '../../support/deadline.ts';
import { turn } from '../../../local/platform/Activity.ts';

async function serve(options: Partial<ServeHttpOptions> = {}) {
  const failures: unknown[] = [];
  const server = await serveHttp({
    handle: async ({ path, body }) => ({ status: 200, headers: {}, body: `${path} ${body}` }),
    port: 0,
    host: '127.0.0.1',
    purpose: 'test endpoint',
    variable: 'TEST_PORT',
    onError: (error) => failures.push(error),
    ...options,
  });
  onTestFinished(() => server.close());
  const open = async (text = '') => {
    const socket = connect(server.port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(text);
    return socket;
  };
  /** Everything that the server says until it ends the connection. */
  const say = async (text: string) => until(await open(text));
  return { ...server, failures, open, say };
}

const until = (socket: Socket) =>
  withDeadline(
    new Promise<string>((resolve) => {
      let said = '';
      socket.on('data', (chunk) => (said += String(chunk)));
      socket.on('close', () => resolve(said));
    }),
    'the end of a connection',
  );

const next = async (socket: Socket) => String((await withDeadline(once(socket, 'data'), 'an answer'))[0]);
const ended = (socket: Socket) => withDeadline(once(socket.resume(), 'close'), 'the end of a connection');

const get = (target: string, ...headers: string[]) =>
  [`GET ${target} HTTP/1.1`, 'host: localhost', 'connection: close', ...headers, '', ''].join('\r\n');
const post = (...headers: string[]) =>
  ['POST / HTTP/1.1', 'host: localhost', ...headers, '', ''].join('\r\n');

describe('a request target', () => {
  test.each([
    ['//', 200],
    ['///', 200],
    ['/a%20b', 200],
    ['/?%E0%A4%A', 200],
    ['http://localhost/a?b=c', 200],
    ['/%E0%A4%A', 400],
    ['/%', 400],
    ['*', 400],
    ['a', 400],
    ['ftp://localhost/', 400],
    ['http://', 400],
    ['http://localhost:99999/', 400],
    ['http://evil.example/', 421],
  ])('%s is answered with %d', async (target, status) => {
    const { say, failures } = await serve();
    expect(await say(get(target))).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(failures).toEqual([]);
  });

  test('that is a URL reaches the handler as a path', async () => {
    const { say } = await serve();
    expect(await say(get('http://localhost/a?b=c'))).toMatch(/\r\n\/a\?b=c $/);
  });

  test('of any bytes is no fault of the server', async () => {
    const { say, failures } = await serve();
    const bytes = fc.stringMatching(/^[!-~]{1,40}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          bytes,
          bytes.map((text) => `/${text}`),
        ),
        async (target) => {
          expect(await say(get(target))).toMatch(/^HTTP\/1.1 (200|400|421) /);
        },
      ),
      { numRuns: 300 },
    );
    expect(failures).toEqual([]);
  });
});

test.each([
  ['without a Host', 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
  ['of HTTP/1.0 without a Host', 'GET / HTTP/1.0\r\n\r\n', 400],
  ['with two Hosts', get('/', 'Host: evil.example'), 400],
  ['with an encoded body', post('content-encoding: gzip', 'content-length: 1'), 415],
  ['that declares too large a body', post('content-length: 99999999', 'expect: 100-continue'), 413],
  ['that asks for another HTTP with its first request', get('/', 'upgrade: h2c', 'connection: upgrade'), 200],
  ['with two lengths', post('content-length: 1', 'content-length: 2'), 400],
  ['with a length and chunks', post('content-length: 1', 'transfer-encoding: chunked'), 400],
  ['with large headers', get('/', `x-large: ${'x'.repeat(20_000)}`), 431],
  ['with a broken header', get('/', 'x y: z'), 400],
  ['of no method', 'FLY / HTTP/1.1\r\nhost: localhost\r\n\r\n', 400],
  ['of another protocol', '\x16\x03\x01\x02\x00\x01\x00', 400],
])('a request %s is refused or answered: %#', async (_what, text, status) => {
  const { say, failures } = await serve();
  const answer = await say(text);
  expect(answer.replace(/^HTTP\/1.1 100 Continue\r\n\r\n/, '')).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).not.toMatch(/node:|\.ts|Error:/);
  expect(failures).toEqual([]);
});

describe('a body', () => {
  const chunked = (...chunks: string[]) =>
    post('transfer-encoding: chunked', 'connection: close') +
    chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('');

  test('of very many chunks is read whole', async () => {
    const { say } = await serve();
    const text = 'a'.repeat(5000);
    expect(await say(`${chunked(...text)}0\r\n\r\n`)).toContain(text);
  });

  test('of more chunks than may be is refused', async () => {
    const { say } = await serve({ maxBodyBytes: 100 });
    expect(await say(chunked('a'.repeat(60), 'b'.repeat(60)))).toMatch(/^HTTP\/1.1 413 /);
  });

  test('of broken chunks ends its connection alone', async () => {
    const { say, url, failures } = await serve();
    expect(await say(`${chunked('abc')}nonsense\r\n`)).toMatch(/^(HTTP\/1.1 400 |$)/);
    expect((await fetch(url)).status).toBe(200);
    expect(failures).toEqual([]);
  });

  test('that would not fit into memory beside the others is refused, small ones are not', async () => {
    const { open, say, url } = await serve({ limits: { maxBodiesBytes: 300_000 } });
    const half = `${post('content-length: 400000')}${'x'.repeat(200_000)}`;
    const waiting = await open(half);
    // The server has read the first one as far as it goes once it answers this.
    while (
      (await say(`${post('content-length: 200000', 'connection: close')}${'x'.repeat(200_000)}`)).includes(
        ' 200 ',
      )
    );
    const refused = await say(half);
    expect(refused).toMatch(/^HTTP\/1.1 503 /);
    expect(refused).toContain('Too many large requests');
    expect((await fetch(url, { method: 'POST', body: 'small' })).status).toBe(200);
    waiting.destroy();
    const large = () => fetch(url, { method: 'POST', body: 'x'.repeat(250_000) });
    while ((await large()).status !== 200);
  });
});

describe('a slow client', () => {
  const quick = { connectionsCheckingInterval: 10, headersTimeout: 50, requestTimeout: 100 };

  test('that does not finish its head is told so, and ended', async () => {
    const { say } = await serve({ limits: quick });
    expect(await say('GET / HTTP/1.1\r\nhost: localh')).toMatch(/^HTTP\/1.1 408 /);
  });

  test('that does not finish its body is ended', async () => {
    const { say, failures } = await serve({ limits: quick });
    expect(await say(`${post('content-length: 10')}abc`)).toMatch(/^HTTP\/1.1 408 /);
    expect(failures).toEqual([]);
  });

  test('that says nothing at all is ended', async () => {
    const { open } = await serve({ limits: quick });
    await ended(await open());
  });

  const large = { handle: async () => ({ status: 200, headers: {}, body: Buffer.alloc(16 * 1024 * 1024) }) };

  test('that does not take its answer is ended', async () => {
    const { open } = await serve({ ...large, limits: { stallTimeout: 50 } });
    const socket = await open(get('/'));
    socket.pause();
    // Whoever writes to a connection that the other side has ended is told so, without reading.
    while (!socket.destroyed) {
      socket.write('x');
      await turn();
    }
  });

  test('makes room for a later one if answers that nobody takes are too large together', async () => {
    const { open, url } = await serve({ ...large, limits: { maxUnsentBytes: 20 * 1024 * 1024 } });
    const first = await open(get('/'));
    first.pause();
    const asked = await open(get('/'));
    asked.pause();
    expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(16 * 1024 * 1024);
    first.resume();
    const said = await until(first);
    expect(said.length).toBeLessThan(16 * 1024 * 1024);
  });
});

describe('connections', () => {
  test('beyond the limit end the one that has waited longest, and none that is being answered', async () => {
    const asked = Promise.withResolvers<void>();
    const decided = Promise.withResolvers<void>();
    const handle = async ({ path }: HttpRequest) => {
      if (path === '/slow') {
        asked.resolve();
        await decided.promise;
      }
      return { status: 200, headers: {}, body: path };
    };
    const { open } = await serve({ handle, limits: { maxConnections: 3 } });
    const busy = await open(get('/slow'));
    await asked.promise;
    const [longest, other] = [await open(), await open()];
    const newest = await open(get('/new'));
    await ended(longest);
    expect(await next(newest)).toContain('/new');
    other.write(get('/other'));
    expect(await next(other)).toContain('/other');
    decided.resolve();
    expect(await next(busy)).toContain('/slow');
  });

  test('that are all being answered let no other in', async () => {
    const asked = Promise.withResolvers<void>();
    const handle = async () => {
      asked.resolve();
      return new Promise<never>(() => undefined);
    };
    const { open } = await serve({ handle, limits: { maxConnections: 1 } });
    await open(get('/'));
    await asked.promise;
    await ended(await open(get('/')));
  });

  test('with more requests than may wait for answers are ended', async () => {
    const handle = () => new Promise<never>(() => undefined);
    const { open } = await serve({ handle, limits: { maxPipelined: 3 } });
    const request = get('/').replace('connection: close\r\n', '');
    await ended(await open(request.repeat(4)));
  });

  test('that pipeline requests get their answers in order', async () => {
    const { say } = await serve();
    const [first, second] = ['/1', '/2'].map((path) => get(path).replace('connection: close\r\n', ''));
    expect(await say(`${first}${second}${get('/3')}`)).toMatch(/\/1 [^]*\/2 [^]*\/3 /);
  });
});

test('what only the operator can mend is answered with 503, without a path, and reported once', async () => {
  const fault = new OperatorError('The disk of somewhere/data is full.');
  const { url, failures } = await serve({ handle: async () => Promise.reject(fault) });
  for (let time = 0; time < 3; time++) {
    const answer = await fetch(url);
    expect([answer.status, await answer.json()]).toEqual([
      503,
      {
        __type: 'ServiceUnavailableException',
        message: 'The service cannot store anything now. Its operator sees why.',
      },
    ]);
  }
  expect(failures).toEqual([fault]);
});
