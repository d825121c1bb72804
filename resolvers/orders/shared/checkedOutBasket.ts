import { util, type Context } from '@aws-appsync/utils';
import { basketKey, openBasketIndexKeys, openBasketKey } from '../../../model/baskets/keys.ts';
import type { StoredBasket } from '../../../model/baskets/states.ts';
import { ORDER_PLACED_EVENT, placedEventOf, type PlacedEventData } from '../../../model/orders/events.ts';
import { orderEventKey } from '../../../model/orders/keys.ts';
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

const statusAndVersion = { '#status': 'status', '#version': 'version' };

/** Ends an open basket at the version that was seen: any change since fails it. Its version stays what was ordered. */
export const checkOut = ({ id, version }: StoredBasket, now: string) =>
  updateItem(
    basketKey(id),
    {
      expression: 'SET #status = :checkedOut, updatedOn = :now REMOVE gsi1pk, gsi1sk',
      expressionNames: { '#status': 'status' },
      expressionValues: util.dynamodb.toMapValues({ ':checkedOut': 'CHECKED_OUT', ':now': now }),
    },
    withFailedItem({
      ...expressionOf('#status = :open AND #version = :version AND expiresOn > :instant', {
        ':open': 'OPEN',
        ':version': version,
        ':instant': now,
      }),
      expressionNames: statusAndVersion,
    }),
  );

/** Frees the person's claim of one open basket. */
export const freeOpenBasket = ({ id, userId }: StoredBasket) =>
  deleteItem(
    openBasketKey(userId),
    expressionOf('attribute_not_exists(pk) OR basketId = :basketId', { ':basketId': id }),
  );

/** Claims the order's id, which is the basket's. A raw event that no order applied is no claim. */
export const claimOrder = (
  ctx: Pick<Context, 'env' | 'request'>,
  eventData: PlacedEventData,
  claimId: string,
) =>
  putItem(
    orderEventKey(eventData.orderId, ORDER_PLACED_EVENT),
    {
      ...placedEventOf(eventData, util.time.nowEpochSeconds(), eventTtlDaysOf(ctx)),
      claimId,
      ...traceField(ctx),
      ...entityMetadata('OrderEvent'),
    },
    withFailedItem(expressionOf('attribute_not_exists(pk) OR applied = :false', { ':false': false })),
  );

/** Opens a basket again whose check-out was not queued. */
export const reopen = ({ id, expiresOn }: StoredBasket) => {
  const { gsi1pk, gsi1sk } = openBasketIndexKeys(id, expiresOn);
  return updateItem(
    basketKey(id),
    {
      expression: 'SET #status = :open, gsi1pk = :list, gsi1sk = :place',
      expressionNames: { '#status': 'status' },
      expressionValues: util.dynamodb.toMapValues({ ':open': 'OPEN', ':list': gsi1pk, ':place': gsi1sk }),
    },
    {
      ...expressionOf('#status = :checkedOut', { ':checkedOut': 'CHECKED_OUT' }),
      expressionNames: { '#status': 'status' },
    },
  );
};

/** Gives the person's claim back, unless another basket has it by now. */
export const claimOpenBasket = ({ id, userId }: StoredBasket) =>
  putItem(openBasketKey(userId), { userId, basketId: id, ...entityMetadata('OpenBasket') }, rowIsNew);

/** Releases the claim on the order's id, unless a copy of the request joined it. */
export const releaseOrder = (orderId: string, claimId: string) =>
  deleteItem(
    orderEventKey(orderId, ORDER_PLACED_EVENT),
    expressionOf('claimId = :claimId AND attribute_not_exists(joined)', { ':claimId': claimId }),
  );
