import { simulatedChargeSchema, type SimulatedCharge } from '../../../model/payments/SimulatedCharge.ts';
import { bindEntity } from '../../platform/bindEntity.ts';
import { RetryableError } from '../../platform/errors.ts';
import { conditionMet } from '../../platform/transact.ts';

const charges = bindEntity(simulatedChargeSchema);

/** A payment's row in the ledger, once the gateway was called about it. */
type CalledCharge = SimulatedCharge & { readonly calls: number };

/** What the gateway decides of a payment. */
interface Verdict {
  readonly verdict: 'authorized' | 'accepted' | 'rejected' | 'barred';
  readonly reason?: string;
  /** Whole cents taken with it. */
  readonly capturedCents?: number;
  /** Whole cents held with it. */
  readonly heldCents?: number;
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
export const decideCharge = (paymentId: string, verdict: Verdict): Promise<SimulatedCharge> =>
  change(paymentId, ({ verdict: decided }) => (decided ? undefined : verdict));

/** Takes or lets go of what is held, unless nothing is. Returns the payment's row as it is then. */
export const decideHeld = (paymentId: string, verdict: Verdict): Promise<SimulatedCharge> =>
  change(paymentId, ({ verdict: decided }) =>
    decided === 'authorized' ? { ...verdict, heldCents: 0 } : undefined,
  );

/** Records a refund of all that was taken and not refunded yet. Returns the payment's row as it is then. */
export const recordRefund = (paymentId: string): Promise<SimulatedCharge> =>
  change(paymentId, ({ capturedCents = 0, refundedCents = 0 }) =>
    refundedCents < capturedCents ? { refundedCents: capturedCents } : undefined,
  );

/** Records a refund of a part, unless the same was recorded before or more would be refunded than was taken. */
export const recordPart = (paymentId: string, refundId: string, cents: number): Promise<SimulatedCharge> =>
  change(paymentId, ({ capturedCents = 0, refundedCents = 0, parts = [] }) =>
    parts.some((part) => part.startsWith(partOf(refundId, ''))) || refundedCents + cents > capturedCents
      ? undefined
      : { refundedCents: refundedCents + cents, parts: [...parts, partOf(refundId, cents)] },
  );

export const partOf = (refundId: string, cents: number | '') => `${refundId}:${cents}`;

type Change = Partial<
  Pick<SimulatedCharge, 'verdict' | 'reason' | 'capturedCents' | 'refundedCents' | 'heldCents' | 'parts'>
>;

const MAX_WRITES = 10;

/** Changes a row as it is read, on condition that nobody has decided or refunded anything meanwhile. */
const change = async (
  paymentId: string,
  decide: (row: SimulatedCharge) => Change | undefined,
): Promise<SimulatedCharge> => {
  for (let writes = 0; writes < MAX_WRITES; writes++) {
    const { data } = await charges.get({ paymentId }).go({ consistent: true });
    const row = { ...data, paymentId };
    const changed = decide(row);
    if (!changed) return row;
    const write = charges
      .update({ paymentId })
      .set(changed)
      .where(({ verdict, refundedCents }, { eq, notExists }) => {
        const sameVerdict = row.verdict ? eq(verdict, row.verdict) : notExists(verdict);
        const sameRefunds =
          row.refundedCents === undefined ? notExists(refundedCents) : eq(refundedCents, row.refundedCents);
        return `${sameVerdict} AND ${sameRefunds}`;
      })
      .go();
    if (await conditionMet(write)) return { ...row, ...changed };
  }
  throw new RetryableError('TryAgain', `${paymentId} changed ${MAX_WRITES} times at the gateway`);
};
