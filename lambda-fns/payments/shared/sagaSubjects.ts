import { sagaFlow } from '../../../model/orders/states.ts';
import { paymentRefusedReason } from '../../../model/payments/events.ts';
import { acceptedOrder, nextCaptureStep, nextHoldStep } from '../../../model/payments/rules.ts';
import type { SagaCommand } from '../../../model/sagaCommands.ts';
import type { RejectedEnding } from '../../../model/sagas/states.ts';
import { PermanentError } from '../../platform/errors.ts';
import type { Instant } from '../../platform/now.ts';
import { answerCommand, type SagaReply } from '../../platform/sagaCommands.ts';
import { findCustomer } from './customer.ts';
import { entities } from './entities.ts';
import { orderItems, type PaidOrder, type PaymentSubject } from './subjects.ts';

/** An order that its saga leads, as it is stored. */
export interface SagaOrder extends PaidOrder {
  readonly deliverTo?: string | undefined;
}

/** Reads an order, consistent. Throws where there is none, or its saga does not lead it. */
export const findSagaOrder = async (orderId: string): Promise<SagaOrder> => {
  const { data: order } = await entities.Order.get({ orderId }).go({ consistent: true });
  if (order?.flow !== sagaFlow)
    throw new PermanentError('NotFound', `There is no order ${orderId} that a saga leads`);
  const { data: progress } = await entities.OrderProgress.get({ orderId }).go({ consistent: true });
  const { userId, amountCents, flow, deliverTo } = order;
  // Its progress begins with its first move.
  const { status, stock } = progress ?? { status: 'CREATED' as const, stock: undefined };
  return { orderId, userId, amountCents, flow, deliverTo, status, stock: stock ?? '' };
};

/** Why a command is refused, and how its order is to end. */
interface Refusal {
  readonly endsAs: RejectedEnding;
  readonly reason: string;
}

/** A refusal where the order is not where the command belongs, because it was canceled; undefined where it is. */
const refusalOfStatus = ({ status }: SagaOrder, expected: SagaOrder['status']): Refusal | undefined =>
  status === expected ? undefined : { endsAs: 'CANCELED', reason: `The order is ${status}` };

const refusalOfPayment = (reason: string): Refusal => ({
  endsAs: 'PAYMENT_REJECTED',
  reason: paymentRefusedReason(reason),
});

/** Having the amount of a new order held, for a person who may still order, and have it brought there. */
export const authorizationSubject = async (
  command: SagaCommand,
  order: SagaOrder,
  now: Instant,
): Promise<PaymentSubject> => {
  const customer = await findCustomer(order, now);
  const refusal =
    refusalOfStatus(order, 'CREATED') ??
    (customer.denial === undefined ? undefined : { endsAs: 'CANCELED' as const, reason: customer.denial });
  return {
    ...commonSubject(order, refusal),
    goal: 'hold',
    nextStep: (charge) => (refusal ? 'rejectAndBar' : nextHoldStep(charge)),
    // It is never taken here.
    itemsOfAcceptance: () => [],
    itemsOfHold: (writes, _payment, now) => [
      ...customer.checks(writes),
      answerCommand(writes, command, { reply: 'CUSTOMER_AUTHORIZED_REPLY' }, now),
    ],
    itemsOfRejection: (writes, _payment, reason, now) => [
      answerCommand(writes, command, refused('CUSTOMER_REJECTED_REPLY', refusal, reason), now),
    ],
  };
};

/** Taking the amount that is held for an order: it becomes PAYMENT_ACCEPTED, with its units sold. */
export const captureSubject = (command: SagaCommand, order: SagaOrder): PaymentSubject => {
  const refusal = refusalOfStatus(order, 'STOCK_ALLOCATED');
  return {
    ...commonSubject(order, refusal),
    goal: 'take',
    nextStep: (charge) => (refusal ? 'rejectAndBar' : nextCaptureStep(charge)),
    itemsOfAcceptance: (writes, now) => {
      const accepted = acceptedOrder(order);
      return [
        ...(accepted ? orderItems(writes, order, accepted, '', now) : []),
        answerCommand(writes, command, { reply: 'PAYMENT_CONFIRMED_REPLY' }, now),
      ];
    },
    itemsOfRejection: (writes, _payment, reason, now) => [
      answerCommand(writes, command, refused('PAYMENT_REJECTED_REPLY', refusal, reason), now),
    ],
  };
};

const commonSubject = (order: SagaOrder, refusal: Refusal | undefined) => ({
  refundReason: `The order is ${order.status}`,
  denial: refusal?.reason,
  price: async () => order.amountCents,
});

const refused = (
  reply: 'CUSTOMER_REJECTED_REPLY' | 'PAYMENT_REJECTED_REPLY',
  refusal: Refusal | undefined,
  reason: string,
): SagaReply => ({ reply, ...(refusal ?? refusalOfPayment(reason)) });
