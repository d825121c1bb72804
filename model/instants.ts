/**
 * An instant of ISO 8601 in UTC as rows have it: with three digits of the second, so that texts sort as the instants do.
 * AppSync's examples have three, but it is written in Java, whose `Instant` leaves out digits that are zero:
 * https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/time/Instant.html#toString()
 */
export const storedInstant = (iso: string) => `${iso.slice(0, 19)}.${`${iso.slice(20, -1)}000`.slice(0, 3)}Z`;

/** Whether one instant is before another, however their digits are spelled. */
export const isBefore = (one: string, other: string) => storedInstant(one) < storedInstant(other);
