import type { TransactWriteFunction } from 'electrodb';
import type { Instant } from '../now.ts';
import type { entities } from './entities.ts';
import { isStay, type PaidBooking } from './PaidBooking.ts';

/** A transaction's writes, by entity. */
export type Writes = Parameters<TransactWriteFunction<typeof entities, any, any>>[0];

type Change = { readonly status: 'PAID' } | { readonly reason: string };

/** Changes a booking of either kind, if it is still APPROVED. What is PAID has no reason any more. */
export const patchApproved = (writes: Writes, booking: PaidBooking, change: Change, now: Instant) => {
  const key = { id: booking.id };
  const set = { ...change, updatedOn: now.iso };
  const settled = 'status' in change ? (['reason'] as const) : [];
  return isStay(booking)
    ? writes.ApartmentBooking.patch(key)
        .set(set)
        .remove([...settled])
        .where(({ status }, { eq }) => eq(status, 'APPROVED'))
        .commit()
    : writes.ServiceBooking.patch(key)
        .set(set)
        .remove([...settled])
        .where(({ status }, { eq }) => eq(status, 'APPROVED'))
        .commit();
};
