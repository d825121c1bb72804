import type {
  Charge,
  ChargeOutcome,
  ChargeState,
  PaymentGateway,
  RefundOutcome,
} from '../../../model/payments/gateways.ts';
import type { SimulatedCharge } from '../../../model/payments/SimulatedCharge.ts';
import { PermanentError } from '../../platform/errors.ts';
import { faultOf, type Fault } from './faults.ts';
import { countCall, decide, openLine, payBack } from './simulatedBook.ts';

/** From here on, and at 0, no charge is accepted. */
const TOO_MUCH_CENTS = 100_000_00;

const charge = async (asked: Charge): Promise<ChargeOutcome> => {
  const { paymentId } = asked;
  const line = (await firstLine(asked)) ?? (await countCall(paymentId));
  const fault = faultOf(paymentId, line.calls);
  if (!line.verdict && fault === 'failed')
    return { outcome: 'failed', reason: 'The gateway is not available' };
  checkArrives(fault);
  const decided = line.verdict ? line : await decide(paymentId, verdictOn(asked));
  checkAnswered(fault);
  return answerOf(asked, decided);
};

/** A payment nobody called about before is decided by the write that counts the call, if the call comes through. */
const firstLine = (asked: Charge) => {
  const fault = faultOf(asked.paymentId, 1);
  const undecided = fault === 'failed' || fault === 'lost';
  return openLine(asked.paymentId, undecided ? {} : verdictOn(asked));
};

const verdictOn = ({ amountCents }: Charge) =>
  amountCents > 0 && amountCents < TOO_MUCH_CENTS
    ? { verdict: 'accepted' as const, capturedCents: amountCents }
    : { verdict: 'rejected' as const, reason: 'The amount is not accepted' };

const answerOf = (
  { amountCents }: Charge,
  { paymentId, verdict, reason, capturedCents }: SimulatedCharge,
): ChargeOutcome => {
  if (verdict !== 'accepted') return { outcome: 'rejected', reason: reason ?? 'The payment was called off' };
  if (capturedCents !== amountCents)
    throw new PermanentError('InternalFailure', `${paymentId} was charged another amount before`);
  return { outcome: 'accepted' };
};

const enquire = async (paymentId: string): Promise<ChargeState> => {
  const { calls, verdict, reason, refundedCents } = await countCall(paymentId);
  const fault = faultOf(paymentId, calls);
  checkArrives(fault);
  checkAnswered(fault);
  if (verdict === 'accepted') return { outcome: refundedCents ? 'refunded' : 'accepted' };
  return verdict
    ? { outcome: 'rejected', reason: reason ?? 'The payment was called off' }
    : { outcome: 'none' };
};

const refund = async (paymentId: string): Promise<RefundOutcome> => {
  const { calls } = await countCall(paymentId);
  const fault = faultOf(paymentId, calls);
  checkArrives(fault);
  const { verdict, capturedCents = 0 } = await decide(paymentId, { verdict: 'barred' });
  if (verdict === 'accepted') await payBack(paymentId, capturedCents);
  checkAnswered(fault);
  return verdict === 'accepted' ? 'refunded' : 'nothingCharged';
};

const checkArrives = (fault: Fault) => {
  if (fault === 'lost') throw new Error('The gateway did not answer');
};

const checkAnswered = (fault: Fault) => {
  if (fault === 'unanswered') throw new Error('The gateway did not answer');
};

/**
 * A gateway that moves no money. Its book lies in the table, under keys of its own, so that it remembers
 * between invocations as a real one does, and a double charge would be there to be seen.
 */
export const simulated = (): PaymentGateway => ({ charge, enquire, refund });
