/** The tail of a booking's id: enough to tell a demo's bookings apart. */
export const shortId = (bookingId: string) => `#${bookingId.slice(-5).toLowerCase()}`;
