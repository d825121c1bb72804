import {
  apartmentIndexKeys,
  apartmentKey,
  buildingIndexKeys,
  buildingKey,
} from '../../../model/apartments/keys.ts';
import { offerKey } from '../../../model/catalog/keys.ts';
import { bookingKey, claimKey, slotKey } from '../../../model/bookings/keys.ts';
import { entityMetadata } from '../../../model/table.ts';

export const holdUntil = '2089-05-01T00:00:00.000Z';

/** What createApartmentBooking queues. */
export const request = (changes: Record<string, unknown> = {}) => ({
  bookingId: 'booking-1',
  userId: 'user-1',
  apartmentId: 'apartment-1',
  startDate: '2089-06-01',
  endDate: '2089-06-04',
  holdUntil,
  requestedOn: '2030-01-01T00:00:00.000Z',
  ...changes,
});

export const apartmentRow = (nights: string[] = [], id = 'apartment-1') => ({
  ...apartmentKey(id),
  ...apartmentIndexKeys('building-1', id.replace('apartment-', '')),
  ...entityMetadata('Apartment'),
  id,
  apartmentType: 'DOUBLE_ROOM',
  apartmentStatus: 'VACANT',
  ...(nights.length > 0 && { nights: new Set(nights) }),
});

export const claimRow = (
  bookingId = 'booking-1',
  userId = 'user-1',
  changes: Record<string, unknown> = {},
) => ({
  ...claimKey(userId, 'APARTMENT#apartment-1'),
  ...entityMetadata('BookingClaim'),
  userId,
  subject: 'APARTMENT#apartment-1',
  content: '2089-06-01/2089-06-04',
  bookingId,
  heldUntil: holdUntil,
  ...changes,
});

export const buildingRow = () => ({
  ...buildingKey('building-1'),
  ...buildingIndexKeys('building-1'),
  ...entityMetadata('Building'),
  id: 'building-1',
});

/** A stored booking of the apartment. */
export const bookingRow = (id: string, changes: Record<string, unknown> = {}) => {
  const row = {
    id,
    userId: 'user-1',
    apartmentId: 'apartment-1',
    startDate: '2089-06-01',
    endDate: '2089-06-04',
    status: 'PENDING',
    holdUntil,
    createdOn: '2030-01-01T00:00:00.000Z',
    updatedOn: '2030-01-01T00:00:00.000Z',
    ...changes,
  };
  return {
    ...bookingKey(id),
    gsi1pk: `USER#${row.userId}`,
    gsi1sk: `BOOKING#${row.startDate}#${id}`,
    gsi2pk: `APARTMENT#${row.apartmentId}`,
    gsi2sk: `BOOKING#${row.startDate}#${id}`,
    ...entityMetadata('ApartmentBooking'),
    ...row,
  };
};

/** What the catalogue offers under a service's id: an hour for 45.00, two at a time. */
export const serviceRow = (id = 'cleaning', changes: Record<string, unknown> = {}) => ({
  ...offerKey(id),
  ...entityMetadata('Offer'),
  sku: id,
  productId: id,
  storeId: 'store-1',
  name: 'Cleaning',
  priceCents: 4500,
  productVersion: 1,
  participating: true,
  storeVersion: 1,
  slotMinutes: 60,
  capacity: 2,
  timeZone: 'Europe/Berlin',
  ...changes,
});

/** What a request for it was promised, as its message has it. */
export const terms = { priceCents: 4500, productVersion: 1, capacity: 2 };

const dateTime = '2089-06-01T08:00:00.000Z';

/** A slot, with who has a seat. */
export const slotRow = (...bookingIds: string[]) => ({
  ...slotKey('cleaning', dateTime),
  ...entityMetadata('ServiceSlot'),
  serviceId: 'cleaning',
  dateTime,
  ...(bookingIds.length > 0 && { bookingIds: new Set(bookingIds) }),
});

/** What createServiceBooking queues. */
export const appointmentRequest = (changes: Record<string, unknown> = {}) => ({
  bookingId: 'booking-1',
  userId: 'user-1',
  serviceId: 'cleaning',
  serviceName: 'Cleaning',
  dateTime,
  terms,
  holdUntil,
  requestedOn: '2030-01-01T00:00:00.000Z',
  ...changes,
});

export const appointmentClaimRow = (
  bookingId = 'booking-1',
  userId = 'user-1',
  changes: Record<string, unknown> = {},
) => ({
  ...claimKey(userId, `SERVICE#cleaning#${dateTime}`),
  ...entityMetadata('BookingClaim'),
  userId,
  subject: `SERVICE#cleaning#${dateTime}`,
  content: '',
  serviceName: 'Cleaning',
  ...terms,
  bookingId,
  heldUntil: holdUntil,
  ...changes,
});
