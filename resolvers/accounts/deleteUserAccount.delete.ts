import { util, type Context, type DynamoDBDeleteItemRequest } from '@aws-appsync/utils';
import { userKey } from '../../model/accounts/keys.ts';
import type { MutationDeleteUserAccountArgs } from '../../model/schema.ts';
import { actorOf } from '../actors.ts';
import { failedCondition } from '../failedCondition.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';

/** Step 2 of 2. Whoever was disabled cannot begin anew by deleting the account: an Admin must. */
export function request(ctx: Context<MutationDeleteUserAccountArgs>): DynamoDBDeleteItemRequest {
  const { isAdmin } = actorOf(ctx);
  return {
    operation: 'DeleteItem',
    key: util.dynamodb.toMapValues(userKey(ctx.stash.id)),
    condition: isAdmin
      ? { expression: 'attribute_exists(pk)' }
      : {
          expression: 'attribute_exists(pk) AND enabled = :enabled',
          expressionValues: util.dynamodb.toMapValues({ ':enabled': true }),
        },
  };
}

export function response(ctx: Context<MutationDeleteUserAccountArgs>) {
  const userId = ctx.stash.id;
  if (failedCondition(ctx.error) && ctx.result) refuse('UserDisabled', 'The account is disabled', { userId });
  // AppSync takes the deletion of what is not there for done, and has nothing to hand back.
  if (failedCondition(ctx.error) || (!ctx.error && !ctx.result))
    refuse('NotFound', 'There is no such account', { userId });
  if (ctx.error) passOn(ctx.error);
  return true;
}
