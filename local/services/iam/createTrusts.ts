import { AwsError } from '../../platform/AwsError.ts';
import type { World } from '../../platform/World.ts';
import type { AccessRequest } from './authorization/Access.ts';
import type { Authorizer } from './authorization/createAuthorizer.ts';
import { authorize } from './authorization/guardActions.ts';
import { type ServiceCaller, servicePrincipal } from './AssumeRole.ts';
import type { Roles } from './createRoles.ts';

/** Roles' trust policies: who may have a role. */
export interface Trusts {
  /** Returns undefined where the service is known to be trusted. The promise rejects with `AccessDenied`. */
  check(roleArn: string, caller: ServiceCaller): Promise<void> | undefined;
}

/** Recorded: https://github.com/langwatch/langwatch/issues/7053 */
const denied = (message: string) =>
  new AwsError('AccessDenied', message.replace(/ because no .*$/, ''), { status: 403 });

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export function createTrusts({ feed }: World, authorizer: Authorizer, roles: Roles): Trusts {
  const requests = new Map<string, AccessRequest>();

  const requestFor = (roleArn: string): AccessRequest => {
    const known = requests.get(roleArn);
    if (known) return known;
    const resourcePolicy = JSON.stringify(roles.byArn(roleArn).trustPolicy);
    const request = { action: 'sts:AssumeRole', resource: roleArn, resourcePolicy };
    requests.set(roleArn, request);
    return request;
  };

  return {
    check(roleArn, caller) {
      const call = { traceId: caller.traceId, principal: servicePrincipal(caller) };
      return authorize({ authorizer, feed }, { denied }, call, [requestFor(roleArn)]);
    },
  };
}
