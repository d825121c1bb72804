import { runtime, util, type Context, type DynamoDBDeleteItemRequest } from '@aws-appsync/utils';
import { ORDER_PLACED_EVENT } from '../../model/orders/events.ts';
import { orderEventKey } from '../../model/orders/keys.ts';
import { refuse } from '../refuse.ts';
import { wantedOrder } from './wantedOrder.ts';

/**
 * Step 5 of 5. Answers the ticket where the order was queued; otherwise gives the claim back and says so. A
 * claim that an earlier copy of this request made stays, and so does one that a later copy joined: that copy
 * may be queued, or stored already.
 */
export function request(ctx: Context): DynamoDBDeleteItemRequest {
  if (ctx.stash.enqueued) runtime.earlyReturn(ctx.prev.result);
  if (!ctx.stash.isClaimNew) unavailable();
  return {
    operation: 'DeleteItem',
    key: util.dynamodb.toMapValues(orderEventKey(wantedOrder(ctx).orderId, ORDER_PLACED_EVENT)),
    condition: {
      expression: 'claimId = :claimId AND attribute_not_exists(joined)',
      expressionValues: util.dynamodb.toMapValues({ ':claimId': ctx.stash.claimId }),
    },
  };
}

export function response(ctx: Context): never {
  // A claim that could not be given back is queued when the same order is asked for again.
  if (ctx.error) console.error(ctx.error);
  return unavailable();
}

function unavailable(): never {
  return refuse('QueueUnavailable', 'The order could not be queued; try again');
}
