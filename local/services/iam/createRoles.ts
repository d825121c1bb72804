import { AwsError } from '../../platform/AwsError.ts';
import { OperatorError } from '../../platform/errors.ts';
import type { CallerPolicies, NamedPolicy } from './authorization/Access.ts';
import { awsManagedPolicies } from './awsManagedPolicies.ts';

/** The account's roles and their policies. */
export interface Roles {
  create(role: Role): void;
  addPolicy(roleName: string, policy: NamedPolicy): void;
  /** A policy of the account's own that roles attach by its ARN. */
  addManagedPolicy(policyArn: string, document: unknown): void;
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
  const roles = new Map<string, Role & { readonly policies: NamedPolicy[] }>();
  const rolesByArn = new Map<string, Role>();
  const managed = new Map(Object.entries(awsManagedPolicies));

  const managedPolicy = (policyName: string): NamedPolicy => {
    const document = managed.get(policyName.replace(/^arn:[^:]+:iam::aws:policy\//, ''));
    if (document !== undefined) return { policyName, document };
    throw new OperatorError(
      `The managed policy ${policyName} is not known here: write its statements into the template.`,
    );
  };

  return {
    create(role) {
      for (const arn of role.managedPolicyArns) managedPolicy(arn);
      const stored = { ...role, policies: [...role.policies] };
      roles.set(role.roleName, stored);
      rolesByArn.set(role.roleArn, stored);
    },
    addPolicy(roleName, policy) {
      const role = roles.get(roleName);
      if (!role) throw noSuchRole(roleName);
      role.policies.push(policy);
    },
    addManagedPolicy: (policyArn, document) => void managed.set(policyArn, document),
    all: () => [...roles.values()],
    byArn(roleArn) {
      const role = rolesByArn.get(roleArn);
      if (!role) throw noSuchRole(roleArn);
      return role;
    },
    policiesOf: ({ roleArn, policies, managedPolicyArns, permissionsBoundary }) => ({
      owner: roleArn,
      identity: [...policies, ...managedPolicyArns.map(managedPolicy)],
      ...(permissionsBoundary !== undefined && { boundary: managedPolicy(permissionsBoundary) }),
    }),
  };
}

const noSuchRole = (name: string) =>
  new AwsError('NoSuchEntity', `The role with name ${name} cannot be found.`, { status: 404 });
