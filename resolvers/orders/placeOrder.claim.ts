import { runtime, util, type Context, type DynamoDBPutItemRequest } from '@aws-appsync/utils';
import { placedEventOf, type PlacedEventData } from '../../model/orders/events.ts';
import { orderEventKey } from '../../model/orders/keys.ts';
import { amountOf } from '../../model/orders/lines.ts';
import type { PlaceOrder } from '../../model/orders/messages.ts';
import type { OrderTicket } from '../../model/schema.ts';
import { rowMarks } from '../../model/table.ts';
import { failedCondition } from '../failedCondition.ts';
import { passOn } from '../passOn.ts';
import { settingsOf } from '../settings.ts';
import { checkSame, queuedTicket, wantedOf } from './wanted.ts';

/**
 * Step 2 of 4. Claims the order's id by its ORDER_PLACED_EVENT: of any number of requests at one instant one
 * writes it. A raw event that no order took in is no claim. `claimId` tells our row from a like one of the
 * same instant, which AppSync would otherwise take for a write that was repeated.
 */
export function request(ctx: Context): DynamoDBPutItemRequest {
  const wanted = wantedOf(ctx);
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
      ...rowMarks('OrderEvent'),
    }),
    condition: {
      expression: 'attribute_not_exists(pk) OR applied = :false',
      expressionValues: util.dynamodb.toMapValues({ ':false': false }),
    },
  };
}

/** On a failed condition AppSync hands back the row as it is. */
export function response(ctx: Context): OrderTicket {
  const wanted = wantedOf(ctx);
  ctx.stash.isClaimNew = !ctx.error;
  if (ctx.error) {
    if (!failedCondition(ctx.error)) passOn(ctx.error);
    const { eventData } = ctx.result;
    checkSame(wanted, eventData);
    ctx.stash.placedOn = eventData.updatedOn;
  }
  ctx.stash.message = { ...wanted, placedOn: ctx.stash.placedOn } satisfies PlaceOrder;
  return queuedTicket(wanted);
}
