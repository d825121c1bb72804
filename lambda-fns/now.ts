/** This instant, as rows and events spell it. */
export interface Instant {
  /** ISO 8601 in UTC, with milliseconds. */
  readonly iso: string;
  /** Epoch seconds. */
  readonly seconds: number;
}

/** Called once a message; everything after takes the instant as data. */
export const now = (): Instant => {
  const milliseconds = Date.now();
  return { iso: new Date(milliseconds).toISOString(), seconds: Math.floor(milliseconds / 1000) };
};
