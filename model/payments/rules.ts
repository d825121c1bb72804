import { type OrderEventData, paidStatuses } from '../orders/events.ts';
import type { ApartmentType, BookingStatus } from '../schema.ts';
import type { ChargeState } from './gateways.ts';
import { canMovePayment, type PaymentState, paymentStatuses } from './states.ts';

/**
 * The next step of an open payment. `accept` and `reject` record what the gateway has decided. `rejectAndBar`
 * rejects a payment that it has not decided, and bars its key. `refund` ends it without money, whatever was
 * charged.
 */
export type PaymentStep = 'charge' | 'accept' | 'reject' | 'rejectAndBar' | 'refund';

/**
 * By the gateway's record of the charge and the booking's present status. Nothing is charged or kept for a
 * booking that is not APPROVED.
 */
export const nextBookingStep = (charge: ChargeState['outcome'], booking: BookingStatus): PaymentStep => {
  if (charge === 'refunded' || booking !== 'APPROVED') return 'refund';
  return ({ none: 'charge', authorized: 'charge', accepted: 'accept', rejected: 'reject' } as const)[charge];
};

/** What paying for an order depends on. */
export interface PayableOrder {
  readonly status: OrderEventData['status'];
  /** Where its units are; `''` where none were taken. */
  readonly stock: OrderEventData['stock'];
}

/** `charge` takes what was held: an amount is never held twice under one key. */
const stepsOfAllocated = {
  none: 'charge',
  authorized: 'charge',
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

/**
 * What an order becomes when its payment is accepted; undefined where it is paid for already and stays as it
 * is.
 */
export const acceptedOrder = ({ status, stock }: PayableOrder): PayableOrder | undefined =>
  status === 'STOCK_ALLOCATED'
    ? { status: 'PAYMENT_ACCEPTED', stock: stock === 'HELD' ? 'SOLD' : stock }
    : undefined;

/** Every status from which a payment can move to this one, for the condition of a write. */
export const statusesBefore = (to: PaymentState) =>
  paymentStatuses.filter((status) => canMovePayment(status, to));

/** The price of one night, in whole cents. Payments that have begun keep theirs. */
const nightCents: Record<ApartmentType, number> = {
  SINGLE_ROOM: 8_000,
  DOUBLE_ROOM: 12_000,
  VILLA: 125_000,
};

/** The price of an appointment, in whole cents. */
export const appointmentPriceCents = 4_500;

/** The price of a stay, in whole cents. */
export const stayPriceCents = (apartmentType: ApartmentType, nights: number) =>
  nightCents[apartmentType] * nights;
