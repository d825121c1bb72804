import {
  bookingKindOf,
  claimContentOf,
  claimSubjectOf,
  type StoredBooking,
} from '../../../model/bookings/kinds.ts';
import { shardOf } from '../../../model/bookings/keys.ts';
import type { CreateApartmentBooking, CreateServiceBooking } from '../../../model/bookings/messages.ts';
import { slotTtlOf } from '../../../model/bookings/slots.ts';
import { nightsOf } from '../../../model/bookings/stays.ts';
import { isBefore } from '../../../model/instants.ts';
import { PermanentError } from '../../platform/errors.ts';
import { noteRefusal } from '../../platform/noteRefusal.ts';
import type { Instant } from '../../platform/now.ts';
import { transact } from '../../platform/transact.ts';
import { createEvent, entities, leaveSlot, type StatusChange, type Writes } from './entities.ts';

/** A request of either kind. */
type BookingRequest = CreateApartmentBooking | CreateServiceBooking;

const pending = { status: 'PENDING', reason: '' } as const;
const expired = { status: 'EXPIRED', reason: 'Not stored before its hold passed' } as const;
const NO_BOOKING = 'There is an event, and no booking';

/** The reason of an appointment whose slot was full when it was to be stored. */
const slotTakenReason = 'All seats of this slot were taken';

/** The reason of a stay that is rejected because another one has its nights. */
export const nightsTakenReason = 'Another stay was approved for these nights';

/**
 * Stores a requested booking with its event: PENDING, unless its hold has passed, another stay has its nights, or its
 * slot is full. Whoever wrote the message, only a request with its claim is stored: the mutation takes the claim before
 * it queues the request.
 */
export const storeBooking = async (request: BookingRequest, now: Instant) => {
  if (!isBefore(now.iso, request.holdUntil)) return storeEnded(request, expired, now);
  const outcome = await storePending(request, now);
  if (outcome === 'nightsTaken')
    return storeEnded(request, { status: 'REJECTED', reason: nightsTakenReason }, now);
  if (outcome === 'slotTaken')
    return storeEnded(request, { status: 'REJECTED', reason: slotTakenReason }, now);
  return outcome;
};

/**
 * Stores a request as PENDING; a stay if its apartment exists and none of its nights is taken, an appointment if it has
 * its seat or one is free.
 */
const storePending = async (request: BookingRequest, now: Instant) => {
  const booking = bookingOf(request, pending, now);
  const [outcome = 'pending'] = await transact(entities, (writes) => [
    createBooking(writes, booking),
    checkClaim(writes, request),
    createEvent(writes, booking, pending, now, NO_BOOKING),
    ...('apartmentId' in booking ? [checkNights(writes, booking)] : []),
    ...('serviceId' in request && request.terms ? [takeSeat(writes, request, request.terms.capacity)] : []),
  ]);
  return outcome;
};

/** Stores a request that ended before it was ever pending, and frees its claim. */
const storeEnded = async (request: BookingRequest, ending: StatusChange, now: Instant) => {
  const booking = bookingOf(request, ending, now);
  const [met] = await transact(entities, (writes) => [
    createBooking(writes, booking),
    releaseClaim(writes, request),
    createEvent(writes, booking, ending, now, NO_BOOKING),
    ...('serviceId' in request && request.terms ? [leaveSlot(writes, request.bookingId, request)] : []),
  ]);
  if (met) return met;
  const ended = ending.status.toLowerCase();
  noteRefusal(`booking ${ended}`, ending.reason);
  return ended;
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

type Texts = 'bookingId' | 'content' | 'heldUntil' | 'serviceName';
type Numbers = 'priceCents' | 'productVersion' | 'capacity';

/** ElectroDB's operators, as far as they are used on a claim. */
interface ClaimOperators<Text, Num> {
  eq(attribute: Text, value: string): string;
  eq(attribute: Num, value: number): string;
  notExists(attribute: Num): string;
}

/**
 * All that a claim has of its request: an id, what is wanted, what was promised, and until when. What the client calls a
 * service is its own affair: the message has the catalogue's name, like the claim.
 */
const isOfRequest = <Text, Num>(
  claim: Record<Texts, Text> & Record<Numbers, Num>,
  { eq, notExists }: ClaimOperators<Text, Num>,
  request: BookingRequest,
) => {
  const same = [eq(claim.bookingId, request.bookingId), eq(claim.heldUntil, request.holdUntil)];
  if ('serviceId' in request && request.terms)
    same.push(
      eq(claim.serviceName, request.serviceName),
      eq(claim.priceCents, request.terms.priceCents),
      eq(claim.productVersion, request.terms.productVersion),
      eq(claim.capacity, request.terms.capacity),
    );
  else {
    const priceCents = 'priceCents' in request ? request.priceCents : undefined;
    const isSamePrice =
      priceCents === undefined ? notExists(claim.priceCents) : eq(claim.priceCents, priceCents);
    same.push(eq(claim.content, claimContentOf(request)), isSamePrice);
  }
  return same.join(' AND ');
};

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

/**
 * The seat of a request, which it has unless it was sent again before the first had taken it, or its seat was freed
 * because it was long in coming.
 */
const takeSeat = ({ ServiceSlot }: Writes, request: CreateServiceBooking, capacity: number) => {
  const { bookingId, serviceId, dateTime } = request;
  // ElectroDB takes what a set contains for a whole set.
  const seat = bookingId as never;
  return {
    write: ServiceSlot.update({ serviceId, dateTime })
      .set({ ttl: slotTtlOf(dateTime) })
      .add({ bookingIds: [bookingId] })
      .where(({ bookingIds }, { notExists, contains, size, escape }) =>
        [notExists(bookingIds), `${size(bookingIds)} < ${escape(capacity)}`, contains(bookingIds, seat)].join(
          ' OR ',
        ),
      )
      .commit(),
    onConditionFailed: () => 'slotTaken' as const,
  };
};

/** The booking of a request, as it is stored. */
const bookingOf = (request: BookingRequest, change: StatusChange, now: Instant) =>
  'apartmentId' in request ? stayOf(request, change, now) : appointmentOf(request, change, now);

const stayOf = (request: CreateApartmentBooking, change: StatusChange, now: Instant) => {
  const { apartmentId, startDate, endDate, priceCents } = request;
  return {
    ...attributesOf(request, change, now),
    apartmentId,
    startDate,
    endDate,
    ...(priceCents !== undefined && { priceCents }),
  };
};

const appointmentOf = (request: CreateServiceBooking, change: StatusChange, now: Instant) => {
  const { bookingId, serviceId, serviceName, dateTime, terms } = request;
  return {
    ...attributesOf(request, change, now),
    serviceId,
    serviceName,
    dateTime,
    shard: shardOf(bookingId),
    ...(terms && { priceCents: terms.priceCents, productVersion: terms.productVersion }),
  };
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
