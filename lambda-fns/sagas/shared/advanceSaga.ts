import { sagaFlow } from '../../../model/orders/states.ts';
import type { ReplyName, SagaEventData } from '../../../model/sagas/events.ts';
import { nextStep, type SagaInput } from '../../../model/sagas/nextStep.ts';
import type { Saga } from '../../../model/sagas/Saga.ts';
import { PermanentError } from '../../platform/errors.ts';
import { createdOrder, type OrderSnapshot } from '../../platform/moveOrder.ts';
import { now } from '../../platform/now.ts';
import { retryWhenOutdated } from '../../platform/transact.ts';
import { carryOut, writeFirstStep } from './carryOut.ts';
import { findOrder, findProgress, findReply, findSaga } from './entities.ts';

/** What may move a saga beside what is stored: nobody answered in time, or staff wants it to go on. */
export type Nudge = 'late' | 'retried';

/**
 * Takes the next step of an order's saga, if what is stored allows one, and returns a word for what that was. The order itself
 * says whether it was canceled, and the saga's partition what was replied, so nothing depends on which message comes first,
 * how often, or who wrote it.
 */
export const advanceSaga = (orderId: string, nudge?: Nudge): Promise<string> =>
  retryWhenOutdated(async () => {
    const [saga, progress] = await Promise.all([findSaga(orderId), findProgress(orderId)]);
    const from = progress ?? createdOrder;
    if (!saga) return beginSaga(orderId, from);
    const input = await findInput(saga, from, nudge);
    if (!input) return 'nothing new';
    const decision = nextStep(saga, input);
    if (decision.kind === 'ignore') return decision.because;
    return carryOut(saga, decision, from, now());
  });

const beginSaga = async (orderId: string, from: OrderSnapshot) => {
  const order = await findOrder(orderId);
  if (!order) throw new PermanentError('NotFound', `There is no order ${orderId}`);
  if (order.flow !== sagaFlow)
    throw new PermanentError('StateConflict', `Order ${orderId} is not led by a saga`);
  return writeFirstStep(orderId, from, now());
};

/** What the stored rows ask of a saga; undefined where that is nothing. A cancellation counts before any reply. */
const findInput = async (
  saga: Saga,
  { status }: OrderSnapshot,
  nudge: Nudge | undefined,
): Promise<SagaInput | undefined> => {
  const canceled = { kind: 'canceled' } as const;
  if (status === 'CANCELED' && nextStep(saga, canceled).kind !== 'ignore') return canceled;
  const { orderId, commandNumber, command } = saga;
  const reply = command && (await findReply(orderId, commandNumber));
  if (reply) {
    // `answerCommand` alone writes replies; one that is called off is none that a saga waits for.
    const answer = reply.eventName as ReplyName;
    // As above.
    const { endsAs, reason } = reply.eventData as SagaEventData;
    return { kind: 'reply', commandNumber, reply: answer, endsAs, reason };
  }
  return nudge && { kind: nudge };
};
