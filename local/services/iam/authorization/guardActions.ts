import { isPromise } from 'node:util/types';
import type { Actions, Call, Principal } from '../../../platform/Call.ts';
import { invariant } from '../../../platform/errors.ts';
import type { Feed } from '../../../platform/Feed.ts';
import type { AccessDecision, AccessRequest } from './Access.ts';
import { type DenialError, denialMessage } from './accessDenied.ts';
import type { Authorizer } from './createAuthorizer.ts';

/** What each API action of a service needs, by the action's name. Every service has such a table in `permissions.ts`. */
export interface ServicePermissions {
  readonly actions: Readonly<Record<string, ActionPermissions>>;
  /** The service's error for a denial. */
  readonly denied: DenialError;
  /** How the service spells an IAM action in that error. @default as policies do */
  readonly spell?: (action: string) => string;
}

/**
 * Returns what a call needs, given its input, which nothing has checked yet: where the input does not say what it is about,
 * none, and the action refuses it. Chosen: AWS documents no order of the two checks.
 */
export type ActionPermissions = (input: never) => readonly AccessRequest[];

export interface Guard {
  readonly authorizer: Authorizer;
  readonly feed: Feed;
}

/** Whether policies decide what a caller may do. They do not for the account's owner and CloudFormation. */
export const isJudged = ({ roleArn, arn }: Principal) =>
  roleArn !== undefined || arn.endsWith('.amazonaws.com');

/** A service's actions behind their permissions: a call that is not allowed is refused before it begins. */
export function guardActions(actions: Actions, permissions: ServicePermissions, guard: Guard): Actions {
  return Object.fromEntries(
    Object.entries(actions).map(([name, action]) => {
      const needs = permissions.actions[name];
      invariant(needs, `the action ${name} has a line in its service's table of permissions`);
      return [
        name,
        (input: unknown, call: Call) => {
          if (!isJudged(call.principal)) return action(input, call);
          // Each line of the table reads its own action's input, and checks what it reads.
          const pending = authorize(guard, permissions, call, needs((input ?? {}) as never));
          return pending ? pending.then(() => action(input, call)) : action(input, call);
        },
      ];
    }),
  );
}

/** Returns undefined where all requests are known to be allowed. The promise rejects with the service's denial. */
export function authorize(
  guard: Guard,
  permissions: Omit<ServicePermissions, 'actions'>,
  call: Call,
  requests: readonly AccessRequest[],
): Promise<void> | undefined {
  let decided = 0;
  for (const request of requests) {
    const decision = guard.authorizer.decide(call, request);
    decided++;
    if (isPromise(decision) || !decision.allowed)
      return authorizeFrom(guard, permissions, call, decision, requests.slice(decided));
  }
  return undefined;
}

/** The same from a decision on, which may still be under way. The promise rejects with the service's denial. */
export async function authorizeFrom(
  guard: Guard,
  permissions: Omit<ServicePermissions, 'actions'>,
  call: Call,
  first: AccessDecision | Promise<AccessDecision>,
  rest: readonly AccessRequest[],
): Promise<void> {
  const decision = await first;
  if (!decision.allowed) throw denialOf(guard.feed, permissions, call, decision);
  await authorize(guard, permissions, call, rest);
}

/** For what has an answer of its own to a denial. */
export async function isAllowed(
  { authorizer, feed }: Guard,
  call: Call,
  request: AccessRequest,
): Promise<boolean> {
  const decision = await authorizer.decide(call, request);
  if (!decision.allowed) publishDenial(feed, call, decision);
  return decision.allowed;
}

function denialOf(
  feed: Feed,
  { denied, spell = (action) => action }: Omit<ServicePermissions, 'actions'>,
  call: Call,
  decision: AccessDecision,
) {
  publishDenial(feed, call, decision);
  return denied(denialMessage(decision, spell(decision.action)));
}

function publishDenial(
  feed: Feed,
  { traceId, parentId }: Call,
  { principal, action, resource, reason = '' }: AccessDecision,
) {
  feed.publish({ kind: 'denial', traceId, parentId, principal, action, resource, reason });
}
