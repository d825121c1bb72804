import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../../local/startCloud.ts';
import { ask } from '../../support/ask.ts';

const filled = Promise.withResolvers<void>();
const folder = mkdtempSync(join(tmpdir(), 'data-'));
let cloud: Cloud;
let base: string;
beforeAll(async () => {
  const assembly = mkdtempSync(join(tmpdir(), 'assembly-'));
  writeFileSync(join(assembly, 'manifest.json'), JSON.stringify({ version: '1', artifacts: {} }));
  cloud = await startCloud({ assembly, dataDirectory: folder, ready: filled.promise });
  base = cloud.graphqlUrl.replace('/graphql', '');
});
afterAll(() => cloud.close());

const foreign = { origin: 'https://evil.example' };

test('until it is filled, a cloud is starting at both ports, and its outputs wait', async () => {
  for (const door of [base, cloud.awsEndpointUrl]) {
    const { status, headers, body } = await ask(`${door}/health`);
    expect([status, headers['retry-after'], JSON.parse(body)]).toEqual([
      503,
      '1',
      { status: 'starting', console: `${base}/console` },
    ]);
  }

  const outputs = ask(`${base}/outputs.json`);
  const others = ask(`${base}/emails.json`);
  expect(await Promise.race([outputs, others])).toMatchObject({ body: '[]' });
  cloud.users.push({ username: 'ada', password: 'Secret-1', groups: [] });
  filled.resolve();

  expect(JSON.parse((await outputs).body)).toMatchObject({ users: [{ username: 'ada' }] });
  for (const door of [base, cloud.awsEndpointUrl])
    expect(await ask(`${door}/health`)).toMatchObject({ status: 200, body: expect.stringContaining('"ok"') });
});

test.each(['/', '/?from=bookmark'])('%s leads to the console', async (path) => {
  expect(await ask(`${base}${path}`)).toMatchObject({ status: 302, headers: { location: '/console' } });
});

test.each(['/', '/health', '/console', '/outputs.json', '/favicon.ico'])(
  'HEAD %s has the head of GET and no body',
  async (path) => {
    const [head, get] = await Promise.all([ask(base + path, { method: 'HEAD' }), ask(base + path)]);
    expect(head.body).toBe('');
    expect(head.status).toBe(get.status);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  },
);

test('foreign pages do not learn that a cloud runs here', async () => {
  for (const door of [base, cloud.awsEndpointUrl])
    expect(await ask(`${door}/health`, { headers: foreign })).toMatchObject({ status: 403 });
});

test.each([
  ['port', () => base],
  ['awsPort', () => cloud.awsEndpointUrl],
])('who wants the %s of a cloud that runs already is told its console', async (option, door) => {
  const port = Number(new URL(door()).port);
  await expect(startCloud({ assembly: assemblyOf(), [option]: port })).rejects.toThrow(
    `is taken by a cloud that runs already: its console is ${base}/console. `,
  );
});

test('who wants its data folder, too', async () => {
  await expect(startCloud({ assembly: assemblyOf(), dataDirectory: folder })).rejects.toThrow(
    new RegExp(`is in use by process ${process.pid} on \\S+, whose console is ${base}/console: stop it`),
  );
});

test.each(['{"console":"http://x/console\\u001b[2J"}', '{"console":7}', 'nonsense'])(
  'what a stranger on the port answers is not repeated: %s',
  async (answer) => {
    const stranger = createServer((_request, response) => response.end(answer)).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const { port } = stranger.address() as AddressInfo;
    await expect(startCloud({ assembly: assemblyOf(), port })).rejects.toThrow(
      `Port ${port} for the GraphQL endpoint is taken: stop what listens there, or set PORT to another`,
    );
    stranger.close();
  },
);

function assemblyOf(): string {
  const assembly = mkdtempSync(join(tmpdir(), 'assembly-'));
  writeFileSync(join(assembly, 'manifest.json'), JSON.stringify({ version: '1', artifacts: {} }));
  return assembly;
}
