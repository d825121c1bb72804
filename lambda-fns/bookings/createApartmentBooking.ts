import { CreateApartmentBooking } from '../../model/bookings/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { now } from '../platform/now.ts';
import { storeBooking } from './shared/store.ts';

/** Stores each requested stay with its event. The table's stream announces it; nothing is published here. */
export const handler = eachRecord({
  step: 'createApartmentBooking',
  schema: CreateApartmentBooking,
  entityType: 'booking',
  entityIdPaths: ['bookingId'],
  independent: true,
  // Each checks its apartment's nights.
  sharedRowPath: 'apartmentId',
  handle: (request) => storeBooking(request, now()),
});
