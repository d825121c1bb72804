import { util } from '@aws-appsync/utils';
import { apartmentKey } from '../../../model/apartments/keys.ts';
import { claimKey } from '../../../model/bookings/keys.ts';
import { claimSubjectOf, type StoredStay, type StoredBooking } from '../../../model/bookings/kinds.ts';
import { endOf } from '../../../model/bookings/states.ts';
import { nightsOf, type Stay } from '../../../model/bookings/stays.ts';
import { isBefore } from '../../../model/instants.ts';
import {
  deleteItem,
  expressionOf,
  setAttributes,
  updateItem,
  withFailedItem,
} from '../../platform/dynamodb.ts';
import { instantAt } from '../../platform/time.ts';

/** Holds while the person's claim is this booking's. */
const isOfBooking = (booking: StoredBooking) =>
  expressionOf('bookingId = :bookingId', { ':bookingId': booking.id });

const claimKeyOf = (booking: StoredBooking) => claimKey(booking.userId, claimSubjectOf(booking));

/** Sets `values` of the person's claim, if it is this booking's. */
export const updateClaim = (booking: StoredBooking, values: Record<string, unknown>) =>
  updateItem(claimKeyOf(booking), setAttributes(values), isOfBooking(booking));

/** Returns an instant as a row's time to live, rounded up: DynamoDB must not delete a claim that still holds. */
export const ttlOf = (instant: string) =>
  util.time.epochMilliSecondsToSeconds(util.time.parseISO8601ToEpochMilliSeconds(instant)) + 1;

const MILLISECONDS_OF_HOUR = 3600000;

/** Returns the instant so many hours after another, which is in epoch milliseconds, or `latest` where that is sooner. */
export function expiryAfter(start: number, hours: number, latest: string): string {
  const instant = instantAt(start + hours * MILLISECONDS_OF_HOUR);
  return isBefore(latest, instant) ? latest : instant;
}

/**
 * Extends the person's claim until the booking is over, if it is this booking's. A booking whose claim was released,
 * because its caller got an error, is never approved.
 */
export const extendClaim = (booking: StoredBooking) => {
  const heldUntil = endOf(booking) ?? booking.holdUntil;
  return updateClaim(booking, { heldUntil, ttl: ttlOf(heldUntil) });
};

/** Deletes the person's claim, if it is this booking's: the person may request the subject again. */
export const deleteClaim = (booking: StoredBooking) => deleteItem(claimKeyOf(booking), isOfBooking(booking));

/** Holds while the apartment exists and none of the nights is taken. */
export const nightsFree = (stay: Stay) => {
  const nights = nightsOf(stay);
  const taken = nights.map((_, index) => `contains(nights, :night${index})`).join(' OR ');
  return withFailedItem(
    expressionOf(
      `attribute_exists(pk) AND NOT (${taken})`,
      nights.reduce((values, night, index) => ({ ...values, [`:night${index}`]: night }), {}),
    ),
  );
};

/** Takes the nights of the apartment, if none of them is taken. */
export const occupyApartment = (stay: StoredStay, now: string) =>
  updateItem(
    apartmentKey(stay.apartmentId),
    {
      expression: 'SET apartmentStatus = :occupied, updatedOn = :now ADD nights :nights',
      expressionValues: {
        ...util.dynamodb.toMapValues({ ':occupied': 'OCCUPIED', ':now': now }),
        ':nights': util.dynamodb.toStringSet(nightsOf(stay)),
      },
    },
    nightsFree(stay),
  );

/** The nights of the stay that the apartment holds. */
export const heldNights = (stay: Stay, held: string[]) =>
  nightsOf(stay).filter((night) => held.indexOf(night) >= 0);

/**
 * Frees the stay's nights; the apartment is VACANT if it holds no other. `held` is what it was read to hold. The
 * condition is that it still holds others, or still holds none.
 */
export const freeNights = (stay: StoredStay, held: string[], now: string) => {
  const nights = heldNights(stay, held);
  const isLast = nights.length === held.length;
  return updateItem(
    apartmentKey(stay.apartmentId),
    {
      expression: `SET updatedOn = :now${isLast ? ', apartmentStatus = :vacant' : ''} DELETE nights :nights`,
      expressionValues: {
        ...util.dynamodb.toMapValues({ ':now': now, ...(isLast ? { ':vacant': 'VACANT' } : {}) }),
        ':nights': util.dynamodb.toStringSet(nights),
      },
    },
    expressionOf(isLast ? 'size(nights) <= :count' : 'size(nights) > :count', { ':count': nights.length }),
  );
};
