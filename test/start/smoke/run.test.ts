import { ListUsersCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { inject, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../../local/startCloud.ts';
import { connect } from '../../../start/connect.ts';
import { watchStatuses } from '../../../start/smoke/watchStatuses.ts';
import { withoutStack } from '../../support/withoutStack.ts';

const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

/** A stage as somebody else deployed it: all that is known of it is its outputs, in a file. */
async function deployed(assembly = inject('assembly')) {
  const cloud = await startCloud({ assembly, seed: 1 });
  const outputs = join(mkdtempSync(join(tmpdir(), 'smoke-')), 'outputs.json');
  writeFileSync(outputs, JSON.stringify(cloud.describe().stacks));
  return { cloud, outputs, [Symbol.asyncDispose]: () => cloud.close() };
}

/** Runs the command in a process of its own. */
async function smoke(args: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn('node', ['start/smoke/main.ts', ...args], {
    env: { PATH: process.env['PATH'], HOME: tmpdir(), AWS_EC2_METADATA_DISABLED: 'true', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { out, error, code };
}

const at = ({ awsEndpointUrl }: Cloud) => ({ AWS_ENDPOINT_URL: awsEndpointUrl, ...credentials });

async function usersOf(cloud: Cloud) {
  const { awsEndpointUrl: endpoint, region, userPoolId } = cloud.describe();
  const sdk = new CognitoIdentityProviderClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return (await sdk.send(new ListUsersCommand({ UserPoolId: userPoolId! }))).Users;
}

test('a deployed stage is tried through its outputs alone, and left without users, accounts, buildings, bookings and orders', async () => {
  await using stage = await deployed();
  const { out, error, code } = await smoke(['--outputs', stage.outputs], at(stage.cloud));

  expect(error).toBe('');
  expect(out).toContain('All 8 journeys went well.');
  expect(code).toBe(0);
  expect(out.match(/^ok .*$/gm)).toHaveLength(8);
  expect(out).toMatch(/^removed {2}building smoke-[0-9a-f]{8}$/m);
  expect(out.match(/^removed .*$/gm)!.map((line) => line.split(' ').filter(Boolean)[1])).toEqual([
    'order', 'product', 'store', 'booking', 'apartment', 'building', 'account', 'account', 'account', 'the', 'user', 'user', 'user',
  ]); // oxfmt-ignore
  expect(await usersOf(stage.cloud)).toEqual([]);
});

test('a stage whose payments are not deployed fails by the journey that needs them, and is cleaned up', async () => {
  await using stage = await deployed(withoutStack('Frontdesk-dev-Payments'));
  const args = ['--outputs', stage.outputs, '--charge', '--wait', '5'];
  const { out, code } = await smoke(args, at(stage.cloud));

  expect(out).toMatch(/^FAILED .* the stay is paid: GraphQL refused: .*payBooking/m);
  expect(out).toMatch(/^removed {2}booking /m);
  expect(out).toContain('1 failed.');
  expect(code).toBe(1);
  expect(await usersOf(stage.cloud)).toEqual([]);
});

test('who has no AWS credentials is told so', async () => {
  await using stage = await deployed();
  const { AWS_ENDPOINT_URL } = at(stage.cloud);
  const { error, code } = await smoke(['--outputs', stage.outputs], { AWS_ENDPOINT_URL });
  expect(error).toMatch(/^Cannot try the stage: There are no AWS credentials \(.*\)\. Set AWS_PROFILE/);
  expect(code).toBe(2);
});

test('a status that does not come in time fails with what came', async () => {
  await using stage = await deployed();
  const description = stage.cloud.describe();
  const user = { username: 'tenant', password: 'Passw0rd-2027', email: 'a@example.com', groups: ['Tenants'] };
  const { idToken } = await connect(description).signUp(user);
  const { signal: stop } = new AbortController();
  const statuses = await watchStatuses({ ...description, idToken }, { waitMs: 10, stop });
  await expect(statuses.until('booking-1', 'PAID')).rejects.toThrow(
    'PAID was not published within 0.01 s; of booking-1 came nothing',
  );
  statuses.close();
});
