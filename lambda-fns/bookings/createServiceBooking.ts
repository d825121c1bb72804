import { CreateServiceBooking } from '../../model/bookings/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { now } from '../platform/now.ts';
import { storeEnded } from './storeEnded.ts';
import { storePending } from './storePending.ts';

/** Stores each requested appointment with its event. The table's stream announces it; nothing is published here. */
export const handler = eachRecord({
  step: 'createServiceBooking',
  schema: CreateServiceBooking,
  entityIdOf: (body) => body?.bookingId,
  independent: true,
  handle: async (request) => {
    const instant = now();
    return request.holdUntil <= instant.iso
      ? storeEnded(request, { status: 'EXPIRED', reason: 'Not stored before its hold passed' }, instant)
      : storePending(request, instant);
  },
});
