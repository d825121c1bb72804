import type { Payment } from '../../model/payments/Payment.ts';
import { entities } from './entities.ts';

/** Which attempt to pay for what. */
export type PaymentKey = Pick<Payment, 'subject' | 'subjectId' | 'attempt'>;

/** A payment as it is now, consistent; null where there is none. */
export const findPayment = async (key: PaymentKey) =>
  (await entities.Payment.get(key).go({ consistent: true })).data;

/** The one payment of an order. */
export const orderPayment = (orderId: string) =>
  ({ subject: 'EVENTS#ORDER_ID', subjectId: orderId, attempt: 1 }) as const satisfies PaymentKey;
