/** An instant as rows and events write it. */
export interface Instant {
  /** ISO 8601 in UTC, with milliseconds. */
  readonly iso: string;
  /** Epoch seconds. */
  readonly seconds: number;
}

/**
 * Called once where a piece of work begins, and again where it starts over. Everything in it takes the
 * instant as data, so that a row and its event say the same.
 */
export const now = (): Instant => {
  const milliseconds = Date.now();
  return { iso: new Date(milliseconds).toISOString(), seconds: Math.floor(milliseconds / 1000) };
};
