import { runtime, util, type Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { userEventOf, type UserEventData, type UserEventName } from '../../../model/accounts/events.ts';
import { userEventKey, userKey } from '../../../model/accounts/keys.ts';
import { groupOf } from '../../../model/accounts/states.ts';
import type { User, UserType } from '../../../model/schema.ts';
import { checkId } from '../../platform/arguments.ts';
import { entityMetadata } from '../../../model/table.ts';
import { actorOf, eventTtlDaysOf, traceField, verifiedEmailOf, type Actor } from '../../platform/context.ts';
import {
  cancellationReasonsOf,
  expressionOf,
  putItem,
  rowIsNew,
  setAttributes,
  transactWriteItems,
  updateItem,
  withFailedItem,
  type TransactionResult,
  type Write,
} from '../../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../../platform/errors.ts';
import { nowInstant } from '../../platform/time.ts';

interface Privileges {
  readonly userType?: UserType | null;
  readonly verified?: boolean | null;
}

/** Throws where the actor gives an account a type whose group is not its own, or verifies one, and is no Admin. */
export function checkPrivileges(actor: Actor, { userType, verified }: Privileges) {
  const type = userType ?? 'TENANT';
  if (type !== 'TENANT' && !actor.isAdmin && actor.groups.indexOf(groupOf[type]) < 0)
    throwError('Forbidden', `Only an Admin may make a ${type}`, { argument: 'userType' });
  if (verified && !actor.isAdmin)
    throwError('Forbidden', 'Only an Admin may verify an account', { argument: 'verified' });
}

/** Whether an address is proven to be that of a person: the user pool has verified it as the caller's, and the caller is the person. */
export const isProven = (ctx: Pick<Context, 'identity'>, userId: string, email: string): boolean =>
  actorOf(ctx).id === userId && verifiedEmailOf(ctx) === email;

/** What a mutation of an account reads first. */
export type Account = Omit<User, '__typename'>;

/**
 * Writes an account and the event of it, in one transaction. The write's condition answers the row that failed it as the
 * first reason.
 */
export const writeAccount = (
  ctx: Pick<Context, 'env' | 'request'>,
  write: Write,
  eventName: UserEventName,
  eventData: UserEventData,
) => {
  const event = userEventOf(
    eventName,
    eventData,
    util.autoUlid(),
    util.time.nowEpochSeconds(),
    eventTtlDaysOf(ctx),
  );
  return transactWriteItems(ctx, [
    { ...write, condition: withFailedItem(write.condition) },
    putItem(
      userEventKey(event.userId, eventName, event.eventId),
      { ...event, ...traceField(ctx), ...entityMetadata('UserEvent') },
      rowIsNew,
    ),
  ]);
};

/** Why the account was not written: the row that was in the way, if there was one. */
export type AccountResult = TransactionResult<Account>;

/** Returns the row that failed the account's condition, and null where there was none. Throws on any other failure. */
export function rivalAccount(
  ctx: Pick<Context<unknown, object, undefined, undefined, AccountResult>, 'error' | 'result'>,
): Account | null {
  const reasons = cancellationReasonsOf(ctx);
  const [account] = reasons;
  if (!conditionFailed(account)) throwDataSourceError(ctx.error ?? { type: 'Unknown' }, reasons);
  return account?.item ?? null;
}

export function throwNoAccount(id: string): never {
  throwError('NotFound', 'There is no such account', { id });
}

type EnabledStep<Result = unknown> = Context<
  { id: string },
  { account: Account },
  undefined,
  undefined,
  Result
>;

/** Reads an account that is to be enabled or disabled. */
export const readAccount = {
  request(ctx: EnabledStep) {
    return get({ key: userKey(checkId(ctx.args.id, 'id')), consistentRead: true });
  },

  response(ctx: EnabledStep<Account | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    if (!ctx.result) throwNoAccount(ctx.args.id);
    ctx.stash.account = ctx.result;
    return ctx.result;
  },
};

/** Enables or disables the account that was read, and announces it. One that is so already is answered as it is. */
export function writeEnabled(ctx: EnabledStep, enabled: boolean) {
  const { account } = ctx.stash;
  if (account.enabled === enabled) runtime.earlyReturn(account);
  const updatedOn = nowInstant();
  ctx.stash.account = { ...account, enabled, updatedOn };
  return writeAccount(
    ctx,
    updateItem(
      userKey(account.id),
      setAttributes({ enabled, updatedOn }),
      expressionOf('enabled = :read', { ':read': !enabled }),
    ),
    enabled ? 'USER_ENABLED_EVENT' : 'USER_DISABLED_EVENT',
    { userId: account.id, updatedOn },
  );
}

/** Returns the account as it was written. One that somebody else has written so meanwhile is answered as that has left it. */
export function enabledAccount(ctx: EnabledStep<AccountResult>): Account {
  const { account } = ctx.stash;
  return ctx.error ? (rivalAccount(ctx) ?? throwNoAccount(account.id)) : account;
}
