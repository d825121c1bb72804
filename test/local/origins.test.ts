import { mkdtempSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Cloud, startCloud } from '../../local/startCloud.ts';
import { ask } from '../support/ask.ts';

const ALLOWED = 'http://localhost:5173';
const FOREIGN = 'https://evil.example';

let cloud: Cloud;
let outputsUrl: string;
let consoleUrl: string;
beforeAll(async () => {
  const assembly = mkdtempSync(join(tmpdir(), 'assembly-'));
  writeFileSync(join(assembly, 'manifest.json'), JSON.stringify({ version: '1', artifacts: {} }));
  cloud = await startCloud({ assembly, allowedOrigins: [ALLOWED] });
  cloud.users.push({ username: 'ada', password: 'Secret-1', groups: [] });
  outputsUrl = cloud.graphqlUrl.replace('/graphql', '/outputs.json');
  consoleUrl = cloud.graphqlUrl.replace('/graphql', '/console');
});
afterAll(() => cloud.close());

const listQueues = (headers: Record<string, string>, method = 'POST') =>
  ask(
    cloud.awsEndpointUrl,
    { method, headers: { 'x-amz-target': 'AmazonSQS.ListQueues', ...headers } },
    method === 'POST' ? '{}' : '',
  );

describe('a name that is not this machine’s', () => {
  test.each(['graphqlUrl', 'awsEndpointUrl'] as const)(
    'is refused at %s, and the answer says what to do',
    async (door) => {
      const { status, body } = await ask(cloud[door], { headers: { host: 'evil.example:4000' } });
      expect([status, JSON.parse(body)]).toEqual([
        421,
        {
          __type: 'MisdirectedRequestException',
          message:
            'evil.example:4000 is not a name of this machine. Use localhost or 127.0.0.1, or start with --allow-host and that name.',
        },
      ]);
    },
  );

  test('is refused for a WebSocket', async () => {
    const socket = new WebSocket(cloud.realtimeUrl, ['graphql-ws'], { headers: { host: 'evil.example' } });
    const [error] = await once(socket, 'error');
    expect(String(error)).toContain('421');
  });

  test('is not repeated where it is markup', async () => {
    const { body } = await ask(outputsUrl, { headers: { host: '<script>' } });
    expect(body).not.toContain('script');
  });

  test('counts in the target rather than in the Host header', async () => {
    expect(await ask(outputsUrl, { path: 'http://evil.example/outputs.json' })).toMatchObject({
      status: 421,
    });
    expect(await ask(outputsUrl, { path: outputsUrl, headers: { host: 'evil.example' } })).toMatchObject({
      status: 200,
    });
  });
});

describe('outputs.json', () => {
  test('is for programs, for those who type its address and for the console', async () => {
    const senders: Record<string, string>[] = [
      {},
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'same-origin' },
    ];
    for (const headers of senders) {
      const answer = await ask(outputsUrl, { headers });
      expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
      expect(JSON.parse(answer.body)).toMatchObject({ users: [{ password: 'Secret-1' }] });
    }
  });

  test('is for pages that the operator allows', async () => {
    const answer = await ask(outputsUrl, { headers: { origin: ALLOWED } });
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'access-control-allow-origin': ALLOWED, vary: 'origin' },
    });
  });

  test.each<Record<string, string>>([
    { origin: FOREIGN },
    { origin: 'null' },
    { 'sec-fetch-site': 'same-site' },
  ])('is not for a page with %j', async (headers) => {
    const answer = await ask(outputsUrl, { headers });
    expect(answer.status).toBe(403);
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    expect(answer.body).not.toContain('Secret');
    expect(answer.body).toContain('--allow-origin');
  });

  test('answers HEAD without a body', async () => {
    expect(await ask(outputsUrl, { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  });
});

describe('the AWS endpoint', () => {
  test('answers programs without a word to browsers', async () => {
    const answer = await listQueues({});
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test.each(['POST', 'OPTIONS'])('refuses %s of a foreign page, and shows it nothing', async (method) => {
    const senders: Record<string, string>[] = [
      { origin: FOREIGN },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of senders) {
      const answer = await listQueues(headers, method);
      expect(answer).toMatchObject({ status: 403, headers: { 'x-amzn-errortype': 'AccessDeniedException' } });
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  test('invokes no function for a form of a foreign page', async () => {
    const url = `${cloud.awsEndpointUrl}/2015-03-31/functions/any/invocations`;
    const headers = { origin: FOREIGN, 'content-type': 'text/plain' };
    expect(await ask(url, { method: 'POST', headers }, '{}')).toMatchObject({ status: 403 });
  });

  test('answers the console, and pages that the operator allows', async () => {
    for (const origin of [ALLOWED, new URL(consoleUrl).origin, new URL(cloud.graphqlTlsUrl).origin]) {
      expect(await listQueues({ origin })).toMatchObject({
        status: 200,
        headers: { 'access-control-allow-origin': origin },
      });
      const preflight = { origin, 'access-control-request-headers': 'x-amz-target' };
      expect(await listQueues(preflight, 'OPTIONS')).toMatchObject({
        status: 204,
        headers: { 'access-control-allow-origin': origin, 'access-control-allow-headers': 'x-amz-target' },
      });
    }
  });
});

describe('the console', () => {
  test('cannot be embedded, and speaks with its own doors alone', async () => {
    const { status, headers } = await ask(consoleUrl);
    const { host } = new URL(cloud.awsEndpointUrl);
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toMatch(new RegExp(`connect-src 'self' [^;]*http://${host}`));
    expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
  });

  test('may be linked to, but its parts are for itself', async () => {
    const link = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect(await ask(consoleUrl, { headers: link })).toMatchObject({ status: 200 });
    const frame = { ...link, 'sec-fetch-dest': 'iframe' };
    expect(await ask(consoleUrl, { headers: frame })).toMatchObject({ status: 403 });
    const script = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    for (const part of ['main.js', 'schema.graphql'])
      expect(await ask(`${consoleUrl}/${part}`, { headers: script })).toMatchObject({ status: 403 });
  });
});

test('every answer keeps its type, and is embedded by no foreign page', async () => {
  for (const url of [outputsUrl, consoleUrl, cloud.graphqlUrl, cloud.awsEndpointUrl, `${outputsUrl}/none`]) {
    expect((await ask(url)).headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
  }
});
