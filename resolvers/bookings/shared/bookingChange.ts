import { apartmentKey } from '../../../model/apartments/keys.ts';
import { bookingKey, bookingSortKey, claimKey } from '../../../model/bookings/keys.ts';
import {
  claimContentOf,
  claimSubjectOf,
  isSeated,
  isStay,
  type StoredAppointment,
  type StoredBooking,
} from '../../../model/bookings/kinds.ts';
import { entityMetadata } from '../../../model/table.ts';
import {
  conditionCheck,
  expressionOf,
  putItem,
  setAttributes,
  updateItem,
  withFailedItem,
  type Write,
} from '../../platform/dynamodb.ts';
import { deleteClaim, nightsFree, ttlOf, updateClaim } from './bookingHoldings.ts';
import { isUnchanged } from './bookingTransition.ts';
import { leaveSlot, takeSeat } from './seats.ts';

export type ChangedBooking = StoredBooking & { readonly updatedOn: string };

/** A booking that gets other dates, in the stash of its pipeline. */
export interface BookingChange {
  /** As it was read. */
  booking: StoredBooking;
  changed: ChangedBooking;
  /** How many bookings the slot takes to which an appointment is moved. */
  capacity?: number;
}

/** Whether an appointment gets another time, which is another slot. */
export const isMoved = (booking: StoredBooking, changed: StoredBooking): changed is StoredAppointment =>
  !isStay(booking) && !isStay(changed) && claimSubjectOf(booking) !== claimSubjectOf(changed);

/** What a booking of an earlier version has not. */
const pricesOf = (changed: ChangedBooking) => ({
  ...(changed.priceCents === undefined ? {} : { priceCents: changed.priceCents }),
  ...(isSeated(changed) ? { productVersion: changed.productVersion } : {}),
});

export function changeBooking(booking: StoredBooking, changed: ChangedBooking): Write {
  const date = isStay(changed) ? changed.startDate : changed.dateTime;
  const order = bookingSortKey(date, booking.id);
  return updateItem(
    bookingKey(booking.id),
    setAttributes({
      ...(isStay(changed)
        ? { startDate: changed.startDate, endDate: changed.endDate }
        : { dateTime: changed.dateTime }),
      ...pricesOf(changed),
      holdUntil: changed.holdUntil,
      updatedOn: changed.updatedOn,
      gsi1sk: order,
      gsi2sk: order,
    }),
    isUnchanged(booking, changed.updatedOn),
  );
}

/** The claim, then what a change needs beside it. */
export function changeHoldings(stash: BookingChange): Write[] {
  const { booking, changed, capacity } = stash;
  const { holdUntil } = changed;
  const held = { heldUntil: holdUntil, ttl: ttlOf(holdUntil) };
  if (isStay(changed))
    return [
      updateClaim(booking, { content: claimContentOf(changed), ...held }),
      conditionCheck(apartmentKey(changed.apartmentId), nightsFree(changed)),
    ];
  if (!isMoved(booking, changed)) return [updateClaim(booking, held)];
  return [
    deleteClaim(booking),
    claimOtherTime(changed, held),
    takeSeat(booking.id, changed, capacity ?? 0),
    ...(isSeated(booking) ? [leaveSlot(booking.id, booking)] : []),
  ];
}

/** Another time is another subject, for which the person must not have a booking in progress. */
function claimOtherTime(
  changed: StoredAppointment & ChangedBooking,
  held: { heldUntil: string; ttl: number },
): Write {
  const { id: bookingId, userId } = changed;
  const subject = claimSubjectOf(changed);
  return putItem(
    claimKey(userId, subject),
    {
      userId,
      subject,
      bookingId,
      content: claimContentOf(changed),
      ...held,
      ...entityMetadata('BookingClaim'),
    },
    withFailedItem(
      expressionOf('attribute_not_exists(pk) OR heldUntil <= :now', { ':now': changed.updatedOn }),
    ),
  );
}
