import { util, type Context } from '@aws-appsync/utils';
import { basketEventOf, type BasketEventData } from '../../../model/baskets/events.ts';
import { basketEventKey, basketKey, openBasketKey } from '../../../model/baskets/keys.ts';
import type { StoredBasket } from '../../../model/baskets/states.ts';
import { entityMetadata } from '../../../model/table.ts';
import { eventTtlDaysOf, traceField } from '../../platform/context.ts';
import {
  deleteItem,
  expressionOf,
  putItem,
  rowIsNew,
  updateItem,
  withFailedItem,
} from '../../platform/dynamodb.ts';

/** How a basket ends by a resolver; a check-out stands with orders. */
type Ending = 'CANCELED' | 'EXPIRED';

/**
 * Ends a basket that is still as it was read, and takes it out of the index. One that has expired is ended whatever is read
 * of its end: nobody changes it any more.
 */
export const endBasket = ({ id, version }: StoredBasket, status: Ending, now: string) =>
  updateItem(
    basketKey(id),
    {
      expression: 'SET #status = :status, updatedOn = :now REMOVE gsi1pk, gsi1sk',
      expressionNames: { '#status': 'status' },
      expressionValues: util.dynamodb.toMapValues({ ':status': status, ':now': now }),
    },
    withFailedItem({
      ...expressionOf('#status = :open AND #version = :version', { ':open': 'OPEN', ':version': version }),
      expressionNames: { '#status': 'status', '#version': 'version' },
    }),
  );

/** Frees the person's claim. One that is another basket's by now stays. */
export const deleteOpenBasket = ({ id, userId }: StoredBasket) =>
  deleteItem(
    openBasketKey(userId),
    expressionOf('attribute_not_exists(pk) OR basketId = :basketId', { ':basketId': id }),
  );

/** Writes the event that the table's stream announces, once. */
export const announceBasket = (
  ctx: Pick<Context, 'env' | 'request'>,
  { id, userId }: StoredBasket,
  status: BasketEventData['status'],
  now: string,
) => {
  const eventData = { basketId: id, userId, status, updatedOn: now };
  const event = basketEventOf(eventData, util.time.nowEpochSeconds(), eventTtlDaysOf(ctx));
  return putItem(
    basketEventKey(id, event.eventName),
    { ...event, ...traceField(ctx), ...entityMetadata('BasketEvent') },
    rowIsNew,
  );
};
