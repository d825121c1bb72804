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
  /** The secret of an issued access key, to verify a signature with. */
  secretOf(accessKeyId: string): string | undefined;
}

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

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** The session name of every role: its users are not distinguished. */
const SESSION = 'local';
const SECRET_ALPHABET = `${UPPER}abcdefghijklmnopqrstuvwxyz/+`;

type StoredRole = Role & { readonly policies: NamedPolicy[] };

interface Session {
  readonly principal: Principal;
  readonly credentials: Credentials;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/ */
export function createIam({ random, account }: World): Iam {
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
    secretOf: (accessKeyId) => sessionsByKey.get(accessKeyId)?.credentials.secretAccessKey,
  };
}
