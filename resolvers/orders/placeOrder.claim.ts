import { runtime, util, type Context, type DynamoDBPutItemRequest } from '@aws-appsync/utils';
import { placedEventOf, type PlacedEventData } from '../../model/orders/events.ts';
import { orderEventKey } from '../../model/orders/keys.ts';
import { amountOf } from '../../model/orders/lines.ts';
import type { PlaceOrder } from '../../model/orders/messages.ts';
import type { OrderTicket } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { failedCondition } from '../failedCondition.ts';
import { passOn } from '../passOn.ts';
import { refuse } from '../refuse.ts';
import { settingsOf } from '../settings.ts';
import { checkSame, queuedTicket, wantedOrder } from './wantedOrder.ts';

/**
 * Step 2 of 5. Claims the order's id by its ORDER_PLACED_EVENT: of any number of requests at one instant one
 * writes it. A raw event that no order took in is no claim. `claimId` tells our row from a like one of the
 * same instant, which AppSync would otherwise take for a write that was repeated.
 */
export function request(ctx: Context): DynamoDBPutItemRequest {
  const wanted = wantedOrder(ctx);
  if (ctx.stash.isStored) runtime.earlyReturn(queuedTicket(wanted), { skipTo: 'END' });
  const { orderId, lines } = wanted;
  const placedOn = util.time.nowISO8601();
  const eventData: PlacedEventData = { ...wanted, amountCents: amountOf(lines), updatedOn: placedOn };
  const event = placedEventOf(eventData, util.time.nowEpochSeconds(), settingsOf(ctx).eventTtlDays);
  ctx.stash.claimId = util.autoUlid();
  ctx.stash.placedOn = placedOn;
  return {
    operation: 'PutItem',
    key: util.dynamodb.toMapValues(orderEventKey(orderId, event.eventName)),
    attributeValues: util.dynamodb.toMapValues({
      ...event,
      claimId: ctx.stash.claimId,
      ...entityMetadata('OrderEvent'),
    }),
    condition: {
      expression: 'attribute_not_exists(pk) OR applied = :false',
      expressionValues: util.dynamodb.toMapValues({ ':false': false }),
    },
  };
}

/** On a failed condition AppSync hands back the row as it is by then: the one in the way may have been given back. */
export function response(ctx: Context): OrderTicket {
  const wanted = wantedOrder(ctx);
  ctx.stash.isClaimNew = !ctx.error;
  if (ctx.error) {
    if (!failedCondition(ctx.error)) passOn(ctx.error);
    const found = ctx.result;
    if (!found?.applied) refuse('TryAgain', 'Somebody else was claiming this id; try again');
    checkSame(wanted, found.eventData);
    ctx.stash.claimId = found.claimId;
    ctx.stash.placedOn = found.eventData.updatedOn;
  }
  ctx.stash.message = { ...wanted, placedOn: ctx.stash.placedOn } satisfies PlaceOrder;
  return queuedTicket(wanted);
}
