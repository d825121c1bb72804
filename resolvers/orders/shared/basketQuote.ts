import { runtime } from '@aws-appsync/utils';
import { userKey } from '../../../model/accounts/keys.ts';
import { itemsOf, type StoredBasket } from '../../../model/baskets/states.ts';
import { offerKey } from '../../../model/catalog/keys.ts';
import type { OfferState } from '../../../model/catalog/states.ts';
import { amountOf } from '../../../model/orders/lines.ts';
import { batchGetItems, batchRows, type BatchResult } from '../../platform/dynamodb.ts';
import { throwError } from '../../platform/errors.ts';
import { checkEnabled, type UserRow } from '../../platform/users.ts';
import { queuedTicket, type BasketQuote, type Step } from './checkOutStep.ts';
import {
  checkStay,
  deliveryKeysOf,
  deliveryOf,
  getStay,
  type ApartmentRow,
  type StayClaimRow,
} from './delivery.ts';
import { quoteOf } from './requestedLines.ts';

/** The keys of what is asked of the catalogue: a basket has each SKU once. */
export const basketOfferKeys = (basket: StoredBasket) =>
  itemsOf(basket.items).map(({ sku }) => offerKey(sku));

/** Prices a basket by what is offered, at the versions that were read, as any order is priced. */
export const quoteOfBasket = (basket: StoredBasket, offers: (OfferState | null)[]): BasketQuote => {
  const items = itemsOf(basket.items).map((item) => ({ ...item, ...quoteOf([item], offers, false) }));
  const lines = items.flatMap((item) => item.lines);
  const missing = items.find(({ refusal }) => refusal);
  return { lines, amountCents: amountOf(lines), ...(missing ? { missing: missing.sku } : {}) };
};

/** Ends the field because the basket is not as it was seen, and says how it is. */
export function throwChanged({ version }: StoredBasket, { amountCents }: BasketQuote): never {
  throwError('BasketChanged', 'The basket, or what it costs, has changed', {
    version,
    amount: amountCents / 100,
  });
}

/**
 * Asks the catalogue what the items cost now, whether the owner may order, and whether the apartment is theirs: at most 28
 * rows. Who changes a price a moment later sells this order at the version it names.
 */
export const quoteBasket = {
  request(ctx: Step) {
    const { basket, deliverTo, isStored, claimId } = ctx.stash;
    if (isStored && basket.status === 'CHECKED_OUT')
      runtime.earlyReturn(queuedTicket(basket), { skipTo: 'END' });
    if (claimId) runtime.earlyReturn(queuedTicket(basket));
    const { userId } = basket;
    const keys = [userKey(userId), ...basketOfferKeys(basket), ...deliveryKeysOf(userId, deliverTo)];
    return batchGetItems(ctx, keys, { consistentRead: true });
  },

  response(ctx: Step<BatchResult<unknown[]>>) {
    const { basket, deliverTo } = ctx.stash;
    const rows = batchRows(ctx);
    const count = basketOfferKeys(basket).length;
    // The rows of the request's keys, in their order.
    checkEnabled(rows[0] as UserRow | null, basket.userId);
    // As above.
    const offers = rows.slice(1, count + 1) as (OfferState | null)[];
    // As above.
    const [apartment, stay] = rows.slice(count + 1) as [ApartmentRow | null, StayClaimRow | null];
    ctx.stash.quote = quoteOfBasket(basket, offers);
    checkAsSeen(ctx);
    if (deliverTo) ctx.stash.delivery = deliveryOf(basket.userId, deliverTo, apartment, stay);
    return queuedTicket(basket);
  },
};

/** Throws where the caller was shown another basket, or another price. */
function checkAsSeen(ctx: Step): void {
  const { basket, quote: found, expectedCents } = ctx.stash;
  if (basket.version !== ctx.args.version) throwChanged(basket, found);
  if (found.missing) throwError('NotOffered', 'Nobody sells this now', { sku: found.missing });
  if (found.lines.length === 0)
    throwError('InvalidArgument', 'The basket is empty', { argument: 'basketId' });
  if (found.amountCents !== expectedCents) throwChanged(basket, found);
}

/** Reads the stay of a person who does not live in the apartment. */
export const readStay = {
  request(ctx: Step) {
    const { delivery } = ctx.stash;
    if (!delivery?.bookingId) runtime.earlyReturn(ctx.prev.result);
    return getStay(delivery.bookingId);
  },

  response(ctx: Step<Parameters<typeof checkStay>[0]['result']>) {
    const { delivery } = ctx.stash;
    if (delivery) checkStay(ctx, delivery);
    return ctx.prev.result;
  },
};
