import { orderPaymentId } from '../../../model/payments/keys.ts';
import type { Payment } from '../../../model/payments/Payment.ts';
import type { SagaCommand } from '../../../model/sagaCommands.ts';
import { now, type Instant } from '../../platform/now.ts';
import { answerCommand, type SagaReply } from '../../platform/sagaCommands.ts';
import { conditionMet, retryWhenOutdated } from '../../platform/transact.ts';
import { entities, findPayment, orderPayment } from './entities.ts';
import { before, giveBack, record } from './outcomes.ts';
import { authorizationSubject, captureSubject, findSagaOrder, type SagaOrder } from './sagaSubjects.ts';
import { settlePayment } from './settlement.ts';

/** Has the amount of an order held, once, and answers with the outcome in the same transaction. */
export const authorizeOrder = async (command: SagaCommand): Promise<string> => {
  const { orderId } = command;
  const instant = now();
  // Where there is one, an earlier delivery began it, or the command was called off.
  await conditionMet(
    entities.Payment.create(newPayment(await findSagaOrder(orderId), 'PAYMENT_PENDING', instant)).go(),
  );
  return settlePayment(orderPayment(orderId), async () =>
    authorizationSubject(command, await findSagaOrder(orderId), instant),
  );
};

/** Takes what is held for an order, once, and answers likewise. */
export const confirmOrder = ({ orderId, ...command }: SagaCommand): Promise<string> =>
  settlePayment(orderPayment(orderId), async () =>
    captureSubject({ orderId, ...command }, await findSagaOrder(orderId)),
  );

/**
 * Ends the payment of an order without money, whether something was charged, held, or nothing done at all, and answers. Nothing can
 * be held or charged after: of a payment that was not begun it leaves a row, so that it does not begin late.
 */
export const endOrderPayment = (command: SagaCommand, reply: SagaReply['reply']): Promise<string> =>
  retryWhenOutdated(async () => {
    const { orderId } = command;
    const instant = now();
    const payment = await findPayment(orderPayment(orderId));
    return payment
      ? endPayment(payment, command, reply, instant)
      : forestall(await findSagaOrder(orderId), command, reply, instant);
  });

const REASON = 'The order was called off';

const endPayment = async (
  payment: Payment,
  command: SagaCommand,
  reply: SagaReply['reply'],
  now: Instant,
) => {
  const isEnded = ['PAYMENT_REFUNDED', 'PAYMENT_VOIDED'].includes(payment.paymentStatus);
  const ended = isEnded ? undefined : await giveBack(payment);
  const isChanged = ended && ended.paymentStatus !== payment.paymentStatus;
  return record(ended?.paymentStatus ?? payment.paymentStatus, (writes) => [
    ...(isChanged
      ? [
          {
            write: writes.Payment.patch(payment)
              .set({ ...ended, reason: REASON, updatedOn: now.iso })
              .where(before(ended.paymentStatus))
              .commit(),
            onConditionFailed: () => 'outdated' as const,
          },
        ]
      : []),
    answerCommand(writes, command, { reply }, now),
  ]);
};

/** Of a payment that was never begun nothing is asked of the gateway. */
const forestall = (order: SagaOrder, command: SagaCommand, reply: SagaReply['reply'], now: Instant) =>
  record('forestalled', (writes) => [
    {
      write: writes.Payment.create({
        ...newPayment(order, 'PAYMENT_VOIDED', now),
        reason: REASON,
      }).commit(),
      onConditionFailed: () => 'outdated',
    },
    answerCommand(writes, command, { reply }, now),
  ]);

const newPayment = (
  { orderId, userId, amountCents }: SagaOrder,
  paymentStatus: Payment['paymentStatus'],
  now: Instant,
): Payment => ({
  ...orderPayment(orderId),
  paymentId: orderPaymentId(orderId),
  userId,
  amountCents,
  paymentStatus,
  paymentRetries: 0,
  createdOn: now.iso,
  updatedOn: now.iso,
});
