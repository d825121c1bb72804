import { paymentPrefix } from '../../model/payments/keys.ts';
import type { PaymentState } from '../../model/payments/states.ts';

/** A payment, as its row has it. */
export interface PaymentRow {
  readonly pk?: string;
  readonly paymentId: string;
  readonly paymentStatus: PaymentState;
  readonly paymentRetries: number;
  /** Whole cents; absent until a worker is about to call the gateway. */
  readonly amountCents?: number;
  /** Whole cents; absent where none were. */
  readonly refundedCents?: number;
  readonly reason?: string;
  readonly createdOn: string;
  readonly updatedOn: string;
}

/** The row of a booking's payment. */
export interface BookingPaymentRow extends PaymentRow {
  /** The booking's id. */
  readonly subjectId: string;
  readonly userId: string;
  /** Whether another attempt took its place. */
  readonly superseded?: boolean;
}

/** What was ordered, as far as its payment needs it. */
interface PaidOrder {
  readonly orderId: string;
  readonly userId: string;
  readonly amountCents: number;
}

/** Whole cents as the API answers them, in EUR. */
export const eurosOf = (cents: number) => cents / 100;

const commonResult = (payment: PaymentRow) => ({
  paymentId: payment.paymentId,
  paymentStatus: payment.paymentStatus,
  paymentRetries: payment.paymentRetries,
  refunded: eurosOf(payment.refundedCents ?? 0),
  reason: payment.reason ?? null,
  createdOn: payment.createdOn,
  updatedOn: payment.updatedOn,
});

/** The payment of an order as the API answers it. */
export const orderPaymentResult = (order: PaidOrder, payment: PaymentRow) => ({
  ...commonResult(payment),
  __typename: 'OrderPayment',
  orderId: order.orderId,
  userId: order.userId,
  amount: eurosOf(payment.amountCents ?? order.amountCents),
});

/** The payment of a booking as the API answers it. */
export const bookingPaymentResult = (payment: BookingPaymentRow) => ({
  ...commonResult(payment),
  __typename: 'BookingPayment',
  bookingId: payment.subjectId,
  userId: payment.userId,
  amount: payment.amountCents === undefined ? null : eurosOf(payment.amountCents),
});

/** The latest of a booking's payments, of the rows of its partition in the order of their keys; undefined where none was begun. */
export const latestPaymentOf = (rows: { readonly sk: string }[]): BookingPaymentRow | undefined => {
  const payments = rows.filter(({ sk }) => sk.startsWith(paymentPrefix));
  // Only payments have such keys.
  return payments[payments.length - 1] as object | undefined as BookingPaymentRow | undefined;
};
