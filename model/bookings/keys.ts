/** Booking, claim and event keys, spelled once for ElectroDB and for resolvers; `test/model` compares. */
export const bookingKey = (bookingId: string) => ({ pk: `BOOKING#${bookingId}`, sk: 'BOOKING' });

export const apartmentClaimKey = (userId: string, apartmentId: string) => ({
  pk: `USER#${userId}`,
  sk: `CLAIM#APARTMENT#${apartmentId}`,
});

export const bookingEventKey = (bookingId: string, eventName: string) => ({
  pk: `EVENTS#BOOKING_ID#${bookingId}`,
  sk: `EVENT#${eventName}`,
});
