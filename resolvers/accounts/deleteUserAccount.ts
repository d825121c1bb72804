import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { userKey } from '../../model/accounts/keys.ts';
import { claimsKey } from '../../model/bookings/keys.ts';
import type { MutationDeleteUserAccountArgs } from '../../model/schema.ts';
import { actorOf, personOf } from '../platform/context.ts';
import { deleteItem, expressionOf, rowExists, type Page } from '../platform/dynamodb.ts';
import { throwDataSourceError, throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import { rivalAccount, writeAccount, type AccountResult } from './shared/accounts.ts';

interface Stash {
  /** Whose account is deleted. */
  id: string;
}

type Step<Result> = Context<MutationDeleteUserAccountArgs, Stash, undefined, undefined, Result>;

/**
 * Throws while the person has bookings in progress, by their claims. This is a courtesy: a booking that is requested
 * at this very moment goes on, and staff see it without its account.
 */
export const check = {
  request(ctx: Step<unknown>): DynamoDBQueryRequest {
    const id = personOf(actorOf(ctx), ctx.args.id, 'id');
    ctx.stash.id = id;
    const { pk, sk } = claimsKey(id);
    return {
      operation: 'Query',
      consistentRead: true,
      query: expressionOf('pk = :pk AND begins_with(sk, :sk)', { ':pk': pk, ':sk': sk }),
      filter: expressionOf('heldUntil > :now', { ':now': nowInstant() }),
    };
  },

  response(ctx: Step<Page<{ bookingId: string }>>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    const [claim] = ctx.result.items;
    if (claim)
      throwError('BookingInProgress', 'The person has bookings in progress', { bookingId: claim.bookingId });
    return {};
  },
};

/** Nobody who was disabled can start again by deleting the account: an Admin must delete it. */
const deleteUser = {
  request(ctx: Step<unknown>) {
    const userId = ctx.stash.id;
    const account = deleteItem(
      userKey(userId),
      actorOf(ctx).isAdmin
        ? rowExists
        : expressionOf('attribute_exists(pk) AND enabled = :enabled', { ':enabled': true }),
    );
    return writeAccount(ctx, account, 'USER_DELETED_EVENT', { userId, updatedOn: nowInstant() });
  },

  response(ctx: Step<AccountResult>) {
    const userId = ctx.stash.id;
    if (!ctx.error) return true;
    if (rivalAccount(ctx)) throwError('UserDisabled', 'The account is disabled', { userId });
    throwError('NotFound', 'There is no such account', { userId });
  },
};

export { deleteUser as delete };
