const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/** How long to wait before retry `attempt`, counted from 0: a second, doubling up to a minute. */
export const backoffMs = (attempt: number) => Math.min(FIRST_MS * 2 ** Math.min(attempt, 16), LONGEST_MS);
