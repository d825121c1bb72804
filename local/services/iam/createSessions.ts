import type { Principal } from '../../platform/Call.ts';
import { UPPER } from '../../platform/Randomness.ts';
import type { World } from '../../platform/World.ts';
import { type AccessKey, SECRET_ALPHABET } from './accessKeys.ts';
import type { Role } from './createRoles.ts';

/** Sessions of roles, each with temporary credentials. */
export interface Sessions {
  /** Opens the session where there is none of that name. */
  of(role: Role, sessionName: string): Session;
  byKey(accessKeyId: string): Session | undefined;
}

export interface Session {
  readonly principal: Principal;
  readonly credentials: Credentials;
}

export interface Credentials extends AccessKey {
  readonly sessionToken: string;
}

export function createSessions({ random, account }: World): Sessions {
  /** By role, then by name: one text put together of both would be made, and hashed, at every call of a service. */
  const byRole = new Map<string, Map<string, Session>>();
  const byKey = new Map<string, Session>();

  const open = ({ roleName, roleArn }: Role, sessionName: string): Session => {
    const accessKeyId = `ASIA${random.text(16, UPPER)}`;
    const arn = `arn:${account.partition}:sts::${account.accountId}:assumed-role/${roleName}/${sessionName}`;
    return {
      principal: { accessKeyId, arn, roleArn },
      credentials: {
        accessKeyId,
        secretAccessKey: random.text(40, SECRET_ALPHABET),
        sessionToken: random.bytes(96).toString('base64'),
      },
    };
  };

  return {
    of(role, sessionName) {
      const byName = byRole.get(role.roleArn) ?? new Map<string, Session>();
      const known = byName.get(sessionName);
      if (known) return known;
      const session = open(role, sessionName);
      byRole.set(role.roleArn, byName.set(sessionName, session));
      byKey.set(session.credentials.accessKeyId, session);
      return session;
    },
    byKey: (accessKeyId) => byKey.get(accessKeyId),
  };
}
