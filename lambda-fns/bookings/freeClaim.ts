import type { Entity, TransactWriteEntity } from 'electrodb';
import type { BookingClaim } from '../../model/bookings/BookingClaim.ts';

interface Claimed {
  readonly bookingId: string;
  readonly userId: string;
  /** See `claimSubjectOf`. */
  readonly subject: string;
}

/** The claims inside of a transaction. */
type Claims =
  typeof BookingClaim extends Entity<infer A, infer F, infer C, infer S>
    ? TransactWriteEntity<A, F, C, S>
    : never;

/** A transaction's last item, or none. */
export type ClaimItems = (claims: Claims) => readonly ReturnType<typeof deleteClaim>[];

/**
 * Writes with the claim's deletion as the transaction's last item. Where the claim is by now another
 * booking's, which the write answers by `claimReplaced`, it writes once more and leaves the claim alone.
 */
export const freeClaim = async (claimed: Claimed, write: (claimItems: ClaimItems) => Promise<string>) => {
  const outcome = await write((claims) => [deleteClaim(claims, claimed)]);
  return outcome === 'claimReplaced' ? write(() => []) : outcome;
};

const deleteClaim = (claims: Claims, { bookingId, userId, subject }: Claimed) =>
  claims
    .delete({ userId, subject })
    .where((claim, { eq, notExists }) => `${notExists(claim.bookingId)} OR ${eq(claim.bookingId, bookingId)}`)
    .commit();
