import type { Principal } from '../../platform/Call.ts';

/** Who may sign calls: the operator's own keys, and one set of temporary keys for each role. */
export interface Iam {
  /** Declares a role. Its policies are kept for whoever wants to enforce them. */
  createRole(role: Role): void;
  addPolicy(roleName: string, policy: NamedPolicy): void;
  roles(): readonly Role[];
  /** Temporary credentials of the role's session; the same while they are valid. */
  credentialsOf(roleArn: string): Credentials;
  /** Who owns an access key. A key nobody issued belongs to the operator, as any keys do locally. */
  principalOf(accessKeyId: string | undefined): Principal;
  /** The secret behind an issued access key, to verify a signature with. */
  secretOf(accessKeyId: string): string | undefined;
}

export interface Role {
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
