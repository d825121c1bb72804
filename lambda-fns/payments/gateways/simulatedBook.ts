import { SimulatedCharge } from '../../../model/payments/SimulatedCharge.ts';
import { connected } from '../../platform/bindEntity.ts';
import { ifStill } from '../../platform/transact.ts';

const charges = connected(SimulatedCharge);

/** A line that was called about. */
type CalledLine = SimulatedCharge & { readonly calls: number };

/** A payment's line as its first call makes it; undefined where there is one. */
export const openLine = async (
  paymentId: string,
  decided: Partial<Verdict>,
): Promise<CalledLine | undefined> => {
  const line = { paymentId, calls: 1, ...decided };
  return (await ifStill(charges.create(line).go())) ? line : undefined;
};

/** A payment's line as it is after this call was counted. */
export const countCall = async (paymentId: string): Promise<CalledLine> => {
  const { data } = await charges.update({ paymentId }).add({ calls: 1 }).go({ response: 'all_new' });
  return { ...(data as SimulatedCharge), calls: data.calls ?? 1 };
};

interface Verdict {
  readonly verdict: 'accepted' | 'rejected' | 'barred';
  readonly reason?: string;
  /** Whole cents taken with it. */
  readonly capturedCents?: number;
}

/** Decides a payment for good, unless it was decided before; its line as it is decided. */
export const decide = async (
  paymentId: string,
  { capturedCents = 0, ...verdict }: Verdict,
): Promise<SimulatedCharge> => {
  const write = charges
    .update({ paymentId })
    .set(verdict)
    .add({ capturedCents })
    .where((line, { notExists }) => notExists(line.verdict))
    .go();
  if (await ifStill(write)) return { paymentId, ...verdict, capturedCents };
  return (await charges.get({ paymentId }).go({ consistent: true })).data!;
};

/** Gives back what was taken. False where it was given back before. */
export const payBack = (paymentId: string, cents: number) =>
  ifStill(
    charges
      .update({ paymentId })
      .add({ refundedCents: cents })
      .where((line, { notExists }) => notExists(line.refundedCents))
      .go(),
  );
