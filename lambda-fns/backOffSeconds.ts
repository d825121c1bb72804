const LONGEST = 900;

/** How long a message rests after its nth failed delivery: 2, 4, 8 … seconds, at most 15 minutes. */
export const backOffSeconds = (receiveCount: number) => Math.min(2 ** receiveCount, LONGEST);
