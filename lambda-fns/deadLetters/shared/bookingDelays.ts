import type { ApartmentBooking } from '../../../model/bookings/ApartmentBooking.ts';
import type { BookingClaim } from '../../../model/bookings/BookingClaim.ts';
import type { ServiceBooking } from '../../../model/bookings/ServiceBooking.ts';
import { statusAt } from '../../../model/bookings/states.ts';
import { SECONDS_OF_DAY } from '../../../model/calendar.ts';
import {
  BOOKING_DELAYED_EVENT,
  BOOKING_RESUMED_EVENT,
  type BookingDelayData,
} from '../../../model/deadLetters/events.ts';
import { DELAYED_REASON } from '../../../model/deadLetters/states.ts';
import { isId } from '../../../model/ids.ts';
import { environment } from '../../platform/environment.ts';
import type { Instant } from '../../platform/now.ts';
import type { TransactionItem } from '../../platform/transact.ts';
import { entities, type Writes } from './entities.ts';
import type { Delay, DelayingLetter } from './Delay.ts';

/** What is stored of a booking: itself, or the claim of its request. */
interface Stored {
  readonly bookingId: string;
  readonly userId: string;
  readonly apartmentId: string;
  readonly booking: ApartmentBooking | ServiceBooking | undefined;
  readonly requested: Requested | undefined;
  readonly letterIds: readonly string[];
}

/** A request as its claim has it, shaped like a booking. */
interface Requested {
  readonly userId: string;
  readonly apartmentId?: string;
  /** Whole cents. */
  readonly priceCents?: number;
}

/** The delay of a booking. Undefined where nothing is stored of it. */
export const delayOfBooking = async (letter: DelayingLetter, body: string): Promise<Delay | undefined> => {
  const { letterId, entityId: bookingId = '' } = letter;
  const stored = isId(bookingId) ? await readBooking(bookingId, body) : undefined;
  if (!stored) return undefined;
  const isLast = stored.letterIds.every((id) => id === letterId);
  return {
    ownerId: stored.userId,
    begin: (writes, now, ttl) => [
      {
        write: writes.BookingDelay.put({
          bookingId,
          letterId,
          errorCode: letter.errorCode,
          failingStep: letter.failingStep ?? '',
          delayedOn: now.iso,
          ...(stored.requested && { requested: stored.requested }),
          ttl,
        }).commit(),
      },
      ...announce(writes, stored, BOOKING_DELAYED_EVENT, DELAYED_REASON, now),
    ],
    end: (writes, now) => [
      { write: writes.BookingDelay.delete({ bookingId, letterId }).commit() },
      ...(isLast ? announce(writes, stored, BOOKING_RESUMED_EVENT, '', now) : []),
    ],
  };
};

const readBooking = async (bookingId: string, body: string): Promise<Stored | undefined> => {
  const [stay, appointment, delays] = await Promise.all([
    entities.ApartmentBooking.get({ id: bookingId }).go({ consistent: true }),
    entities.ServiceBooking.get({ id: bookingId }).go({ consistent: true }),
    entities.BookingDelay.query.byBookingAndLetter({ bookingId }).go({ consistent: true }),
  ]);
  const booking = stay.data ?? appointment.data ?? undefined;
  const letterIds = delays.data.map(({ letterId }) => letterId);
  if (booking) {
    const apartmentId = stay.data?.apartmentId ?? '';
    return { bookingId, userId: booking.userId, apartmentId, booking, requested: undefined, letterIds };
  }
  const requested = await readRequested(bookingId, body);
  if (!requested) return undefined;
  const { userId, apartmentId = '' } = requested;
  return { bookingId, userId, apartmentId, booking, requested, letterIds };
};

/** The request whose claim names the booking: the message says whose claims to look through. */
const readRequested = async (bookingId: string, body: string): Promise<Requested | undefined> => {
  const userId = textIn(body, 'userId');
  if (!userId || !isId(userId)) return undefined;
  const { data } = await entities.BookingClaim.query.byUserAndSubject({ userId }).go({ consistent: true });
  const claim = data.find((each) => each.bookingId === bookingId);
  return claim && requestOf(claim, textIn(body, 'requestedOn'));
};

/** `subject` is `APARTMENT#<id>` or `SERVICE#<id>#<instant>`, and `content` a stay's dates. */
const requestOf = (claim: BookingClaim, requestedOn: string | undefined): Requested => {
  const { bookingId: id, userId, subject, content, heldUntil: holdUntil, priceCents } = claim;
  const createdOn = isInstant(requestedOn) ? requestedOn : holdUntil;
  const price = priceCents === undefined ? {} : { priceCents };
  const shared = { id, userId, holdUntil, createdOn, updatedOn: createdOn, ...price };
  const [kind, thingId = '', dateTime = ''] = subject.split('#');
  if (kind === 'SERVICE') {
    const appointment = { serviceId: thingId, serviceName: claim.serviceName ?? content, dateTime };
    return { ...shared, ...appointment };
  }
  const [startDate = '', endDate = ''] = content.split('/');
  const stay = { apartmentId: thingId, startDate, endDate };
  return { ...shared, ...stay };
};

const isInstant = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(text);

/** A text of the body's own members; undefined where the body is no such JSON. */
const textIn = (body: string, name: string): string | undefined => {
  try {
    // Whatever it is: only looked at.
    const found = (JSON.parse(body) as Record<string, unknown> | null)?.[name];
    return typeof found === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
};

/** See `orderDelays.ts`: the event is written while the booking has the status that it names. */
const announce = (
  writes: Writes,
  { bookingId, userId, apartmentId, booking }: Stored,
  eventName: string,
  reason: string,
  now: Instant,
): TransactionItem<'outdated'>[] => {
  const status = booking ? statusAt(booking, now.iso) : 'QUEUED';
  const eventData: BookingDelayData = { bookingId, userId, apartmentId, status, reason, updatedOn: now.iso };
  const ttl = now.seconds + environment.EVENT_TTL_DAYS * SECONDS_OF_DAY;
  const hasStatus = writes.ApartmentBooking.check({ id: bookingId }).where((row, { eq, notExists }) =>
    booking ? eq(row.status, booking.status) : notExists(row.status),
  );
  return [
    { write: writes.BookingEvent.put({ bookingId, eventName, eventData, applied: true, ttl }).commit() },
    { write: hasStatus.commit(), onConditionFailed: () => 'outdated' },
  ];
};
