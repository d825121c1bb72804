import type { Randomness } from '../../../platform/Randomness.ts';

/** Chosen so that 185 attempts take about as long as the 24 hours an event may be retried for. */
const LONGEST_MS = 10 * 60_000;

/** How long to wait before retry `attempt` (from 1): doubled each time, and up to half of it by chance. */
export function backOffMs(attempt: number, random: Randomness): number {
  const whole = Math.min(1000 * 2 ** (attempt - 1), LONGEST_MS);
  return Math.round(whole / 2 + (whole / 2) * random.float());
}
