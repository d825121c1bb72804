/** The tail of an id: enough to tell a demo's bookings and orders apart. */
export const shortId = (id: string) => `#${id.slice(-5).toLowerCase()}`;
