import { util, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import { claimsKey } from '../../model/bookings/keys.ts';
import type { MutationDeleteUserAccountArgs } from '../../model/schema.ts';
import { actorOf, personOf } from '../actors.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';

/**
 * Step 1 of 2. Refuses while the person has bookings in progress, which the claims tell. A courtesy: one that
 * is asked for at this very moment keeps its course, and staff see it without its account.
 */
export function request(ctx: Context<MutationDeleteUserAccountArgs>): DynamoDBQueryRequest {
  const id = personOf(actorOf(ctx), ctx.args.id, 'id');
  ctx.stash.id = id;
  const { pk, sk } = claimsKey(id);
  return {
    operation: 'Query',
    consistentRead: true,
    query: {
      expression: 'pk = :pk AND begins_with(sk, :sk)',
      expressionValues: util.dynamodb.toMapValues({ ':pk': pk, ':sk': sk }),
    },
    filter: {
      expression: 'heldUntil > :now',
      expressionValues: util.dynamodb.toMapValues({ ':now': util.time.nowISO8601() }),
    },
  };
}

export function response(ctx: Context<MutationDeleteUserAccountArgs>) {
  if (ctx.error) passOn(ctx.error);
  const [claim] = ctx.result.items;
  if (claim)
    refuse('BookingInProgress', 'The person has bookings in progress', { bookingId: claim.bookingId });
  return {};
}
