/** Clients of a burst; each of them asks for as much as every other. */
export const CLIENTS = 50;
