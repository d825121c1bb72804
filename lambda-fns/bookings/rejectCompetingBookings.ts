import { BookingEventMessage } from '../../model/bookings/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { now } from '../platform/now.ts';
import { competingBookings } from './competingBookings.ts';
import { rejectPending } from './rejectPending.ts';

const REASON = 'Another stay was approved for these nights';

/** Follows an approval: whoever waits for one of its nights is told no, each in a transaction of its own. */
export const handler = eachRecord({
  step: 'rejectCompetingBookings',
  schema: BookingEventMessage,
  entityIdOf: (body) => body?.detail?.eventData?.bookingId?.S,
  handle: async (approved) => {
    if ('serviceId' in approved) return 'no stay';
    const instant = now();
    const outcomes: string[] = [];
    for (const booking of await competingBookings(approved, instant))
      outcomes.push(await rejectPending(booking, REASON, instant));
    return `${outcomes.filter((outcome) => outcome === 'rejected').length} rejected`;
  },
});
