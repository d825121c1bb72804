/** Booking, claim and event keys, spelled once for ElectroDB and for resolvers; `test/model` compares. */
export const bookingKey = (bookingId: string) => ({ pk: `BOOKING#${bookingId}`, sk: 'BOOKING' });

/** `subject` is what `claimSubjectOf` returns. */
export const claimKey = (userId: string, subject: string) => ({
  pk: `USER#${userId}`,
  sk: `CLAIM#${subject}`,
});

/** Where a person's claims begin. */
export const claimsKey = (userId: string) => ({ pk: `USER#${userId}`, sk: 'CLAIM#' });

export const requestKey = (userId: string, clientToken: string) => ({
  pk: `USER#${userId}`,
  sk: `TOKEN#${clientToken}`,
});

export const bookingEventKey = (bookingId: string, eventName: string) => ({
  pk: `EVENTS#BOOKING_ID#${bookingId}`,
  sk: `EVENT#${eventName}`,
});

/** Where a person's bookings are found. */
export const userBookingsKey = (userId: string) => `USER#${userId}`;

/** Where an apartment's bookings are found. */
export const apartmentBookingsKey = (apartmentId: string) => `APARTMENT#${apartmentId}`;

/** How both indexes sort bookings: by day or instant, then by id. */
export const bookingSortKey = (date: string, bookingId: string) => `BOOKING#${date}#${bookingId}`;

/** Partitions of the index all appointments share: each takes 1000 writes a second. */
export const shards = ['0', '1', '2', '3'];

/** The partition of a booking, by the last character of its id. */
export const shardOf = (bookingId: string) =>
  shards['0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(bookingId.slice(-1)) % shards.length] ?? '0';
