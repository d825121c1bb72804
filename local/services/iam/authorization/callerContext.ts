import type { Principal } from '../../../platform/Call.ts';
import type { World } from '../../../platform/World.ts';
import { isoTime } from '../../../platform/Clock.ts';
import type { ConditionContext } from './Access.ts';

/**
 * The condition keys of every request. Documented, each under its name, at
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * Left out are keys that no request here has: of organizations, networks, tags and multi-factor sessions.
 */
export function callerContext({ account, clock }: World, principal: Principal): ConditionContext {
  const { roleArn, sourceArn } = principal;
  const isService = roleArn === undefined;
  return {
    // Chosen: calls within one machine count as encrypted, because the same calls are on AWS.
    'aws:securetransport': () => 'true',
    'aws:requestedregion': () => account.region,
    'aws:currenttime': () => isoTime(clock.now()),
    'aws:epochtime': () => String(Math.floor(clock.now() / 1000)),
    'aws:principalisawsservice': () => String(isService),
    'aws:principalservicename': () => (isService ? principal.arn : undefined),
    'aws:viaawsservice': () => 'false',
    'aws:principalarn': () => roleArn,
    'aws:principalaccount': () => (isService ? undefined : account.accountId),
    'aws:principaltype': () => (isService ? undefined : 'AssumedRole'),
    'aws:sourcearn': () => sourceArn,
    'aws:sourceaccount': () => (sourceArn === undefined ? undefined : account.accountId),
  };
}
