import { CreateServiceBooking } from '../../model/bookings/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { now } from '../platform/now.ts';
import { storeBooking } from './shared/store.ts';

/**
 * Stores each requested appointment with its event. The table's stream announces it; nothing is published
 * here.
 */
export const handler = eachRecord({
  step: 'createServiceBooking',
  schema: CreateServiceBooking,
  entityType: 'booking',
  entityIdPaths: ['bookingId'],
  independent: true,
  handle: (request) => storeBooking(request, now()),
});
