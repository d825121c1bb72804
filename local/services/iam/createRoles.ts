import { AwsError } from '../../platform/AwsError.ts';
import { OperatorError } from '../../platform/errors.ts';
import type { CallerPolicies, NamedPolicy } from './authorization/Access.ts';
import { awsManagedPolicies } from './awsManagedPolicies.ts';

/** The account's roles and their policies. */
export interface Roles {
  /** Makes a role, or gives the one of that name other properties: it keeps what was added to it. */
  create(role: Role): void;
  delete(roleName: string): void;
  /** Adds a policy, or replaces the one of the same id. */
  addPolicy(roleName: string, policy: NamedPolicy, policyId?: string): void;
  removePolicy(roleName: string, policyId: string): void;
  /** A policy of the account's own that roles attach by its ARN. */
  addManagedPolicy(policyArn: string, document: unknown): void;
  deleteManagedPolicy(policyArn: string): void;
  all(): readonly Role[];
  /** Throws `NoSuchEntity`. */
  byArn(roleArn: string): Role;
  policiesOf(role: Role): CallerPolicies;
}

export interface Role {
  readonly roleName: string;
  readonly roleArn: string;
  readonly trustPolicy: unknown;
  readonly managedPolicyArns: readonly string[];
  /** ARN of the managed policy that bounds what the others allow. */
  readonly permissionsBoundary?: string | undefined;
  readonly policies: readonly NamedPolicy[];
}

export function createRoles(): Roles {
  const roles = new Map<string, StoredRole>();
  const managed = new Map(Object.entries(awsManagedPolicies));

  const managedPolicy = (policyName: string): NamedPolicy => {
    const document = managed.get(policyName.replace(/^arn:[^:]+:iam::aws:policy\//, ''));
    if (document !== undefined) return { policyName, document };
    throw new OperatorError(
      `The managed policy ${policyName} is not known here: write its statements into the template.`,
    );
  };

  const find = (roleName: string) => {
    const role = roles.get(roleName);
    if (!role) throw noSuchRole(roleName);
    return role;
  };

  return {
    create(role) {
      for (const arn of role.managedPolicyArns) managedPolicy(arn);
      const added = roles.get(role.roleName)?.added ?? new Map<string, NamedPolicy>();
      roles.set(role.roleName, { role, added });
    },
    delete: (roleName) => void roles.delete(roleName),
    addPolicy(roleName, policy, policyId = policy.policyName) {
      find(roleName).added.set(policyId, policy);
    },
    removePolicy: (roleName, policyId) => void roles.get(roleName)?.added.delete(policyId),
    addManagedPolicy: (policyArn, document) => void managed.set(policyArn, document),
    deleteManagedPolicy: (policyArn) => void managed.delete(policyArn),
    all: () => [...roles.values()].map(withAdded),
    byArn(roleArn) {
      const stored = roles.get(roleArn.slice(roleArn.lastIndexOf('/') + 1));
      if (stored?.role.roleArn !== roleArn) throw noSuchRole(roleArn);
      return withAdded(stored);
    },
    policiesOf: ({ roleArn, policies, managedPolicyArns, permissionsBoundary }) => ({
      owner: roleArn,
      identity: [...policies, ...managedPolicyArns.map(managedPolicy)],
      ...(permissionsBoundary !== undefined && { boundary: managedPolicy(permissionsBoundary) }),
    }),
  };
}

interface StoredRole {
  readonly role: Role;
  /** What other resources add to it, by their ids. */
  readonly added: Map<string, NamedPolicy>;
}

const withAdded = ({ role, added }: StoredRole): Role =>
  added.size === 0 ? role : { ...role, policies: [...role.policies, ...added.values()] };

const noSuchRole = (name: string) =>
  new AwsError('NoSuchEntity', `The role with name ${name} cannot be found.`, { status: 404 });
