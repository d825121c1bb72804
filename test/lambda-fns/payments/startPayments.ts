import { bookingKey } from '../../../model/bookings/keys.ts';
import {
  bookingPaymentId,
  bookingPaymentKey,
  paymentSortKey,
  userPaymentsKey,
} from '../../../model/payments/keys.ts';
import { entityMetadata } from '../../../model/table.ts';
import { apartmentRow, bookingRow } from '../bookings/rows.ts';
import type { Row } from '../startBackend.ts';
import { startGateway, type Faults } from './startGateway.ts';

/** A claimed payment, as `payBooking` writes it. */
export const paymentRow = (attempt = 1, changes: Row = {}): Row => ({
  gsi1pk: userPaymentsKey('user-1'),
  gsi1sk: paymentSortKey(
    changes['createdOn'] ?? '2030-01-01T00:00:00.000Z',
    bookingPaymentId('booking-1', attempt),
  ),
  ...bookingPaymentKey('booking-1', attempt),
  ...entityMetadata('Payment'),
  subject: 'BOOKING',
  subjectId: 'booking-1',
  attempt,
  paymentId: bookingPaymentId('booking-1', attempt),
  userId: 'user-1',
  paymentStatus: 'PAYMENT_PENDING',
  paymentRetries: 0,
  heldUntil: '2030-01-01T00:15:00.000Z',
  createdOn: '2030-01-01T00:00:00.000Z',
  updatedOn: '2030-01-01T00:00:00.000Z',
  ...changes,
});

/** Three nights at 120.00. */
export const PRICE = 36_000;

const ended = (eventName: string) => ({
  detail: { eventName, applied: true, eventData: { bookingId: { S: 'booking-1' } } },
});

/** An approved booking with its first payment claimed, and both workers over a gateway with these faults. */
export const startPayments = async (faults: Faults = {}) => {
  const backend = await startGateway(faults);
  const pay = (await import('../../../lambda-fns/payments/payBooking.ts')).handler;
  const refund = (await import('../../../lambda-fns/payments/refundCancelledBooking.ts')).handler;
  await backend.put(
    { ...apartmentRow(), apartmentType: 'DOUBLE_ROOM' },
    bookingRow('booking-1', { status: 'APPROVED' }),
    paymentRow(),
  );
  const booking = () => backend.rowAt(bookingKey('booking-1'));

  return {
    ...backend,
    /** One delivery of the payment's message; whether it was done. */
    deliver: (attempt = 1) => backend.deliverOnce(pay, { bookingId: 'booking-1', attempt }),
    pay: (attempt = 1) => backend.deliverAll(pay, { bookingId: 'booking-1', attempt }),
    refund: () => backend.deliverAll(refund, ended('BOOKING_CANCELLED_EVENT')),
    /** Delivers that the stay is over. */
    completes: () => backend.deliverAll(refund, ended('BOOKING_COMPLETED_EVENT')),
    /** Delivers that the amount is to be held, or let go. */
    ask: (goal: 'hold' | 'void', attempt = 1) =>
      backend.deliverAll(pay, { bookingId: 'booking-1', attempt, goal }),
    payHandler: pay,
    cancel: (changes: Row = {}) => backend.put(bookingRow('booking-1', { status: 'CANCELLED', ...changes })),
    booking,
    status: async () => (await booking())!.status as string,
    payment: (attempt = 1) => backend.rowAt(bookingPaymentKey('booking-1', attempt)),
  };
};

export type StartedPayments = Awaited<ReturnType<typeof startPayments>>;
