import { util, type Context, type DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { userKey } from '../../model/accounts/keys.ts';
import { orderKey } from '../../model/orders/keys.ts';
import type { MutationPlaceOrderArgs } from '../../model/schema.ts';
import { actorOf, personOf } from '../actors.ts';
import { checkId, checkName } from '../checks.ts';
import { batchRows } from '../batchRows.ts';
import { refuse } from '../refuse.ts';
import { settingsOf } from '../settings.ts';
import { linesOf } from './linesOf.ts';
import { checkSame, wantedOrder, type WantedOrder } from './wantedOrder.ts';

/** Step 1 of 5. Refuses what cannot be accepted anyway, and finds an order that is stored already. */
export function request(ctx: Context<MutationPlaceOrderArgs>): DynamoDBBatchGetItemRequest {
  const { orderId, lines, userId: named } = ctx.args.input;
  const userId = checkId(personOf(actorOf(ctx), named), 'userId');
  const wanted: WantedOrder = { orderId: checkName(orderId, 'orderId'), userId, lines: linesOf(lines) };
  ctx.stash.wanted = wanted;
  const keys = [userKey(userId), orderKey(orderId)];
  return {
    operation: 'BatchGetItem',
    tables: { [settingsOf(ctx).tableName]: { keys: keys.map((key) => util.dynamodb.toMapValues(key)) } },
  };
}

export function response(ctx: Context<MutationPlaceOrderArgs>) {
  const wanted = wantedOrder(ctx);
  const [user, stored] = batchRows(ctx);
  if (!user) refuse('NotFound', 'There is no account of this person', { userId: wanted.userId });
  if (!user.enabled) refuse('UserDisabled', 'The account is disabled', { userId: wanted.userId });
  if (stored) checkSame(wanted, stored);
  ctx.stash.isStored = !!stored;
  return {};
}
