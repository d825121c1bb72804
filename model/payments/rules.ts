import { type OrderEventData, paidStatuses } from '../orders/events.ts';
import type { ApartmentType, BookingStatus } from '../schema.ts';
import type { ChargeState } from './gateways.ts';
import { canMovePayment, type PaymentState, paymentStatuses } from './states.ts';

/**
 * What an open payment needs. `accept` and `reject` record what the gateway has decided; `rejectAndBar` rejects
 * what it has not, and bars the key; `refund` ends it without money, whatever was charged.
 */
export type PaymentStep = 'charge' | 'accept' | 'reject' | 'rejectAndBar' | 'refund';

/**
 * From what the gateway's book says and where the booking stands now. Nothing is charged or kept for a
 * booking that is not APPROVED.
 */
export const nextBookingStep = (charge: ChargeState['outcome'], booking: BookingStatus): PaymentStep => {
  if (charge === 'refunded' || booking !== 'APPROVED') return 'refund';
  return ({ none: 'charge', accepted: 'accept', rejected: 'reject' } as const)[charge];
};

/** Where an order stands, as far as paying for it goes. */
export interface PayableOrder {
  readonly status: OrderEventData['status'];
  /** Where its units are; `''` where none were taken. */
  readonly stock: OrderEventData['stock'];
}

/**
 * Likewise for an order. Only one that is STOCK_ALLOCATED is charged. It is not asked to pay again, as a
 * booking is, so a charge that was refunded at the gateway ends it; and one that a raw event moved on while
 * it was charged keeps the charge if it is paid for.
 */
export const nextOrderStep = (charge: ChargeState['outcome'], { status }: PayableOrder): PaymentStep => {
  if (status === 'STOCK_ALLOCATED')
    return ({ none: 'charge', accepted: 'accept', rejected: 'reject', refunded: 'rejectAndBar' } as const)[
      charge
    ];
  return charge === 'accepted' && paidStatuses.includes(status) ? 'accept' : 'refund';
};

/** Where an accepted payment takes an order; undefined where it is paid for already, and stays. */
export const acceptedOrder = ({ status, stock }: PayableOrder): PayableOrder | undefined =>
  status === 'STOCK_ALLOCATED'
    ? { status: 'PAYMENT_ACCEPTED', stock: stock === 'HELD' ? 'SOLD' : stock }
    : undefined;

/** Every status from which a payment can reach another one: what a write's condition asks for. */
export const statusesBefore = (to: PaymentState) =>
  paymentStatuses.filter((status) => canMovePayment(status, to));

/** ISO 4217, of every amount. */
export const currency = 'EUR';

/** What one night costs, in whole cents. A changed tariff leaves payments alone that have begun. */
const nightCents: Record<ApartmentType, number> = {
  SINGLE_ROOM: 8_000,
  DOUBLE_ROOM: 12_000,
  VILLA: 125_000,
};

/** What an appointment costs, in whole cents. */
export const appointmentPriceCents = 4_500;

/** What a stay of that many nights costs, in whole cents. */
export const stayPriceCents = (apartmentType: ApartmentType, nights: number) =>
  nightCents[apartmentType] * nights;
