import { isPromise } from 'node:util/types';
import { AwsError } from '../../platform/AwsError.ts';
import type { World } from '../../platform/World.ts';
import type { AccessDecision, AccessRequest } from './authorization/Access.ts';
import type { Authorizer } from './authorization/createAuthorizer.ts';
import { authorizeFrom } from './authorization/guardActions.ts';
import { type ServiceCaller, servicePrincipal } from './AssumeRole.ts';
import type { Roles } from './createRoles.ts';

/** Roles' trust policies: who may have a role. */
export interface Trusts {
  /** Returns undefined where the service is known to be trusted. The promise rejects with `AccessDenied`. */
  check(roleArn: string, caller: ServiceCaller): Promise<void> | undefined;
  /** Forgets what was decided: policies have changed. */
  reset(): void;
}

/** What was decided for a service's resource, and when that ends. */
interface Trusted {
  readonly service: string;
  readonly decision: AccessDecision;
  readonly until: number;
}

/** Documented: a session lasts an hour, and nothing is asked of the trust policy meanwhile. */
const SESSION_MS = 3_600_000;

/** Chosen: a role is assumed for a handful of resources. */
const MOST_SESSIONS = 10_000;

/** Recorded: https://github.com/langwatch/langwatch/issues/7053 */
const denied = (message: string) =>
  new AwsError('AccessDenied', message.replace(/ because no .*$/, ''), { status: 403 });

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export function createTrusts({ clock, feed }: World, authorizer: Authorizer, roles: Roles): Trusts {
  const requests = new Map<string, AccessRequest>();

  const requestFor = (roleArn: string): AccessRequest => {
    const known = requests.get(roleArn);
    if (known) return known;
    const resourcePolicy = JSON.stringify(roles.byArn(roleArn).trustPolicy);
    const request = { action: 'sts:AssumeRole', resource: roleArn, resourcePolicy };
    requests.set(roleArn, request);
    return request;
  };

  /** By the role, then by the resource: one text put together of both would be made, and hashed, at every call. */
  const trusted = new Map<string, Map<string, Trusted>>();
  let remembered = 0;

  const forget = () => {
    trusted.clear();
    remembered = 0;
  };

  const remember = (roleArn: string, { service, sourceArn }: ServiceCaller, decision: AccessDecision) => {
    if (remembered >= MOST_SESSIONS) forget();
    remembered++;
    const ofRole = trusted.get(roleArn) ?? new Map<string, Trusted>();
    trusted.set(roleArn, ofRole.set(sourceArn, { service, decision, until: clock.now() + SESSION_MS }));
  };

  return {
    check(roleArn, caller) {
      const known = trusted.get(roleArn)?.get(caller.sourceArn);
      if (known && known.service === caller.service && clock.now() < known.until) {
        authorizer.announce(known.decision);
        return undefined;
      }
      const call = { traceId: caller.traceId, principal: servicePrincipal(caller) };
      const decision = authorizer.decide(call, requestFor(roleArn));
      if (isPromise(decision) || !decision.allowed)
        return authorizeFrom({ authorizer, feed }, { denied }, call, decision, []);
      remember(roleArn, caller, decision);
      return undefined;
    },
    reset() {
      requests.clear();
      forget();
    },
  };
}
