import { simulatedChargeSchema, type SimulatedCharge } from '../../../model/payments/SimulatedCharge.ts';
import { bindEntity } from '../../platform/bindEntity.ts';
import { conditionMet } from '../../platform/transact.ts';

const charges = bindEntity(simulatedChargeSchema);

/** A payment's row in the ledger, once the gateway was called about it. */
type CalledCharge = SimulatedCharge & { readonly calls: number };

/** What the gateway decides of a payment. */
interface Verdict {
  readonly verdict: 'accepted' | 'rejected' | 'barred';
  readonly reason?: string;
  /** Whole cents taken with it. */
  readonly capturedCents?: number;
}

/** Creates a payment's row as its first call makes it. Returns undefined where there is one. */
export const createCharge = async (
  paymentId: string,
  decided: Partial<Verdict>,
): Promise<CalledCharge | undefined> => {
  const charge = { paymentId, calls: 1, ...decided };
  return (await conditionMet(charges.create(charge).go())) ? charge : undefined;
};

/** Counts a call about a payment, and returns the payment's row as it is from then on. */
export const countCall = async (paymentId: string): Promise<CalledCharge> => {
  const { data } = await charges.update({ paymentId }).add({ calls: 1 }).go({ response: 'all_new' });
  return { ...data, paymentId, calls: data.calls ?? 1 };
};

/** Decides a payment for good, unless it was decided before. Returns its row as it is decided. */
export const decideCharge = async (
  paymentId: string,
  { capturedCents = 0, ...verdict }: Verdict,
): Promise<SimulatedCharge> => {
  const write = charges
    .update({ paymentId })
    .set(verdict)
    .add({ capturedCents })
    .where((charge, { notExists }) => notExists(charge.verdict))
    .go();
  if (await conditionMet(write)) return { paymentId, ...verdict, capturedCents };
  const { data } = await charges.get({ paymentId }).go({ consistent: true });
  return { ...data, paymentId };
};

/** Records a refund of what was taken. Returns false where it was refunded before. */
export const recordRefund = (paymentId: string, cents: number) =>
  conditionMet(
    charges
      .update({ paymentId })
      .add({ refundedCents: cents })
      .where((charge, { notExists }) => notExists(charge.refundedCents))
      .go(),
  );
