import { runtime, type Context } from '@aws-appsync/utils';
import { basketStatusAt, itemsOf, type StoredBasket } from '../../../model/baskets/states.ts';
import { offerKey } from '../../../model/catalog/keys.ts';
import { ORDER_PLACED_EVENT } from '../../../model/orders/events.ts';
import { orderEventKey, orderKey } from '../../../model/orders/keys.ts';
import type { Basket } from '../../../model/schema.ts';
import { batchGetItems, batchRows, type BatchResult } from '../../platform/dynamodb.ts';
import { nowInstant } from '../../platform/time.ts';

/** An offer's row, as far as a basket shows it. */
interface OfferRow {
  readonly name: string;
  /** Whole cents, of one unit. */
  readonly priceCents: number;
  readonly participating: boolean;
  /** Only of services, which are booked and not ordered. */
  readonly slotMinutes?: number;
}

/** What was ordered, as the order's row or its claim has it. */
interface Ordered {
  readonly lines: { readonly sku: string; readonly priceCents: number }[];
}

/** A row that the prices are read from: an offer, an order, or the claim of one. */
interface PriceRow {
  readonly pk: string;
  readonly sk: string;
  /** Only a claim has it. */
  readonly eventData?: Ordered;
}

/** What the steps of a basket's field leave for each other. */
export interface BasketStash {
  /** As it is stored now; absent where a query finds none. */
  basket?: StoredBasket;
}

type Step<Result = unknown> = Context<unknown, BasketStash, undefined, undefined, Result>;

/**
 * The last step of every field that answers a basket: asks the catalogue what the items cost now. Of a basket that is
 * checked out the order says it: its row, or its claim while it is queued. At most 27 rows, in one batch.
 */
export const price = {
  request(ctx: Step) {
    const { basket } = ctx.stash;
    if (!basket) runtime.earlyReturn(null);
    const offers = itemsOf(basket.items).map(({ sku }) => offerKey(sku));
    const isOrdered = basket.status === 'CHECKED_OUT';
    const ordered = isOrdered ? [orderKey(basket.id), orderEventKey(basket.id, ORDER_PLACED_EVENT)] : [];
    const keys = [...offers, ...ordered];
    if (keys.length === 0) runtime.earlyReturn(basketResult(basket, []));
    return batchGetItems(ctx, keys);
  },

  response(ctx: Step<BatchResult<(PriceRow | null)[]>>) {
    const rows = batchRows(ctx).flatMap((row) => (row ? [row] : []));
    // The request returned early where there is none.
    return basketResult(ctx.stash.basket as StoredBasket, rows);
  },
};

function basketResult(basket: StoredBasket, rows: PriceRow[]): Basket {
  const items = itemsOf(basket.items).map(({ sku, units }) => {
    const { name, ...offer } = offerOf(sku, rows);
    const priceCents = orderedPriceOf(basket, sku, rows) ?? offer.priceCents;
    return { sku, units, name, priceCents, offered: offer.priceCents !== null };
  });
  const amountCents = items.reduce((sum, { units, priceCents }) => sum + units * (priceCents ?? 0), 0);
  const { id, userId, version, createdOn, updatedOn, expiresOn } = basket;
  return {
    id,
    userId,
    status: basketStatusAt(basket, nowInstant()),
    items: items.map(({ sku, units, name, priceCents, offered }) => {
      const price = priceCents === null ? null : priceCents / 100;
      return { sku, units, name, price, offered };
    }),
    amount: amountCents / 100,
    version,
    createdOn,
    updatedOn,
    expiresOn,
  };
}

/** What the catalogue says of an item now. */
function offerOf(sku: string, rows: PriceRow[]) {
  const { pk } = offerKey(sku);
  // The row of an offer's key.
  const offer = rows.find((row) => row.pk === pk) as OfferRow | undefined;
  return offer?.participating && !offer.slotMinutes ? offer : notOffered;
}

const notOffered = { name: null, priceCents: null };

/** What an item cost when it was ordered. */
function orderedPriceOf(basket: StoredBasket, sku: string, rows: PriceRow[]): number | undefined {
  const { pk, sk } = orderKey(basket.id);
  const ofOrder = rows.filter((row) => row.pk === pk);
  // The order's row has the lines itself, and outlives the claim.
  const order = (ofOrder.find((row) => row.sk === sk) ?? ofOrder[0]?.eventData) as Ordered | undefined;
  return order?.lines.find((line) => line.sku === sku)?.priceCents;
}
