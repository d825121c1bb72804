import { createHash } from 'node:crypto';
import type {
  Charge,
  ChargeOutcome,
  ChargeState,
  PaymentGateway,
  RefundOutcome,
} from '../../../model/payments/gateways.ts';
import type { SimulatedCharge } from '../../../model/payments/SimulatedCharge.ts';
import { environment } from '../../platform/environment.ts';
import { PermanentError } from '../../platform/errors.ts';
import { countCall, createCharge, decideCharge, recordRefund } from './simulatedLedger.ts';

/**
 * A gateway that moves no money. Its ledger lies in the table, under keys of its own, so that it remembers
 * between invocations as a real one does, and a double charge would be seen.
 */
export const simulatedGateway = (): PaymentGateway => ({ charge, enquire, refund });

/** From here on, and at 0, no charge is accepted. */
const TOO_MUCH_CENTS = 100_000_00;

const charge = async (asked: Charge): Promise<ChargeOutcome> => {
  const { paymentId } = asked;
  const row = (await createFirstCharge(asked)) ?? (await countCall(paymentId));
  const fault = faultOf(paymentId, row.calls);
  if (!row.verdict && fault === 'failed')
    return { outcome: 'failed', reason: 'The gateway is not available' };
  checkArrives(fault);
  const decided = row.verdict ? row : await decideCharge(paymentId, verdictOn(asked));
  checkAnswered(fault);
  return answerOf(asked, decided);
};

/**
 * A payment that nobody called about before is decided by the write that counts the call, if the call
 * arrives.
 */
const createFirstCharge = (asked: Charge) => {
  const fault = faultOf(asked.paymentId, 1);
  const undecided = fault === 'failed' || fault === 'lost';
  return createCharge(asked.paymentId, undecided ? {} : verdictOn(asked));
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
  const { verdict, capturedCents = 0 } = await decideCharge(paymentId, { verdict: 'barred' });
  if (verdict === 'accepted') await recordRefund(paymentId, capturedCents);
  checkAnswered(fault);
  return verdict === 'accepted' ? 'refunded' : 'nothingCharged';
};

/**
 * What goes wrong with a call: nothing; a charge fails and takes nothing; the request is lost; or it is
 * carried out and its answer is lost.
 */
type Fault = 'none' | 'failed' | 'lost' | 'unanswered';

/** The fault of the `call`th call about a payment: with the same seed always the same. */
const faultOf = (paymentId: string, call: number): Fault => {
  const { PAYMENT_SEED, PAYMENT_FAILURE_PERCENT, PAYMENT_TIMEOUT_PERCENT } = environment;
  const digest = createHash('sha256').update(`${PAYMENT_SEED} ${paymentId} ${call}`).digest();
  const percent = (digest.readUInt32BE(0) / 2 ** 32) * 100;
  if (percent < PAYMENT_FAILURE_PERCENT) return 'failed';
  if (percent >= PAYMENT_FAILURE_PERCENT + PAYMENT_TIMEOUT_PERCENT) return 'none';
  return digest.readUInt8(4) % 2 === 0 ? 'lost' : 'unanswered';
};

const checkArrives = (fault: Fault) => {
  if (fault === 'lost') throw new Error('The gateway did not answer');
};

const checkAnswered = (fault: Fault) => {
  if (fault === 'unanswered') throw new Error('The gateway did not answer');
};
