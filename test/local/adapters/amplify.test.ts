import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveGraphql, type GraphqlServer } from '../../../local/adapters/serveGraphql.ts';
import { givenPool, givenUser, USER_POOL } from '../services/appsync/auth/givenUser.ts';
import { API_KEY, createChat } from '../services/appsync/realtime/createChat.ts';
import type { AmplifyProgram } from './amplifyProgram.ts';

const chat = createChat({ authModes: [{ type: 'API_KEY' }, USER_POOL] });
const folder = mkdtempSync(join(tmpdir(), 'amplify-'));
const certificate = join(folder, 'certificate.pem');
const texts = ['1', '2', '3'];
let server: GraphqlServer;
let token: string;

beforeAll(async () => {
  server = await serveGraphql({ ...chat, port: 0, host: '127.0.0.1' });
  writeFileSync(certificate, server.certificate);
  givenPool(chat);
  token = (await givenUser(chat, 'ada')).AccessToken;
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** Runs `aws-amplify` in a Node that trusts the certificate, and reads the lines it prints. */
async function amplify(given: Partial<AmplifyProgram>): Promise<object[]> {
  const program: AmplifyProgram = {
    endpoint: server.tlsUrl,
    apiKey: API_KEY,
    token,
    authMode: 'apiKey',
    texts,
    ...given,
  };
  const script = join(import.meta.dirname, 'amplifyProgram.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(program)], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate },
    timeout: 50_000,
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test.each(['apiKey', 'userPool'] as const)(
  'aws-amplify subscribes, posts and receives deliveries in order, with %s',
  async (authMode) => {
    const lines = await amplify({ authMode });
    expect(lines.filter((line) => 'delivered' in line)).toEqual(texts.map((delivered) => ({ delivered })));
    expect(lines.filter((line) => 'answered' in line)).toEqual(texts.map((answered) => ({ answered })));
    expect(chat.requests.at(-1)!.caller.label).toBe(authMode === 'apiKey' ? 'API key' : 'ada');
  },
);

test('aws-amplify gets an error at once if its credentials are wrong', async () => {
  expect(await amplify({ apiKey: 'da2-wrong' })).toEqual([
    { refused: 'Connection failed: UnauthorizedException' },
  ]);
});
