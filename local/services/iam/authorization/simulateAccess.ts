import type { RequestAnalysis, Simulation } from '@cloud-copilot/iam-simulate';
import { AwsError } from '../../../platform/AwsError.ts';
import { invariant } from '../../../platform/errors.ts';
import type {
  AccessDecision,
  AccessRequest,
  CallerPolicies,
  ConditionValue,
  PolicyKind,
  StatementReference,
} from './Access.ts';

/** What is simulated: a request with all that its conditions read. */
export interface SimulatedAccess {
  /** ARN of a user or a role's session, or a service such as `events.amazonaws.com`. */
  readonly principal: string;
  readonly accountId: string;
  readonly request: Pick<AccessRequest, 'action' | 'resource' | 'resourcePolicy'>;
  readonly policies: CallerPolicies;
  readonly context: Readonly<Record<string, ConditionValue>>;
}

/**
 * Decides by AWS's rules: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * Throws where a policy is malformed. The simulator is loaded with the first decision, because that takes 50 ms.
 */
export async function simulateAccess(access: SimulatedAccess): Promise<AccessDecision> {
  const { runSimulation } = await import('@cloud-copilot/iam-simulate');
  const outcome = await runSimulation(simulationOf(access), {});
  if (outcome.resultType === 'error') throw simulationFailed(access, outcome.errors);
  const analysis = outcome.resultType === 'single' ? outcome.result.analysis : outcome.results[0]?.analysis;
  invariant(analysis, 'a simulation that ran has an analysis');
  const { principal, request, context } = access;
  const { action, resource } = request;
  const decided = { principal, action, resource, context };
  return outcome.overallResult === 'Allowed'
    ? { ...decided, allowed: true, statements: statementsOf(access, analysis, 'allowStatements') }
    : { ...decided, allowed: false, ...denialOf(access, analysis) };
}

function simulationOf({ principal, accountId, request, policies, context }: SimulatedAccess): Simulation {
  const { identity, boundary } = policies;
  const named = ({ policyName, document }: CallerPolicies['identity'][number]) => ({
    name: policyName,
    policy: document,
  });
  return {
    request: {
      principal,
      action: request.action,
      resource: { resource: arnToMatch(request, accountId), accountId },
      contextVariables: copyOf(context),
    },
    identityPolicies: identity.map(named),
    ...(boundary && { permissionBoundaryPolicies: [named(boundary)] }),
    ...(request.resourcePolicy !== undefined && {
      resourcePolicy: parsePolicy(request.resourcePolicy),
    }),
    // An account of its own has none.
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
}

/**
 * The simulator knows resources by their ARNs alone. One that has none, such as the telephone number of a text message, is
 * matched by `*` and by `NotResource`, and by no ARN of a policy: it is given one of a partition that no policy names.
 */
const arnToMatch = ({ action, resource }: SimulatedAccess['request'], accountId: string) =>
  resource === '*' || resource.startsWith('arn:')
    ? resource
    : `arn:none:${action.split(':')[0]}:none:${accountId}:${resource}`;

const parsePolicy = (text: string): unknown => JSON.parse(text);

const copyOf = (context: SimulatedAccess['context']): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(context).map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]),
  );

/** A service's table may name an action or resource that IAM does not know: a fault of ours. The rest is the template's. */
function simulationFailed(
  { request, policies }: SimulatedAccess,
  errors: { readonly message: string },
): Error {
  invariant(
    errors.message === 'policy.errors',
    `${request.action} on ${request.resource}: ${errors.message}`,
  );
  return new AwsError(
    'MalformedPolicyDocument',
    `A policy of ${policies.owner} or of ${request.resource} is not valid: ${JSON.stringify(errors)}`,
  );
}

type Side = 'allowStatements' | 'denyStatements';

const SIDES = [
  ['identity', 'identityAnalysis'],
  ['boundary', 'permissionBoundaryAnalysis'],
  ['resource', 'resourceAnalysis'],
] as const satisfies readonly (readonly [PolicyKind, keyof RequestAnalysis])[];

/** The policies that deny explicitly come first, as the message names one kind of policy only. */
function denialOf(access: SimulatedAccess, analysis: RequestAnalysis) {
  const { action } = access.request;
  const denying = SIDES.find(([, side]) => (analysis[side]?.denyStatements.length ?? 0) > 0);
  if (denying)
    return {
      reason: `with an explicit deny in a${denying[0] === 'identity' ? 'n' : ''} ${POLICY_TYPES[denying[0]]}`,
      statements: statementsOf(access, analysis, 'denyStatements'),
    };
  const lacking = analysis.blockedBy?.includes('pb')
    ? POLICY_TYPES.boundary
    : access.policies.identity.length === 0 && access.request.resourcePolicy !== undefined
      ? POLICY_TYPES.resource
      : POLICY_TYPES.identity;
  return { reason: `because no ${lacking} allows the ${action} action`, statements: [] };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const POLICY_TYPES = {
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  resource: 'resource-based policy',
} as const;

/** A role's trust policy is the resource policy of the role. */
const isTrust = (kind: PolicyKind, { action }: Pick<AccessRequest, 'action'>) =>
  kind === 'resource' && action === 'sts:AssumeRole';

const statementsOf = (
  { policies, request }: SimulatedAccess,
  analysis: RequestAnalysis,
  side: Side,
): StatementReference[] =>
  SIDES.flatMap(([kind, name]) =>
    (analysis[name]?.[side] ?? []).map(({ policyId, statement }) => {
      const sid = statement.sid();
      return {
        kind: isTrust(kind, request) ? 'trust' : kind,
        owner: kind === 'resource' ? request.resource : policies.owner,
        policy: kind === 'resource' ? 'Policy' : policyId,
        index: statement.index() - 1,
        ...(sid !== undefined && { sid }),
      };
    }),
  );
