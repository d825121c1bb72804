import { epochSecondsOf } from '../calendar.ts';
import { isBefore } from '../instants.ts';

/** The longest that a stage may hold a booking which nobody confirms. */
export const MAX_HOLD_DAYS = 30;

/** Every status a stored booking can have. `QUEUED` is a ticket's only. */
export const bookingStatuses = [
  'PENDING',
  'APPROVED',
  'PAID',
  'COMPLETED',
  'REJECTED',
  'CANCELLED',
  'EXPIRED',
] as const;
export type BookingState = (typeof bookingStatuses)[number];

/** The statuses that a booking can move to from each status. Nothing leaves a final one. */
const moves: Record<BookingState, BookingState[]> = {
  PENDING: ['APPROVED', 'REJECTED', 'CANCELLED', 'EXPIRED'],
  APPROVED: ['PAID', 'COMPLETED', 'CANCELLED'],
  PAID: ['COMPLETED', 'CANCELLED'],
  COMPLETED: [],
  REJECTED: [],
  CANCELLED: [],
  EXPIRED: [],
};

export const canMoveBooking = (from: BookingState, to: BookingState) => moves[from].indexOf(to) >= 0;

interface Timed {
  readonly status: BookingState;
  readonly holdUntil: string;
  /** Only stays have one. */
  readonly endDate?: string;
  /** Only appointments have one. */
  readonly dateTime?: string;
}

/**
 * The instant a stay has ended or an appointment began, ISO 8601 in UTC. Not destructured as a parameter: AppSync checks
 * types, and would refuse a call without the member that the other kind has.
 */
export const endOf = (when: Pick<Timed, 'endDate' | 'dateTime'>) =>
  when.endDate ? `${when.endDate}T00:00:00.000Z` : when.dateTime;

/**
 * The status of a booking at an instant, whether or not it is stored yet: a pending booking is expired once its
 * hold has passed, and an approved one is completed once it is over. Instants are ISO 8601 in UTC.
 */
export const statusAt = (booking: Timed, now: string): BookingState => {
  const { status, holdUntil } = booking;
  if (status === 'PENDING') return isBefore(now, holdUntil) ? status : 'EXPIRED';
  const end = endOf(booking);
  return canMoveBooking(status, 'COMPLETED') && end && !isBefore(now, end) ? 'COMPLETED' : status;
};

const HOUR = 3600;

/** Epoch seconds of an instant, ISO 8601 in UTC. */
const secondsOf = (iso: string) =>
  epochSecondsOf(iso.slice(0, 10)) +
  parseInt(iso.slice(11, 13)) * HOUR +
  parseInt(iso.slice(14, 16)) * 60 +
  parseInt(iso.slice(17, 19));

/** Chosen: staff is told of a booking that waits when a quarter of its hold is left, and at most so long before its end. */
const WARNED_BEFORE = 12 * HOUR;

/** Whether a booking that waits for staff does so for little longer. */
export const isAboutToExpire = (booking: Timed & { readonly createdOn: string }, now: string): boolean => {
  const { status, holdUntil, createdOn } = booking;
  const [end, at] = [secondsOf(holdUntil), secondsOf(now)];
  const before = Math.min(WARNED_BEFORE, (end - secondsOf(createdOn)) / 4);
  return status === 'PENDING' && at < end && end - at <= before;
};

/** Chosen: people are reminded of a stay from nine in the morning of the day before, UTC, and of an appointment a day before. */
const STAY_REMINDED_BEFORE = 15 * HOUR;
const APPOINTMENT_REMINDED_BEFORE = 24 * HOUR;

/** Whether a booking that was confirmed begins soon. */
export const startsSoon = (booking: Timed & { readonly startDate?: string }, now: string): boolean => {
  const { status, startDate, dateTime } = booking;
  const start = startDate ? epochSecondsOf(startDate) : secondsOf(dateTime ?? now);
  const before = startDate ? STAY_REMINDED_BEFORE : APPOINTMENT_REMINDED_BEFORE;
  const left = start - secondsOf(now);
  return (status === 'APPROVED' || status === 'PAID') && left > 0 && left <= before;
};
