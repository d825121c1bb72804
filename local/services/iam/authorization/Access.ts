/** One thing that a caller wants to do to one resource; a call may want several. */
export interface AccessRequest {
  /** Such as `dynamodb:PutItem`. */
  readonly action: string;
  /** ARN; `*` for actions that are about no resource; what else AWS names there, such as a telephone number. */
  readonly resource: string;
  /** The service's own condition keys. Only those that a policy names are read. */
  readonly context?: ConditionContext;
  /** The resource's own policy as JSON text; undefined where it has none. */
  readonly resourcePolicy?: string | undefined;
}

/**
 * By the condition key in lower case, such as `dynamodb:leadingkeys`, because policies may spell keys in any case. A reader
 * returns undefined where the request has no such key.
 */
export type ConditionContext = Readonly<Record<string, () => ConditionValue | undefined>>;

export type ConditionValue = string | readonly string[];

/** What became of a request, and by which statements. */
export interface AccessDecision {
  /** The caller's ARN, or a service such as `events.amazonaws.com`. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly allowed: boolean;
  /** The condition keys that were read, of the first request of its kind: others of that kind have other values. */
  readonly context: Readonly<Record<string, ConditionValue>>;
  /** The statements that allowed it; those that denied it, for an explicit denial. */
  readonly statements: readonly StatementReference[];
  /** Why it was denied, as AWS words it: `because no identity-based policy allows the … action`. */
  readonly reason?: string;
}

/** A statement of a policy. */
export interface StatementReference {
  readonly kind: PolicyKind;
  /** The role that has the policy, or the resource. */
  readonly owner: string;
  /** `PolicyName`, the ARN of a managed policy, or `Policy` of a resource's own. */
  readonly policy: string;
  /** Its place in the policy, from 0. */
  readonly index: number;
  readonly sid?: string;
}

export type PolicyKind = 'identity' | 'boundary' | 'resource' | 'trust';

/** The policies of a caller. */
export interface CallerPolicies {
  /** The role's ARN; the service's name where it has no role. */
  readonly owner: string;
  readonly identity: readonly NamedPolicy[];
  /** Undefined where there is none. */
  readonly boundary?: NamedPolicy | undefined;
}

export interface NamedPolicy {
  readonly policyName: string;
  readonly document: unknown;
}
