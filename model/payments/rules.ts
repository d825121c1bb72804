import type { MissingUnits } from '../fulfilment/events.ts';
import { type OrderEventData, paidStatuses } from '../orders/events.ts';
import type { BookingStatus } from '../schema.ts';
import type { ChargeState } from './gateways.ts';
import { canMovePayment, type PaymentState, paymentStatuses } from './states.ts';

/**
 * The next step of an open payment. `hold` has the amount held, and `charge` taken, held before or not. `acceptHeld`, `accept`
 * and `reject` record what the gateway has decided. `rejectAndBar` rejects a payment that it has not decided, and bars
 * its key. `refund` ends it without money, whatever was charged or held.
 */
export type PaymentStep = 'hold' | 'charge' | 'acceptHeld' | 'accept' | 'reject' | 'rejectAndBar' | 'refund';

/** What is wanted of a payment now: that its amount is held, or taken. */
export type PaymentGoal = 'hold' | 'take';

/**
 * By the gateway's record of the charge and the booking's present status. Nothing is charged or kept for a
 * booking that is not APPROVED.
 */
export const nextBookingStep = (
  charge: ChargeState['outcome'],
  booking: BookingStatus,
  goal: PaymentGoal = 'take',
): PaymentStep => {
  if (charge === 'refunded' || booking !== 'APPROVED') return 'refund';
  const open = goal === 'hold' ? ({ none: 'hold', authorized: 'acceptHeld' } as const) : toCharge;
  return ({ ...open, accepted: 'accept', rejected: 'reject' } as const)[charge];
};

/** `charge` takes what was held: an amount is never held twice under one key. */
const toCharge = { none: 'charge', authorized: 'charge' } as const;

/** What paying for an order depends on. */
export interface PayableOrder {
  readonly status: OrderEventData['status'];
  /** Where its units are; `''` where none were taken. */
  readonly stock: OrderEventData['stock'];
}

const stepsOfAllocated = {
  ...toCharge,
  accepted: 'accept',
  rejected: 'reject',
  refunded: 'rejectAndBar',
} as const satisfies Record<ChargeState['outcome'], PaymentStep>;

/**
 * Likewise for an order, which is charged only while it is STOCK_ALLOCATED. Unlike a booking it cannot be
 * paid again, so a charge that was refunded at the gateway ends it. Where a raw event moved the order while
 * it was charged, the charge is kept if the order is paid for.
 */
export const nextOrderStep = (charge: ChargeState['outcome'], { status }: PayableOrder): PaymentStep => {
  if (status === 'STOCK_ALLOCATED') return stepsOfAllocated[charge];
  return charge === 'accepted' && paidStatuses.includes(status) ? 'accept' : 'refund';
};

/** Likewise where the saga of a new order has its amount held. It is the saga that rejects an order whose payment is refused. */
export const nextHoldStep = (charge: ChargeState['outcome']): PaymentStep =>
  (
    {
      none: 'hold',
      authorized: 'acceptHeld',
      // It was taken by a later command, and this one answered before that: its answer is there.
      accepted: 'acceptHeld',
      rejected: 'reject',
      refunded: 'rejectAndBar',
    } as const
  )[charge];

/** Likewise where it has the held amount taken. What is not held any more cannot be, and is not charged instead. */
export const nextCaptureStep = (charge: ChargeState['outcome']): PaymentStep =>
  charge === 'none' ? 'rejectAndBar' : stepsOfAllocated[charge];

/**
 * What an order becomes when its payment is accepted; undefined where it is paid for already and stays as it
 * is.
 */
export const acceptedOrder = ({ status, stock }: PayableOrder): PayableOrder | undefined =>
  status === 'STOCK_ALLOCATED'
    ? { status: 'PAYMENT_ACCEPTED', stock: stock === 'HELD' ? 'SOLD' : stock }
    : undefined;

/** The price of units that were paid for and not found, in whole cents. */
export const missingCents = (missing: readonly Pick<MissingUnits, 'units' | 'priceCents'>[]) =>
  missing.reduce((sum, { units, priceCents }) => sum + units * priceCents, 0);

/** Every status from which a payment can move to this one, for the condition of a write. */
export const statusesBefore = (to: PaymentState) =>
  paymentStatuses.filter((status) => canMovePayment(status, to));

/** The price of an appointment that was booked before services had prices, in whole cents. */
export const appointmentPriceCents = 4_500;
