import { shoppingListSchema } from '../../model/fulfilment/ShoppingList.ts';
import { CompletedList } from '../../model/payments/messages.ts';
import type { Payment } from '../../model/payments/Payment.ts';
import { missingCents } from '../../model/payments/rules.ts';
import { bindEntity } from '../platform/bindEntity.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { PermanentError } from '../platform/errors.ts';
import { now, type Instant } from '../platform/now.ts';
import { conditionMet } from '../platform/transact.ts';
import { gateway } from './gateway/gateway.ts';
import { entities, findPayment, orderPayment } from './shared/entities.ts';

const lists = bindEntity(shoppingListSchema);

/** Follows a shopping list that was completed: what was paid for and not found is refunded, once. */
export const handler = eachRecord({
  step: 'refundMissingUnits',
  schema: CompletedList,
  entityType: 'order',
  entityIdPaths: ['detail.eventData.orderId.S'],
  independent: true,
  handle: async ({ orderId }) => {
    const { data: list } = await lists.get({ listId: orderId }).go({ consistent: true });
    // Whatever an event says, money moves by what is stored.
    if (list?.status !== 'COMPLETED' && list?.status !== 'CANCELED')
      throw new PermanentError('StateConflict', `The list of order ${orderId} is not completed`);
    const cents = missingCents(list.missing ?? []);
    const payment = await findPayment(orderPayment(orderId));
    // An order that was canceled since is refunded as a whole, by its saga.
    if (list.status === 'CANCELED' || cents === 0 || !payment) return 'nothing to refund';
    return refundMissing(payment, cents, now());
  },
});

/** An order has one list, so it has one part that is refunded. */
const REFUND_ID = 'missing';

const refundMissing = async (payment: Payment, amountCents: number, now: Instant): Promise<string> => {
  const { paymentId, paymentStatus, refundedCents } = payment;
  if (paymentStatus === 'PAYMENT_REFUNDED' || refundedCents !== undefined) return 'duplicate';
  if (paymentStatus !== 'PAYMENT_ACCEPTED')
    throw new PermanentError('StateConflict', `Payment ${paymentId} is ${paymentStatus}`);
  if (!(await refundPart(paymentId, amountCents))) return 'refunded as a whole';
  // Where it is refunded as a whole meanwhile, its row says so.
  await conditionMet(
    entities.Payment.patch(payment)
      .set({ refundedCents: amountCents, reason: 'Units were missing', updatedOn: now.iso })
      .where(
        (row, { eq, notExists }) =>
          `${eq(row.paymentStatus, 'PAYMENT_ACCEPTED')} AND ${notExists(row.refundedCents)}`,
      )
      .go(),
  );
  return 'refunded in part';
};

/** Returns false where nothing is left to refund: a cancellation was faster. */
const refundPart = async (paymentId: string, amountCents: number): Promise<boolean> => {
  try {
    await gateway.refundPart({ paymentId, refundId: REFUND_ID, amountCents });
    return true;
  } catch (error) {
    if ((await gateway.enquire(paymentId)).outcome === 'refunded') return false;
    throw error;
  }
};
