import type { SQSHandler } from 'aws-lambda';
import { vi } from 'vitest';
import { bookingKey } from '../../../model/bookings/keys.ts';
import { bookingPaymentId, bookingPaymentKey } from '../../../model/payments/keys.ts';
import { rowMarks } from '../../../model/table.ts';
import { apartmentRow, bookingRow } from '../bookings/rows.ts';
import { invoke, startBackend, type Row } from '../startBackend.ts';

export interface Faults {
  /** Of 100 calls of the gateway. @default 0 */
  readonly failure?: number;
  readonly timeout?: number;
  readonly seed?: number | string;
}

/** A claimed payment, as `payBooking` writes it. */
export const paymentRow = (attempt = 1, changes: Row = {}): Row => ({
  ...bookingPaymentKey('booking-1', attempt),
  ...rowMarks('Payment'),
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

const cancelled = {
  detail: {
    eventName: 'BOOKING_CANCELLED_EVENT',
    applied: true,
    eventData: { bookingId: { S: 'booking-1' } },
  },
};

/** An approved booking with its first payment claimed, and both workers over a gateway with these faults. */
export const startPayments = async ({ failure = 0, timeout = 0, seed = 1 }: Faults = {}) => {
  const backend = await startBackend();
  Object.assign(process.env, {
    PAYMENT_GATEWAY: 'simulated',
    PAYMENT_FAILURE_PERCENT: String(failure),
    PAYMENT_TIMEOUT_PERCENT: String(timeout),
    PAYMENT_SEED: String(seed),
  });
  vi.resetModules();
  const pay = (await import('../../../lambda-fns/payments/payBooking.ts')).handler;
  const refund = (await import('../../../lambda-fns/payments/refundCancelledBooking.ts')).handler;
  await backend.put(
    { ...apartmentRow(), apartmentType: 'DOUBLE_ROOM' },
    bookingRow('booking-1', { status: 'APPROVED' }),
    paymentRow(),
  );

  const rowAt = async ({ pk, sk }: { pk: string; sk: string }) =>
    (await backend.rows()).find((row) => row.pk === pk && row.sk === sk);

  /** Delivers until a delivery succeeds; how many it took. */
  const deliverAll = async (handler: SQSHandler, body: unknown, atMost = 10) => {
    await backend.send(body);
    for (let deliveries = 1; deliveries <= atMost; deliveries++) {
      const event = await backend.receiveEvent();
      const { batchItemFailures } = await invoke(handler, event);
      if (batchItemFailures.length === 0) return deliveries;
      await backend.world.clock.advance(1_000_000);
    }
    return Infinity;
  };

  return {
    ...backend,
    /** The table's actions as they were before a test broke any. */
    wholeActions: { ...backend.tableActions },
    /** One delivery of the payment's message; whether it was done. */
    async deliver(attempt = 1): Promise<boolean> {
      await backend.send({ bookingId: 'booking-1', attempt });
      const { batchItemFailures } = await invoke(pay, await backend.receiveEvent());
      return batchItemFailures.length === 0;
    },
    pay: (attempt = 1) => deliverAll(pay, { bookingId: 'booking-1', attempt }),
    refund: () => deliverAll(refund, cancelled),
    payHandler: pay,
    cancel: (changes: Row = {}) => backend.put(bookingRow('booking-1', { status: 'CANCELLED', ...changes })),
    booking: () => rowAt(bookingKey('booking-1')),
    payment: (attempt = 1) => rowAt(bookingPaymentKey('booking-1', attempt)),
    events: async () => (await backend.rows()).filter(({ sk }) => sk.startsWith('EVENT#')),
    /** What the gateway's own book says was taken and given back, in cents, over all its lines. */
    async book() {
      const lines = (await backend.rows()).filter(({ pk }) => pk.startsWith('GATEWAY#'));
      const sum = (name: string) => lines.reduce((total, line) => total + (line[name] ?? 0), 0);
      return { captured: sum('capturedCents'), refunded: sum('refundedCents') };
    },
  };
};

export type StartedPayments = Awaited<ReturnType<typeof startPayments>>;
