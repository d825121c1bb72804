import { AwsError } from '../../platform/AwsError.ts';
import type { Principal } from '../../platform/Call.ts';
import { UPPER } from '../../platform/Randomness.ts';
import type { World } from '../../platform/World.ts';

/** The roles and access keys of the account: the operator's own keys, and temporary keys for each role. */
export interface Iam {
  /** Creates a role. Its policies are stored; nothing here enforces them. */
  createRole(role: Role): void;
  addPolicy(roleName: string, policy: NamedPolicy): void;
  roles(): readonly Role[];
  /** Temporary credentials of the role. They stay the same. Throws where there is no such role. */
  credentialsOf(roleArn: string): Credentials;
  /** The owner of an access key. A key that was never issued belongs to the operator, who may use any key locally. */
  principalOf(accessKeyId: string | undefined): Principal;
  /** The secret of an access key that was issued or is the operator's, to verify a signature with. */
  secretOf(accessKeyId: string): string | undefined;
  readonly operatorKey: AccessKey;
}

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const SECRET_ALPHABET = `${UPPER}abcdefghijklmnopqrstuvwxyz/+`;

/** The pair that people customarily give to local AWS endpoints. */
export const WELL_KNOWN_KEY: AccessKey = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Draws a pair that nobody knows. */
export const newAccessKey = ({ random }: World): AccessKey => ({
  accessKeyId: `AKIA${random.text(16, UPPER)}`,
  secretAccessKey: random.text(40, SECRET_ALPHABET),
});

interface Role {
  readonly roleName: string;
  readonly roleArn: string;
  readonly trustPolicy: unknown;
  readonly managedPolicyArns: readonly string[];
  readonly policies: readonly NamedPolicy[];
}

export interface NamedPolicy {
  readonly policyName: string;
  readonly document: unknown;
}

export interface Credentials extends AccessKey {
  readonly sessionToken: string;
}

/** The session name of every role: its users are not distinguished. */
const SESSION = 'local';

type StoredRole = Role & { readonly policies: NamedPolicy[] };

interface Session {
  readonly principal: Principal;
  readonly credentials: Credentials;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/ */
export function createIam({ random, account }: World, operatorKey = WELL_KNOWN_KEY): Iam {
  const roles = new Map<string, StoredRole>();
  const sessionsByArn = new Map<string, Session>();
  const sessionsByKey = new Map<string, Session>();
  const operatorArn = `arn:${account.partition}:iam::${account.accountId}:root`;

  const openSession = ({ roleName, roleArn }: Role): Session => {
    const accessKeyId = `ASIA${random.text(16, UPPER)}`;
    const session = {
      principal: {
        accessKeyId,
        arn: `arn:${account.partition}:sts::${account.accountId}:assumed-role/${roleName}/${SESSION}`,
      },
      credentials: {
        accessKeyId,
        secretAccessKey: random.text(40, SECRET_ALPHABET),
        sessionToken: random.bytes(96).toString('base64'),
      },
    };
    sessionsByArn.set(roleArn, session);
    sessionsByKey.set(accessKeyId, session);
    return session;
  };

  const roleBy = (matches: (role: Role) => boolean, name: string) => {
    const role = [...roles.values()].find(matches);
    if (role) return role;
    throw new AwsError('NoSuchEntity', `The role with name ${name} cannot be found.`, { status: 404 });
  };

  return {
    createRole(role) {
      roles.set(role.roleName, { ...role, policies: [...role.policies] });
    },
    addPolicy(roleName, policy) {
      roleBy((role) => role.roleName === roleName, roleName).policies.push(policy);
    },
    roles: () => [...roles.values()],
    credentialsOf(roleArn) {
      const session =
        sessionsByArn.get(roleArn) ?? openSession(roleBy((role) => role.roleArn === roleArn, roleArn));
      return session.credentials;
    },
    principalOf: (accessKeyId = '') =>
      sessionsByKey.get(accessKeyId)?.principal ?? { arn: operatorArn, accessKeyId },
    secretOf: (accessKeyId) =>
      accessKeyId === operatorKey.accessKeyId
        ? operatorKey.secretAccessKey
        : sessionsByKey.get(accessKeyId)?.credentials.secretAccessKey,
    operatorKey,
  };
}
