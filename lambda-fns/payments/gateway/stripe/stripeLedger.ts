import { stripePaymentSchema, type StripePayment } from '../../../../model/payments/StripePayment.ts';
import { bindEntity } from '../../../platform/bindEntity.ts';
import { conditionMet } from '../../../platform/transact.ts';

const payments = bindEntity(stripePaymentSchema);

/** What is remembered of a payment, consistent; an empty record where nothing is. */
export const findRecord = async (paymentId: string): Promise<StripePayment> => {
  const { data } = await payments.get({ paymentId }).go({ consistent: true });
  return data ?? { paymentId };
};

/** Remembers the payment's PaymentIntent, unless there is another or the payment was called off. Returns whether it did. */
export const linkIntent = (paymentId: string, intentId: string) =>
  conditionMet(
    payments
      .update({ paymentId })
      .set({ intentId })
      .where(
        (row, { notExists, eq }) =>
          `(${notExists(row.intentId)} OR ${eq(row.intentId, intentId)}) AND ${notExists(row.barred)}`,
      )
      .go(),
  );

/** Calls off a payment that has no PaymentIntent. Returns whether it has none. */
export const barUnlinked = (paymentId: string) =>
  conditionMet(
    payments
      .update({ paymentId })
      .set({ barred: true })
      .where((row, { notExists }) => notExists(row.intentId))
      .go(),
  );

/** Counts an error that Stripe would repeat, so that the next request has another idempotency key. */
export const countServerError = (paymentId: string) =>
  payments.update({ paymentId }).add({ serverErrors: 1 }).go();
