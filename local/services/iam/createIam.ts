import type { Principal } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import { type AccessKey, WELL_KNOWN_KEY } from './accessKeys.ts';
import type { NamedPolicy } from './authorization/Access.ts';
import { type Authorizer, createAuthorizer } from './authorization/createAuthorizer.ts';
import type { AssumeRole } from './AssumeRole.ts';
import { createTrusts } from './createTrusts.ts';
import { createRoles, type Role } from './createRoles.ts';
import { createSessions, type Credentials } from './createSessions.ts';

/** The roles and access keys of the account: the operator's own keys, and temporary keys for sessions of each role. */
export interface Iam {
  /** Makes a role, or gives the one of that name other properties: it keeps what was added to it. */
  createRole(role: Role): void;
  deleteRole(roleName: string): void;
  /** Adds a policy, or replaces the one of the same id. @param policyId its name, unless another one is given */
  addPolicy(roleName: string, policy: NamedPolicy, policyId?: string): void;
  removePolicy(roleName: string, policyId: string): void;
  /** A policy of the account's own that roles attach by its ARN. */
  addManagedPolicy(policyArn: string, document: unknown): void;
  deleteManagedPolicy(policyArn: string): void;
  roles(): readonly Role[];
  /** Temporary credentials of a session of the role. They stay the same. Throws where there is no such role. */
  credentialsOf(roleArn: string, sessionName: string): Credentials;
  /** Who such a session is. Throws where there is no such role. */
  sessionOf(roleArn: string, sessionName: string): Principal;
  /** Gives a service a role whose trust policy lets it. */
  readonly assumeRole: AssumeRole;
  /** The owner of an access key. A key that was never issued belongs to the operator, who may use any key locally. */
  principalOf(accessKeyId: string | undefined): Principal;
  /** The secret of an access key that was issued or is the operator's, to verify a signature with. */
  secretOf(accessKeyId: string): string | undefined;
  readonly operatorKey: AccessKey;
  /** Decides what sessions and services may do. */
  readonly authorizer: Authorizer;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/ */
export function createIam(world: World, operatorKey = WELL_KNOWN_KEY): Iam {
  const { account } = world;
  const roles = createRoles();
  const sessions = createSessions(world);
  const operatorArn = `arn:${account.partition}:iam::${account.accountId}:root`;
  /** By ARN: every call of a service looks its role up. */
  const known = new Map<string, Role>();
  const roleNamed = (roleArn: string) => {
    const role = known.get(roleArn) ?? roles.byArn(roleArn);
    known.set(roleArn, role);
    return role;
  };
  const sessionNamed = (roleArn: string, sessionName: string) => sessions.of(roleNamed(roleArn), sessionName);
  const authorizer = createAuthorizer(world, ({ arn, roleArn }) =>
    roleArn === undefined ? { owner: arn, identity: [] } : roles.policiesOf(roles.byArn(roleArn)),
  );

  const trusts = createTrusts(world, authorizer, roles);
  const forgetPolicies = () => {
    known.clear();
    authorizer.reset();
    trusts.reset();
  };

  /** What was decided by the policies of before counts no more. */
  const thenForget =
    <Given extends unknown[]>(change: (...given: Given) => void) =>
    (...given: Given) => {
      change(...given);
      forgetPolicies();
    };

  return {
    createRole: thenForget(roles.create),
    deleteRole: thenForget(roles.delete),
    addPolicy: thenForget(roles.addPolicy),
    removePolicy: thenForget(roles.removePolicy),
    addManagedPolicy: thenForget(roles.addManagedPolicy),
    deleteManagedPolicy: thenForget(roles.deleteManagedPolicy),
    roles: roles.all,
    credentialsOf: (roleArn, sessionName) => sessionNamed(roleArn, sessionName).credentials,
    sessionOf: (roleArn, sessionName) => sessionNamed(roleArn, sessionName).principal,
    assumeRole(roleArn, caller) {
      const { principal } = sessionNamed(roleArn, caller.sessionName);
      const pending = trusts.check(roleArn, caller);
      return pending ? pending.then(() => principal) : principal;
    },
    principalOf: (accessKeyId = '') =>
      sessions.byKey(accessKeyId)?.principal ?? { arn: operatorArn, accessKeyId },
    secretOf: (accessKeyId) =>
      accessKeyId === operatorKey.accessKeyId
        ? operatorKey.secretAccessKey
        : sessions.byKey(accessKeyId)?.credentials.secretAccessKey,
    operatorKey,
    authorizer,
  };
}
