import { CreateApartmentBooking } from '../../model/bookings/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { now } from '../platform/now.ts';
import { storeEnded } from './storeEnded.ts';
import { storePending } from './storePending.ts';

/** Stores each requested stay with its event. The table's stream announces it; nothing is published here. */
export const handler = eachRecord({
  step: 'createApartmentBooking',
  schema: CreateApartmentBooking,
  entityIdOf: (body) => body?.bookingId,
  independent: true,
  handle: async (request) => {
    const instant = now();
    // Came so late that nobody waits for it any more.
    if (request.holdUntil <= instant.iso)
      return storeEnded(request, { status: 'EXPIRED', reason: 'Not stored before its hold passed' }, instant);
    const outcome = await storePending(request, instant);
    if (outcome !== 'nightsTaken') return outcome;
    return storeEnded(
      request,
      { status: 'REJECTED', reason: 'Another stay was approved for these nights' },
      instant,
    );
  },
});
