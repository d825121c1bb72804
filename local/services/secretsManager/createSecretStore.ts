import { AwsError } from '../../platform/AwsError.ts';
import type { World } from '../../platform/World.ts';
import { arnOf, parseArn } from '../../platform/arns.ts';
import type { Secret } from './Secret.ts';

/** The secrets of the account, and the next start's memory of them. */
export interface SecretStore {
  /** By name, whole ARN, or an ARN without its last six characters. Throws `ResourceNotFoundException`. */
  secret(secretId: string): Secret;
  /** Undefined where there is none. */
  find(secretId: string): Secret | undefined;
  /** Makes a secret without a value. The six characters behind its name are drawn from `random`. */
  add(name: string, description: string | undefined, random?: World['random']): Secret;
  /** Call it after anything in the secret may have changed. */
  save(secret: Secret): void;
  /** Puts a secret in the place of the one of its name. */
  put(secret: Secret): void;
  remove(secretId: string): void;
}

const TREE = 'secretsManager/secrets';

/** Chosen, where AWS has 500,000: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const MOST_SECRETS = 1000;

const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export function createSecretStore({ account, clock, journal, random }: World): SecretStore {
  // Copies, because a journal's values never change. `save` wrote them.
  const secrets = new Map(structuredClone([...journal.entries<Secret>(TREE)]));

  const find = (secretId: string) => {
    if (!secretId.startsWith('arn:')) return secrets.get(secretId);
    const name = parseArn(secretId)?.resource.replace(/^secret:/, '') ?? '';
    const known = secrets.get(name) ?? secrets.get(name.replace(/-[^-]{6}$/, ''));
    return known && (known.arn === secretId || known.arn.slice(0, -7) === secretId) ? known : undefined;
  };

  const save = (secret: Secret) =>
    journal.append([{ tree: TREE, key: secret.name, value: structuredClone(secret) }]);

  return {
    find,
    secret(secretId) {
      const found = find(secretId);
      if (found) return found;
      // Recorded: https://github.com/ibm-mas/cli/pull/937
      throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    },
    add(name, description, source = random) {
      if (secrets.size >= MOST_SECRETS)
        throw new AwsError('LimitExceededException', `There are ${MOST_SECRETS} secrets.`);
      const now = clock.now();
      const secret: Secret = {
        arn: arnOf(account, 'secretsmanager', `secret:${name}-${source.text(6, SUFFIX)}`),
        name,
        ...(description !== undefined && { description }),
        createdAt: now,
        changedAt: now,
        versions: {},
      };
      secrets.set(name, secret);
      return secret;
    },
    save,
    put(secret) {
      secrets.set(secret.name, secret);
      save(secret);
    },
    remove(secretId) {
      const secret = find(secretId);
      if (!secret) return;
      secrets.delete(secret.name);
      journal.append([{ tree: TREE, key: secret.name }]);
    },
  };
}
