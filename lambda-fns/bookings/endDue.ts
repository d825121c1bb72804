import type { ErrorType } from '../../model/errors.ts';
import { isStay, type StoredBooking } from '../../model/bookings/kinds.ts';
import { statusAt } from '../../model/bookings/states.ts';
import { inParallel } from '../platform/inParallel.ts';
import type { Instant } from '../platform/now.ts';
import { PermanentError } from '../platform/errors.ts';
import { endBooking } from './endBooking.ts';

/** Bookings one message ends at most; the next sweep finds the rest. Of one apartment, they take 20 seconds. */
const MOST = 500;
const AT_ONCE = 10;

interface Failure {
  readonly id: string;
  readonly error: unknown;
}

/**
 * Ends what is due, in the order of its times: apartments beside each other, the bookings of one after each
 * other, because each transaction locks the apartment's row. One that cannot be ended now does not keep the
 * others; afterwards the failures are thrown as one error, a permanent one if nothing is gained by trying again.
 */
export const endDue = async (due: readonly StoredBooking[], instant: Instant): Promise<string> => {
  const taken = due.slice(0, MOST);
  const groups = [...Map.groupBy(taken, (booking) => (isStay(booking) ? booking.apartmentId : booking.id))];
  const failed = await inParallel(groups, AT_ONCE, ([, bookings]) => endEach(bookings, instant));
  const failures = failed.flat();
  if (failures.length > 0) throw errorOf(failures, taken.length);
  return `${taken.length} ended`;
};

const endEach = async (bookings: readonly StoredBooking[], instant: Instant): Promise<Failure[]> => {
  const failures: Failure[] = [];
  for (const booking of bookings)
    await endBooking(booking, endingOf(booking, instant), instant).catch((error) =>
      failures.push({ id: booking.id, error }),
    );
  return failures;
};

const endingOf = (booking: StoredBooking, instant: Instant) => {
  const status = statusAt(booking, instant.iso);
  return { status, reason: status === 'EXPIRED' ? 'Nobody confirmed it before its hold passed' : '' };
};

const errorOf = (failures: readonly Failure[], all: number): Error => {
  const told = failures.slice(0, 3).map(({ id, error }) => `${id}: ${String(error)}`);
  const message = `${failures.length} of ${all} were not ended, such as ${told.join('; ')}`;
  const types = failures.map(({ error }) => (error instanceof PermanentError ? error.errorType : undefined));
  return types.every((type): type is ErrorType => type !== undefined)
    ? new PermanentError(types[0]!, message)
    : new Error(message);
};
