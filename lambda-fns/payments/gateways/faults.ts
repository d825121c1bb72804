import { createHash } from 'node:crypto';
import { environment } from '../../platform/environment.ts';

/**
 * What goes wrong with a call: nothing; a charge fails and takes nothing; the request is lost; or it is
 * carried out and its answer is lost.
 */
export type Fault = 'none' | 'failed' | 'lost' | 'unanswered';

/** The fault of the `call`th call about a payment: with the same seed always the same. */
export const faultOf = (paymentId: string, call: number): Fault => {
  const { PAYMENT_SEED, PAYMENT_FAILURE_PERCENT, PAYMENT_TIMEOUT_PERCENT } = environment;
  const digest = createHash('sha256').update(`${PAYMENT_SEED} ${paymentId} ${call}`).digest();
  const percent = (digest.readUInt32BE(0) / 2 ** 32) * 100;
  if (percent < PAYMENT_FAILURE_PERCENT) return 'failed';
  if (percent >= PAYMENT_FAILURE_PERCENT + PAYMENT_TIMEOUT_PERCENT) return 'none';
  return digest.readUInt8(4) % 2 === 0 ? 'lost' : 'unanswered';
};
