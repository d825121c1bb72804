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

/** Where a booking can go from each status. Nothing leaves a final one. */
const moves: Record<BookingState, BookingState[]> = {
  PENDING: ['APPROVED', 'REJECTED', 'CANCELLED', 'EXPIRED'],
  APPROVED: ['PAID', 'CANCELLED'],
  PAID: ['COMPLETED', 'CANCELLED'],
  COMPLETED: [],
  REJECTED: [],
  CANCELLED: [],
  EXPIRED: [],
};

export const canMove = (from: BookingState, to: BookingState) => moves[from].indexOf(to) >= 0;

/**
 * The status a booking has at an instant: a pending one is expired once its hold has passed, whether or
 * not anything has written that down yet. Instants are ISO 8601 in UTC with milliseconds, which sort as text.
 */
export const statusAt = (booking: { status: BookingState; holdUntil: string }, now: string): BookingState =>
  booking.status === 'PENDING' && booking.holdUntil <= now ? 'EXPIRED' : booking.status;
