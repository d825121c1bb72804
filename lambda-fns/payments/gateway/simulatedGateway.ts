import { createHash } from 'node:crypto';
import type {
  CaptureOutcome,
  Charge,
  ChargeOutcome,
  ChargeState,
  PartialRefund,
  PaymentGateway,
  RefundOutcome,
} from '../../../model/payments/gateways.ts';
import type { SimulatedCharge } from '../../../model/payments/SimulatedCharge.ts';
import { environment } from '../../platform/environment.ts';
import { PermanentError } from '../../platform/errors.ts';
import {
  countCall,
  createCharge,
  decideCharge,
  decideHeld,
  partOf,
  recordPart,
  recordRefund,
} from './simulatedLedger.ts';

/**
 * A gateway that moves no money. Its ledger lies in the table, under keys of its own, so that it remembers
 * between invocations as a real one does, and a double charge would be seen.
 */
export const simulatedGateway = (): PaymentGateway => ({
  charge: (asked) => collect(asked, verdictOn(asked)),
  authorize: (asked) => collect(asked, heldBy(verdictOn(asked))),
  capture,
  enquire,
  refundPart,
  refund,
});

/** From here on, and at 0, no charge is accepted. */
const TOO_MUCH_CENTS = 100_000_00;

type Decision = ReturnType<typeof verdictOn> | ReturnType<typeof heldBy>;

const collect = async (asked: Charge, decision: Decision): Promise<ChargeOutcome> => {
  const { paymentId } = asked;
  const row = (await createFirstCharge(asked, decision)) ?? (await countCall(paymentId));
  const fault = faultOf(paymentId, row.calls);
  if (!isDecided(row, decision) && fault === 'failed')
    return { outcome: 'failed', reason: 'The gateway is not available' };
  checkArrives(fault);
  const decided = isDecided(row, decision) ? row : await decide(row, decision);
  checkAnswered(fault);
  return answerOf(asked, decided);
};

/** A charge takes what was held before; whoever asks for it to be held finds that it is. */
const isDecided = ({ verdict }: SimulatedCharge, decision: Decision) =>
  verdict !== undefined && !(verdict === 'authorized' && decision.verdict === 'accepted');

const decide = (row: SimulatedCharge, decision: Decision) =>
  row.verdict === 'authorized' && row.heldCents === amountOf(decision)
    ? decideHeld(row.paymentId, decision)
    : decideCharge(row.paymentId, decision);

const amountOf = (decision: Decision) => ('capturedCents' in decision ? decision.capturedCents : undefined);

/**
 * A payment that nobody called about before is decided by the write that counts the call, if the call
 * arrives.
 */
const createFirstCharge = (asked: Charge, decision: Decision) => {
  const fault = faultOf(asked.paymentId, 1);
  const undecided = fault === 'failed' || fault === 'lost';
  return createCharge(asked.paymentId, undecided ? {} : decision);
};

const verdictOn = ({ amountCents }: Charge) =>
  amountCents > 0 && amountCents < TOO_MUCH_CENTS
    ? { verdict: 'accepted' as const, capturedCents: amountCents }
    : { verdict: 'rejected' as const, reason: 'The amount is not accepted' };

const heldBy = (decision: ReturnType<typeof verdictOn>) =>
  decision.verdict === 'accepted'
    ? { verdict: 'authorized' as const, heldCents: decision.capturedCents }
    : decision;

const answerOf = (
  { amountCents }: Charge,
  { paymentId, verdict, reason, capturedCents, heldCents }: SimulatedCharge,
): ChargeOutcome => {
  if (verdict !== 'accepted' && verdict !== 'authorized')
    return { outcome: 'rejected', reason: reason ?? 'The payment was called off' };
  if ((verdict === 'accepted' ? capturedCents : heldCents) !== amountCents)
    throw new PermanentError('InternalFailure', `${paymentId} was sent with another amount before`);
  return { outcome: 'accepted' };
};

const enquire = async (paymentId: string): Promise<ChargeState> => {
  const {
    verdict,
    reason,
    capturedCents = 0,
    refundedCents = 0,
  } = await reach(paymentId, async (row) => row);
  switch (verdict) {
    case undefined:
      return { outcome: 'none' };
    case 'authorized':
      return { outcome: 'authorized' };
    case 'accepted':
      return { outcome: refundedCents >= capturedCents ? 'refunded' : 'accepted' };
    case 'rejected':
    case 'barred':
      return { outcome: 'rejected', reason: reason ?? 'The payment was called off' };
  }
};

const capture = async (paymentId: string, amountCents: number): Promise<CaptureOutcome> => {
  const { verdict, capturedCents } = await reach(paymentId, async (row) => {
    if (row.verdict === 'authorized' && amountCents > (row.heldCents ?? 0))
      throw new PermanentError('InternalFailure', `${paymentId} holds less than is to be captured`);
    return decideHeld(paymentId, { verdict: 'accepted', capturedCents: amountCents });
  });
  if (verdict !== 'accepted') return 'nothingAuthorized';
  if (capturedCents !== amountCents)
    throw new PermanentError('InternalFailure', `${paymentId} was captured with another amount before`);
  return 'captured';
};

const refundPart = async ({ paymentId, refundId, amountCents }: PartialRefund): Promise<RefundOutcome> => {
  const { verdict, parts = [] } = await reach(paymentId, () => recordPart(paymentId, refundId, amountCents));
  if (verdict !== 'accepted') return 'nothingCharged';
  if (!parts.includes(partOf(refundId, amountCents)))
    throw new PermanentError('InternalFailure', `${paymentId} has less left than ${refundId} refunds`);
  return 'refunded';
};

const refund = async (paymentId: string): Promise<RefundOutcome> => {
  const { verdict } = await reach(paymentId, async () => {
    await decideCharge(paymentId, { verdict: 'barred' });
    await decideHeld(paymentId, { verdict: 'barred' });
    return recordRefund(paymentId);
  });
  return verdict === 'accepted' ? 'refunded' : 'nothingCharged';
};

/** Counts a call and carries it out, unless it is lost; its answer may be lost too. */
const reach = async <Answer>(
  paymentId: string,
  carryOut: (row: SimulatedCharge) => Promise<Answer>,
): Promise<Answer> => {
  const row = await countCall(paymentId);
  const fault = faultOf(paymentId, row.calls);
  checkArrives(fault);
  const answer = await carryOut(row);
  checkAnswered(fault);
  return answer;
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
