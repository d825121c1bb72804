import { expect, test } from 'vitest';
import { createWorld } from '../../../local/platform/World.ts';
import { physicalName, type ResourceContext } from '../../../local/resources/common/ResourceType.ts';
import { SecretsManagerSecret } from '../../../local/resources/SecretsManagerSecret.ts';
import { createSecretsManager } from '../../../local/services/secretsManager/createSecretsManager.ts';
import { testCall } from '../../support/serveActions.ts';

/** The value of a template's secret. */
async function valueOf(properties: object): Promise<string> {
  const world = createWorld({ seed: 1 });
  const secretsManager = createSecretsManager(world);
  const context = {
    world,
    services: { secretsManager },
    physicalName: (most?: number) => physicalName('stack', 'Key', most),
  };
  const { ref, attributes } = await SecretsManagerSecret.create(
    SecretsManagerSecret.properties.parse(properties),
    context as unknown as ResourceContext,
  );
  expect(attributes).toEqual({ Id: ref });
  const { SecretString } = await secretsManager.actions['GetSecretValue']!({ SecretId: ref }, testCall);
  return SecretString as string;
}

test('a generated value has 32 characters of every kind, and no others where they are excluded', async () => {
  const all = await valueOf({ GenerateSecretString: {} });
  expect(all).toHaveLength(32);
  for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]) expect(all).toMatch(kind);
  const digits = { ExcludeLowercase: true, ExcludeUppercase: 'true', ExcludePunctuation: true };
  expect(
    await valueOf({ GenerateSecretString: { ...digits, PasswordLength: '64', ExcludeCharacters: '0189' } }),
  ).toMatch(/^[2-7]{64}$/);
});

test('a generated value can be a member of a JSON object', async () => {
  const GenerateSecretString = { SecretStringTemplate: '{"user":"desk"}', GenerateStringKey: 'key' };
  expect(JSON.parse(await valueOf({ GenerateSecretString }))).toEqual({
    user: 'desk',
    key: expect.stringMatching(/^.{32}$/),
  });
});

test('a value can be given, and a secret without one is empty', async () => {
  expect(await valueOf({ SecretString: 'given' })).toBe('given');
  await expect(valueOf({})).rejects.toThrow(/AWSCURRENT/);
});

test.each([
  [{ GenerateSecretString: { GenerateStringKey: 'key' } }, /given together/],
  [{ GenerateSecretString: { PasswordLength: 3 } }, /no password/],
  [{ GenerateSecretString: {}, SecretString: 'x' }, /not both/],
])('%j is refused', async (properties, message) => {
  await expect(valueOf(properties)).rejects.toThrow(message);
});

test('rotation and replicas are not supported, which is said by name', () => {
  const parsed = SecretsManagerSecret.properties.safeParse({ ReplicaRegions: [] });
  expect(parsed.error?.issues[0]).toMatchObject({ code: 'unrecognized_keys', keys: ['ReplicaRegions'] });
});
