/**
 * Booking, claim and event keys as resolvers write them. `test/model/bookings/keys.test.ts` compares them
 * with ElectroDB's.
 */
export const bookingKey = (bookingId: string) => ({ pk: `BOOKING#${bookingId}`, sk: 'BOOKING' });

/** How the sort keys of a booking's delays begin. */
export const bookingDelayPrefix = 'DELAY#';

/** `subject` is what `claimSubjectOf` returns. */
export const claimKey = (userId: string, subject: string) => ({
  pk: `USER#${userId}`,
  sk: `CLAIM#${subject}`,
});

/** The partition of a person's claims, and how their sort keys begin. */
export const claimsKey = (userId: string) => ({ pk: `USER#${userId}`, sk: 'CLAIM#' });

export const requestKey = (userId: string, clientToken: string) => ({
  pk: `USER#${userId}`,
  sk: `TOKEN#${clientToken}`,
});

export const bookingEventKey = (bookingId: string, eventName: string) => ({
  pk: `EVENTS#BOOKING_ID#${bookingId}`,
  sk: `EVENT#${eventName}`,
});

/** The partition of a service's slots. */
export const serviceSlotsPartition = (serviceId: string) => `SERVICE#${serviceId}`;

/** How the sort keys of slots begin. */
export const slotPrefix = 'SLOT#';

/** `dateTime` is when the slot begins: ISO 8601 in UTC with milliseconds. */
export const slotKey = (serviceId: string, dateTime: string) => ({
  pk: serviceSlotsPartition(serviceId),
  sk: `${slotPrefix}${dateTime}`,
});

/** The partition of an index that lists a person's bookings. */
export const userBookingsKey = (userId: string) => `USER#${userId}`;

/** The partition of an index that lists an apartment's bookings. */
export const apartmentBookingsKey = (apartmentId: string) => `APARTMENT#${apartmentId}`;

/** The sort key of a booking in both indexes: its day or instant, then its id. */
export const bookingSortKey = (date: string, bookingId: string) => `BOOKING#${date}#${bookingId}`;

/** The partition of an index that lists a shard's appointments. See `shards`. */
export const serviceBookingsKey = (shard: string) => `SERVICES#${shard}`;

/** Partitions of the index all appointments share: each takes 1000 writes a second. */
export const shards = ['0', '1', '2', '3'];

/** The partition of a booking, by the last character of its id. */
export const shardOf = (bookingId: string) =>
  shards['0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(bookingId.slice(-1)) % shards.length] ?? '0';

/** A person's claim on an apartment, for a stay there: see `claimSubjectOf`. */
export const stayClaimKey = (userId: string, apartmentId: string) =>
  claimKey(userId, `APARTMENT#${apartmentId}`);
