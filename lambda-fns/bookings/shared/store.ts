import {
  bookingKindOf,
  claimContentOf,
  claimSubjectOf,
  type StoredBooking,
} from '../../../model/bookings/kinds.ts';
import { shardOf } from '../../../model/bookings/keys.ts';
import type { CreateApartmentBooking, CreateServiceBooking } from '../../../model/bookings/messages.ts';
import { nightsOf } from '../../../model/bookings/stays.ts';
import { isBefore } from '../../../model/instants.ts';
import { PermanentError } from '../../platform/errors.ts';
import type { Instant } from '../../platform/now.ts';
import { transact } from '../../platform/transact.ts';
import { createEvent, entities, type StatusChange, type Writes } from './entities.ts';

/** A request of either kind. */
type BookingRequest = CreateApartmentBooking | CreateServiceBooking;

const pending = { status: 'PENDING', reason: '' } as const;
const expired = { status: 'EXPIRED', reason: 'Not stored before its hold passed' } as const;
const NO_BOOKING = 'There is an event, and no booking';

/** The reason of a stay that is rejected because another one has its nights. */
export const nightsTakenReason = 'Another stay was approved for these nights';

/**
 * Stores a requested booking with its event: PENDING, unless its hold has passed or another stay has its
 * nights. Whoever wrote the message, only a request with its claim is stored: the mutation takes the claim before
 * it queues the request.
 */
export const storeBooking = async (request: BookingRequest, now: Instant) => {
  if (!isBefore(now.iso, request.holdUntil)) return storeEnded(request, expired, now);
  const outcome = await storePending(request, now);
  return outcome === 'nightsTaken'
    ? storeEnded(request, { status: 'REJECTED', reason: nightsTakenReason }, now)
    : outcome;
};

/** Stores a request as PENDING; a stay if its apartment exists and none of its nights is taken. */
const storePending = async (request: BookingRequest, now: Instant) => {
  const booking = bookingOf(request, pending, now);
  const [outcome = 'pending'] = await transact(entities, (writes) => [
    createBooking(writes, booking),
    checkClaim(writes, request),
    createEvent(writes, booking, pending, now, NO_BOOKING),
    ...('apartmentId' in booking ? [checkNights(writes, booking)] : []),
  ]);
  return outcome;
};

/** Stores a request that ended before it was ever pending, and frees its claim. */
const storeEnded = async (request: BookingRequest, ending: StatusChange, now: Instant) => {
  const booking = bookingOf(request, ending, now);
  const [outcome = ending.status.toLowerCase()] = await transact(entities, (writes) => [
    createBooking(writes, booking),
    releaseClaim(writes, request),
    createEvent(writes, booking, ending, now, NO_BOOKING),
  ]);
  return outcome;
};

/** A booking that is there already settles its request, whatever else stands in the way. */
const createBooking = (writes: Writes, booking: ReturnType<typeof bookingOf>) => ({
  write:
    'apartmentId' in booking
      ? writes.ApartmentBooking.create(booking).commit({ response: 'all_old' })
      : writes.ServiceBooking.create(booking).commit({ response: 'all_old' }),
  // The condition fails only where there is a booking of this id, and the write returns it.
  onConditionFailed: (stored: unknown) => compareBookings(booking, stored as StoredBooking | undefined),
});

/** The same person's booking of the same kind, whatever became of it, is the one that was requested. */
const compareBookings = (booking: StoredBooking, stored: StoredBooking | undefined) =>
  stored?.userId === booking.userId && bookingKindOf(stored) === bookingKindOf(booking)
    ? ('duplicate' as const)
    : new PermanentError('StateConflict', `There is another booking ${booking.id}`);

/** The claim of a request is there, and says what the request does. */
const checkClaim = ({ BookingClaim }: Writes, request: BookingRequest) => ({
  write: BookingClaim.check(claimKeyOf(request))
    .where((claim, operators) => isOfRequest(claim, operators, request))
    .commit({ response: 'all_old' }),
  onConditionFailed: claimError(request),
});

/** Likewise, and its person is free to make another one. */
const releaseClaim = ({ BookingClaim }: Writes, request: BookingRequest) => ({
  write: BookingClaim.delete(claimKeyOf(request))
    .where((claim, operators) => isOfRequest(claim, operators, request))
    .commit({ response: 'all_old' }),
  onConditionFailed: claimError(request),
});

const claimKeyOf = (request: BookingRequest) => ({
  userId: request.userId,
  subject: claimSubjectOf(request),
});

/** All that a claim has of its request: an id, what is wanted, and until when. */
const isOfRequest = <Attribute>(
  claim: Record<'bookingId' | 'content' | 'heldUntil', Attribute>,
  { eq }: { eq(attribute: Attribute, value: string): string },
  request: BookingRequest,
) =>
  [
    eq(claim.bookingId, request.bookingId),
    eq(claim.content, claimContentOf(request)),
    eq(claim.heldUntil, request.holdUntil),
  ].join(' AND ');

const claimError =
  ({ bookingId, userId }: BookingRequest) =>
  (claim: unknown) =>
    claim
      ? new PermanentError(
          'StateConflict',
          `The claim of ${userId} is not for what booking ${bookingId} wants`,
        )
      : new PermanentError('NotFound', `${userId} has no claim for booking ${bookingId}`);

const checkNights = ({ Apartment }: Writes, stay: ReturnType<typeof stayOf>) => ({
  // ElectroDB takes what a set contains for a whole set.
  write: Apartment.check({ id: stay.apartmentId })
    .where(({ id, nights }, { exists, notContains }) =>
      [exists(id), ...nightsOf(stay).map((night) => notContains(nights, night as never))].join(' AND '),
    )
    .commit({ response: 'all_old' }),
  onConditionFailed: (apartment: unknown) =>
    apartment
      ? ('nightsTaken' as const)
      : new PermanentError('NotFound', `There is no apartment ${stay.apartmentId}`),
});

/** The booking of a request, as it is stored. */
const bookingOf = (request: BookingRequest, change: StatusChange, now: Instant) =>
  'apartmentId' in request ? stayOf(request, change, now) : appointmentOf(request, change, now);

const stayOf = (request: CreateApartmentBooking, change: StatusChange, now: Instant) => {
  const { apartmentId, startDate, endDate } = request;
  return { ...attributesOf(request, change, now), apartmentId, startDate, endDate };
};

const appointmentOf = (request: CreateServiceBooking, change: StatusChange, now: Instant) => {
  const { bookingId, serviceId, serviceName, dateTime } = request;
  const shard = shardOf(bookingId);
  return { ...attributesOf(request, change, now), serviceId, serviceName, dateTime, shard };
};

/** What bookings of both kinds have. */
const attributesOf = (request: BookingRequest, { status, reason }: StatusChange, now: Instant) => ({
  id: request.bookingId,
  userId: request.userId,
  status,
  ...(reason && { reason }),
  holdUntil: request.holdUntil,
  createdOn: request.requestedOn,
  updatedOn: now.iso,
});
