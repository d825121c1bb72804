import type { Call, Principal } from '../../../platform/Call.ts';
import type { World } from '../../../platform/World.ts';
import type { AccessDecision, AccessRequest, CallerPolicies, ConditionContext } from './Access.ts';
import { callerContext } from './callerContext.ts';
import { type ConditionReader, createConditionReader } from './conditionValues.ts';
import { simulateAccess, type SimulatedAccess } from './simulateAccess.ts';

/** Decides what callers may do, by their roles' policies and those of resources. */
export interface Authorizer {
  /** The decision at once where an equal request was decided before. */
  decide(call: Call, request: AccessRequest): AccessDecision | Promise<AccessDecision>;
  /** Tells listeners of a decision again that somebody else remembered. */
  announce(decision: AccessDecision): void;
  /** Forgets what was decided: policies have changed. */
  reset(): void;
  /** Calls `listener` with every decision, remembered ones too. Returns a function that ends this. */
  onDecision(listener: (decision: AccessDecision) => void): () => void;
}

/** Chosen: some 500 bytes each. A cloud of 50 functions needs some 500; keys of conditions may make more. */
const MOST_DECISIONS = 20_000;

export type PoliciesOf = (principal: Principal) => CallerPolicies;

export function createAuthorizer(world: World, policiesOf: PoliciesOf): Authorizer {
  const callers = createCallers(world, policiesOf);
  const listeners = new Set<(decision: AccessDecision) => void>();
  let remembered = 0;

  const reset = () => {
    callers.clear();
    remembered = 0;
  };

  const announce = (decision: AccessDecision) => {
    for (const listener of listeners) listener(decision);
    return decision;
  };

  const simulate = async (target: Target, key: string, access: Omit<SimulatedAccess, 'accountId'>) => {
    try {
      const decision = await simulateAccess({ ...access, accountId: world.account.accountId });
      if (remembered >= MOST_DECISIONS) reset();
      remembered++;
      target.decisions.set(key, decision);
      return decision;
    } finally {
      target.underWay.delete(key);
    }
  };

  return {
    decide({ principal }, request) {
      const caller = callers.of(principal);
      const target = targetOf(caller, request);
      const key = target.reader.classify(caller.context, request.context);
      const known = target.decisions.get(key);
      if (known) return announce(known);
      const underWay = target.underWay.get(key);
      if (underWay) return underWay.then(announce);
      const context = target.reader.read(caller.context, request.context);
      const access = { principal: principal.arn, request, policies: caller.policies, context };
      const decision = simulate(target, key, access);
      target.underWay.set(key, decision);
      return decision.then(announce);
    },
    announce,
    reset,
    onDecision(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

interface Callers {
  of(principal: Principal): Caller;
  clear(): void;
}

function createCallers(world: World, policiesOf: PoliciesOf): Callers {
  const byName = new Map<string, Caller>();
  // The principal of a session is one object, which is found faster than its ARN. Services have a new one for each call.
  let bySession = new WeakMap<Principal, Caller>();

  const named = (principal: Principal): Caller => {
    const key =
      principal.sourceArn === undefined ? principal.arn : `${principal.arn}\n${principal.sourceArn}`;
    const known = byName.get(key);
    if (known) return known;
    const caller = {
      policies: policiesOf(principal),
      context: callerContext(world, principal),
      targets: new Map<string, Map<string, Target>>(),
    };
    byName.set(key, caller);
    return caller;
  };

  return {
    of(principal) {
      if (principal.roleArn === undefined) return named(principal);
      const known = bySession.get(principal);
      if (known) return known;
      const caller = named(principal);
      bySession.set(principal, caller);
      return caller;
    },
    clear() {
      byName.clear();
      bySession = new WeakMap();
    },
  };
}

interface Caller {
  readonly policies: CallerPolicies;
  readonly context: ConditionContext;
  /** By action, then by resource. */
  readonly targets: Map<string, Map<string, Target>>;
}

/** What is remembered of a caller's requests for one action on one resource. */
interface Target {
  /** Its policy at that time. */
  readonly resourcePolicy: string | undefined;
  readonly reader: ConditionReader;
  /** By the class of the values that the policies' conditions read. */
  readonly decisions: Map<string, AccessDecision>;
  /** The first requests of a burst are equal, and a decision takes longer than all of them take to arrive. */
  readonly underWay: Map<string, Promise<AccessDecision>>;
}

function targetOf(
  { policies, targets }: Caller,
  { action, resource, resourcePolicy }: AccessRequest,
): Target {
  const ofAction = targets.get(action) ?? new Map<string, Target>();
  targets.set(action, ofAction);
  const known = ofAction.get(resource);
  if (known && known.resourcePolicy === resourcePolicy) return known;
  const reader = createConditionReader(policies, resourcePolicy, action);
  const target: Target = { resourcePolicy, reader, decisions: new Map(), underWay: new Map() };
  ofAction.set(resource, target);
  return target;
}
