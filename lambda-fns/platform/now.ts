/** This instant, as rows and events spell it. */
export interface Instant {
  /** ISO 8601 in UTC, with milliseconds. */
  readonly iso: string;
  /** Epoch seconds. */
  readonly seconds: number;
}

/**
 * Called where a piece of work begins, and again where it begins anew with what is there by then; what belongs to
 * it takes the instant as data, so that a row and its event say the same.
 */
export const now = (): Instant => {
  const milliseconds = Date.now();
  return { iso: new Date(milliseconds).toISOString(), seconds: Math.floor(milliseconds / 1000) };
};
