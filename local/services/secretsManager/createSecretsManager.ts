import type { Actions } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import { createSecretStore } from './createSecretStore.ts';
import { putVersion, type Secret, type SecretValue } from './Secret.ts';
import { secretActions } from './secretActions.ts';

/** AWS Secrets Manager, without rotation, replicas and deletion: https://docs.aws.amazon.com/secretsmanager/latest/apireference/ */
export interface SecretsManager {
  /** `secretsmanager.*` */
  readonly actions: Actions;
  /** Makes a template's secret, unless an earlier run did: a value that somebody put meanwhile stays. */
  createSecret(secret: ConfiguredSecret, random: World['random']): Secret;
  /** Gives a secret another description, and another value where there is one. */
  updateSecret(
    secretId: string,
    description: string | undefined,
    newValue: (random: World['random']) => SecretValue | undefined,
  ): void;
  deleteSecret(secretId: string): void;
  /** The whole ARN of the secret that an action names; undefined where there is none. */
  arnOf(secretId: string): string | undefined;
}

export interface ConfiguredSecret {
  readonly name: string;
  readonly description?: string | undefined;
  /** Called where the secret has no value yet. Undefined where it begins without one. */
  readonly initialValue: () => SecretValue | undefined;
}

export function createSecretsManager(world: World): SecretsManager {
  const store = createSecretStore(world);

  return {
    actions: secretActions(world, store),
    arnOf: (secretId) => store.find(secretId)?.arn,
    updateSecret(secretId, description, newValue) {
      const { description: _, ...secret } = store.secret(secretId);
      const updated = { ...secret, ...(description !== undefined && { description }) };
      const value = newValue(world.random);
      if (value) putVersion(updated, world.random.uuid(), { value, createdAt: world.clock.now() });
      store.put(updated);
    },
    deleteSecret: store.remove,
    createSecret({ name, description, initialValue }, source) {
      const secret = store.find(name) ?? store.add(name, description, source);
      const value = Object.keys(secret.versions).length === 0 ? initialValue() : undefined;
      if (value) putVersion(secret, source.uuid(), { value, createdAt: world.clock.now() });
      store.save(secret);
      return secret;
    },
  };
}
