import type { PaymentState } from '../../model/payments/states.ts';
import { eurosOf, type Ordered } from './orderResult.ts';

/** An order's payment, as its row says. */
export interface PaymentRow {
  readonly paymentId: string;
  readonly paymentStatus: PaymentState;
  readonly paymentRetries: number;
  /** Whole cents; absent until the gateway is about to be asked. */
  readonly amountCents?: number;
  readonly reason?: string;
  readonly createdOn: string;
  readonly updatedOn: string;
}

/** The payment of an order as the API tells it. */
export const paymentResult = (order: Ordered, payment: PaymentRow) => ({
  paymentId: payment.paymentId,
  orderId: order.orderId,
  userId: order.userId,
  paymentStatus: payment.paymentStatus,
  paymentRetries: payment.paymentRetries,
  amount: eurosOf(payment.amountCents ?? order.amountCents),
  reason: payment.reason ?? null,
  createdOn: payment.createdOn,
  updatedOn: payment.updatedOn,
});
