import { runtime, util, type Context, type DynamoDBUpdateItemRequest } from '@aws-appsync/utils';
import { ORDER_PLACED_EVENT } from '../../model/orders/events.ts';
import { orderEventKey } from '../../model/orders/keys.ts';
import { failedCondition } from '../failedCondition.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';
import { wantedOrder } from './wantedOrder.ts';

/**
 * Step 3 of 5. An order that is asked for again joins the claim before it is queued: whoever made the claim may
 * be refused by SQS later than this copy is accepted, and must not give back what the copy rests on. A raw
 * event that was taken in has no `claimId`: it came with its order, and nobody gives it back.
 */
export function request(ctx: Context): DynamoDBUpdateItemRequest {
  const { isClaimNew, claimId } = ctx.stash;
  if (isClaimNew || !claimId) runtime.earlyReturn(ctx.prev.result);
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues(orderEventKey(wantedOrder(ctx).orderId, ORDER_PLACED_EVENT)),
    update: {
      expression: 'SET joined = :true',
      expressionValues: util.dynamodb.toMapValues({ ':true': true }),
    },
    condition: {
      expression: 'claimId = :claimId',
      expressionValues: util.dynamodb.toMapValues({ ':claimId': claimId }),
    },
  };
}

export function response(ctx: Context) {
  if (failedCondition(ctx.error)) refuse('TryAgain', 'The order it repeats could not be queued; try again');
  if (ctx.error) passOn(ctx.error);
  return ctx.prev.result;
}
