import type { OrderLine } from '../../model/orders/lines.ts';
import type { OrderStatus } from '../../model/schema.ts';

/** What was ordered, as its row or its claim says. */
export interface Ordered {
  readonly orderId: string;
  readonly userId: string;
  readonly lines: OrderLine[];
  /** Whole cents. */
  readonly amountCents: number;
  /** ISO 8601, when it was placed. */
  readonly createdOn: string;
}

/** How far it has come, as its row says; there is none while it is CREATED. */
export interface Progressed {
  readonly status: OrderStatus;
  readonly reason?: string;
  /** ISO 8601. */
  readonly updatedOn: string;
}

/** Whole cents as the API tells them, in EUR. */
export const eurosOf = (cents: number) => cents / 100;

/** An order as the API tells it. */
export const orderResult = (
  { orderId, userId, lines, amountCents, createdOn }: Ordered,
  { status, reason, updatedOn }: Progressed = { status: 'CREATED', updatedOn: createdOn },
) => ({
  orderId,
  userId,
  lines: lines.map(({ sku, units, priceCents }) => ({ sku, units, price: eurosOf(priceCents) })),
  amount: eurosOf(amountCents),
  status,
  reason: reason ?? null,
  createdOn,
  updatedOn,
});
