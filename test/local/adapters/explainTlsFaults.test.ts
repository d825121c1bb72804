import { once } from 'node:events';
import http from 'node:http';
import { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import tls from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveGraphql, type GraphqlServer } from '../../../local/adapters/serveGraphql.ts';
import { createWorld } from '../../../local/platform/World.ts';
import type { FeedRecord } from '../../../local/platform/Feed.ts';
import type { AppSync } from '../../../local/services/appsync/AppSync.ts';
import { createInbox } from '../../support/createInbox.ts';

const world = createWorld({ seed: 1, frozenAt: Date.UTC(2030, 0, 1) });
const failures = createInbox<FeedRecord & { kind: 'failure' }>('a failure');
let server: GraphqlServer;
beforeAll(async () => {
  world.feed.subscribe((record) => record.kind === 'failure' && failures.put(record));
  const appsync = { apis: () => [], api: () => undefined } as unknown as AppSync;
  server = await serveGraphql({ world, appsync, port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  world.clock.stop();
});

/** Connects by TLS, and returns the code of the error that ends it. */
const shakeHands = (url: string, options: tls.ConnectionOptions = {}) =>
  new Promise<unknown>((resolve) => {
    const socket = tls.connect({ host: '127.0.0.1', port: Number(new URL(url).port), ...options });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    socket.on('secureConnect', () => socket.end(() => resolve('connected')));
  });

/** Begins a handshake, and answers the server's part of it with a fatal alert. */
async function refuseCertificate(alert: number) {
  const socket = connectTcp(server.tlsUrl);
  const hello = new Duplex({ read() {}, write: (bytes, _, done) => socket.write(bytes, done) });
  tls.connect({ socket: hello, maxVersion: 'TLSv1.2' }).on('error', () => {});
  await once(socket, 'data');
  socket.write(Buffer.from([21, 3, 3, 0, 2, 2, alert]));
}

const connectTcp = (url: string) => new Socket().connect(Number(new URL(url).port), '127.0.0.1');

test('a client that speaks TLS to the plain port is named the TLS endpoint, once a minute', async () => {
  await shakeHands(server.url);
  expect(await failures.next()).toMatchObject({
    source: 'GraphQL endpoint',
    code: 'TlsOnPlainPort',
    message: expect.stringMatching(
      `A client speaks TLS to ${server.url.replace('/graphql', '')}, as aws-amplify does .*endpoint to ${server.tlsUrl}\\.$`,
    ),
  });
  await shakeHands(server.url);
  await world.clock.advance(60_000);
  await shakeHands(server.url);
  expect(await failures.next()).toMatchObject({ code: 'TlsOnPlainPort' });
  expect(failures.all()).toHaveLength(2);
});

test.each([
  ['42, of a bad certificate', 42],
  ['46, as browsers send it', 46],
  ['48, as curl and OpenSSL send it', 48],
])('a client that refuses the certificate with alert %s is told how to trust it', async (_, alert) => {
  await world.clock.advance(60_000);
  await refuseCertificate(alert);
  expect(await failures.next()).toMatchObject({
    code: 'CertificateRefused',
    message: expect.stringContaining(`Open ${server.tlsUrl} once in the browser`),
  });
});

test('a client that speaks plain HTTP to the TLS port is named both', async () => {
  await new Promise((resolve) => http.get(server.tlsUrl.replace('https', 'http')).on('error', resolve));
  expect(await failures.next()).toMatchObject({ code: 'PlainOnTlsPort' });
});

test('whoever trusts the certificate, and whoever sends nonsense, is no fault of TLS', async () => {
  const before = failures.all().length;
  expect(await shakeHands(server.tlsUrl, { ca: server.certificate })).toBe('connected');
  const socket = connectTcp(server.url);
  socket.write('nonsense\r\n\r\n');
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toContain('HTTP/1.1 400');
  expect(failures.all()).toHaveLength(before);
});
