import type { Context } from '@aws-appsync/utils';
import { basketStatusAt, type StoredBasket } from '../../../model/baskets/states.ts';
import type { PlacedEventData } from '../../../model/orders/events.ts';
import type { OrderLine } from '../../../model/orders/lines.ts';
import type { PlaceOrder } from '../../../model/orders/messages.ts';
import type { MutationCheckOutBasketArgs, OrderTicket } from '../../../model/schema.ts';
import { throwError } from '../../platform/errors.ts';
import { nowInstant } from '../../platform/time.ts';
import type { Delivery } from './delivery.ts';

/** What a basket costs now. */
export interface BasketQuote {
  /** Of the items that are offered. */
  readonly lines: OrderLine[];
  /** Whole cents, of those lines. */
  readonly amountCents: number;
  /** The first item that nobody sells now. */
  readonly missing?: string;
}

/** What the steps leave for each other. */
interface Stash {
  basket: StoredBasket;
  /** Whole cents: what the caller was shown. */
  expectedCents: number;
  deliverTo?: string;
  /** Whether the order is stored already. */
  isStored: boolean;
  quote: BasketQuote;
  delivery?: Delivery;
  /** Whether this request checked the basket out. */
  isClaimNew: boolean;
  /** Of the order's claim; undefined until there is one. */
  claimId?: string;
  /** The basket as somebody else changed it before this request could check it out. */
  changed?: StoredBasket;
  message: PlaceOrder;
  /** Whether SQS took the message. */
  enqueued: boolean;
}

/** A step of `checkOutBasket`; `Result` is what its data source answers. */
export type Step<Result = unknown> = Context<
  MutationCheckOutBasketArgs,
  Stash,
  { result: OrderTicket },
  undefined,
  Result
>;

/** The claim on an order's id: its ORDER_PLACED_EVENT. */
export interface ClaimRow {
  readonly applied: boolean;
  readonly claimId?: string;
  readonly eventData: PlacedEventData & { readonly lines: OrderLine[] };
}

/** Throws on a basket that nobody can check out any more, whether or not that is stored yet. */
export function checkOpen(basket: StoredBasket): void {
  const status = basketStatusAt(basket, nowInstant());
  if (status !== 'OPEN') throwError('StateConflict', `The basket is ${status}`, { status });
}

export const queuedTicket = (basket: StoredBasket): OrderTicket => ({ id: basket.id, status: 'QUEUED' });
