import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openJournal } from '../../../../local/platform/journal/openJournal.ts';
import { createWorld, type World } from '../../../../local/platform/World.ts';
import { createSecretsManager } from '../../../../local/services/secretsManager/createSecretsManager.ts';
import { serveActions, testCall, type ServedActions } from '../../../support/serveActions.ts';

const MOMENT = Date.parse('2030-01-01T00:00:00.000Z');

let world: World;
let served: ServedActions;
let sdk: SecretsManagerClient;
let arn: string;
beforeAll(async () => {
  world = createWorld({ frozenAt: MOMENT, seed: 1 });
  served = await serveActions({ secretsmanager: createSecretsManager(world).actions });
  sdk = new SecretsManagerClient({
    endpoint: served.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: 1,
  });
  const created = await sdk.send(new CreateSecretCommand({ Name: 'desk/key', SecretString: 'one' }));
  arn = created.ARN!;
});
afterAll(async () => {
  sdk.destroy();
  await served.close();
});

const read = async (more: object = {}) =>
  (await sdk.send(new GetSecretValueCommand({ SecretId: 'desk/key', ...more }))).SecretString;

test('a secret is read by its name, its ARN, and its ARN without the last six characters', async () => {
  expect(arn).toMatch(/^arn:aws:secretsmanager:us-east-1:000000000000:secret:desk\/key-[A-Za-z0-9]{6}$/);
  for (const SecretId of ['desk/key', arn, arn.slice(0, -7)])
    expect(await sdk.send(new GetSecretValueCommand({ SecretId }))).toMatchObject({
      ARN: arn,
      Name: 'desk/key',
      SecretString: 'one',
      VersionStages: ['AWSCURRENT'],
      CreatedDate: new Date(MOMENT),
    });
});

test('a new value is the current one, and the last one stays as the previous one', async () => {
  const put = { SecretId: 'desk/key', SecretString: 'two', ClientRequestToken: 'a'.repeat(32) };
  const { VersionId } = await sdk.send(new PutSecretValueCommand(put));
  expect(VersionId).toBe('a'.repeat(32));
  expect([await read(), await read({ VersionStage: 'AWSPREVIOUS' })]).toEqual(['two', 'one']);
  // The same again changes nothing; the same token with another value is refused.
  await sdk.send(new PutSecretValueCommand(put));
  expect(await read({ VersionStage: 'AWSPREVIOUS' })).toBe('one');
  await expect(sdk.send(new PutSecretValueCommand({ ...put, SecretString: 'other' }))).rejects.toThrow(
    /already in use/,
  );
  await sdk.send(new UpdateSecretCommand({ SecretId: arn, SecretString: 'three', Description: 'a key' }));
  expect([await read(), await read({ VersionStage: 'AWSPREVIOUS' })]).toEqual(['three', 'two']);
  const { Description, VersionIdsToStages } = await sdk.send(new DescribeSecretCommand({ SecretId: arn }));
  expect(Description).toBe('a key');
  // What has no label any more is gone.
  expect(Object.values(VersionIdsToStages!)).toEqual([['AWSPREVIOUS'], ['AWSCURRENT']]);
});

test('a value that waits for its rotation is not the current one', async () => {
  const VersionStages = ['AWSPENDING'];
  await sdk.send(new PutSecretValueCommand({ SecretId: arn, SecretString: 'next', VersionStages }));
  expect([await read(), await read({ VersionStage: 'AWSPENDING' })]).toEqual(['three', 'next']);
});

test('bytes come back as bytes', async () => {
  const SecretBinary = Buffer.from([0, 255, 7]);
  await sdk.send(new CreateSecretCommand({ Name: 'bytes', SecretBinary }));
  const answer = await sdk.send(new GetSecretValueCommand({ SecretId: 'bytes' }));
  expect(Buffer.from(answer.SecretBinary!)).toEqual(SecretBinary);
});

describe('refused in the words of AWS is', () => {
  test.each([
    [{ SecretId: 'none' }, 'ResourceNotFoundException', "Secrets Manager can't find the specified secret."],
    [
      { SecretId: 'constructor' },
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret.",
    ],
    [
      { SecretId: 'desk/key', VersionStage: 'toString' },
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret value for staging label: toString",
    ],
    [
      { SecretId: 'desk/key', VersionId: 'f'.repeat(32) },
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for VersionId: ${'f'.repeat(32)}`,
    ],
    [{ SecretId: 'x'.repeat(2049) }, 'ValidationException', expect.stringContaining('2048')],
  ])('a value that is not there, or is asked for by too long a name (%#)', async (input, name, message) => {
    await expect(sdk.send(new GetSecretValueCommand(input))).rejects.toMatchObject({ name, message });
  });

  test('a secret without a value, until it has one', async () => {
    await sdk.send(new CreateSecretCommand({ Name: 'empty' }));
    await expect(sdk.send(new GetSecretValueCommand({ SecretId: 'empty' }))).rejects.toThrow(/AWSCURRENT$/);
    await expect(sdk.send(new PutSecretValueCommand({ SecretId: 'empty' }))).rejects.toMatchObject({
      name: 'InvalidRequestException',
    });
  });

  test('a second secret of a name', async () => {
    await expect(
      sdk.send(new CreateSecretCommand({ Name: 'desk/key', SecretString: 'x' })),
    ).rejects.toMatchObject({
      name: 'ResourceExistsException',
      message: 'The operation failed because the secret desk/key already exists.',
    });
  });

  test('the 21st staging label', async () => {
    const VersionStages = Array.from({ length: 18 }, (_, index) => `stage-${index}`);
    await expect(
      sdk.send(new PutSecretValueCommand({ SecretId: arn, SecretString: 'x', VersionStages })),
    ).rejects.toMatchObject({ name: 'LimitExceededException' });
    expect(await read()).toBe('three');
  });
});

test('the next start knows the values that were put, and the template does not set them back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  const start = (seed: number) => {
    const world = createWorld({ frozenAt: MOMENT, seed, journal: openJournal(folder) });
    const secrets = createSecretsManager(world);
    const initialValue = () => ({ SecretString: 'generated' });
    const { arn } = secrets.createSecret({ name: 'key', initialValue }, world.random);
    const act = (action: string, input: object) =>
      secrets.actions[action]!({ SecretId: 'key', ...input }, testCall);
    return { world, arn, act };
  };
  const first = start(1);
  expect(await first.act('GetSecretValue', {})).toMatchObject({ SecretString: 'generated' });
  await first.act('PutSecretValue', { SecretString: 'put' });
  first.world.journal.close();
  const second = start(2);
  expect(second.arn).toBe(first.arn);
  expect(await second.act('GetSecretValue', {})).toMatchObject({ SecretString: 'put' });
  second.world.journal.close();
});
