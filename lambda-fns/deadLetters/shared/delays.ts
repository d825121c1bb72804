import { delayOfBooking } from './bookingDelays.ts';
import type { Delay, DelayingLetter } from './Delay.ts';
import { delayOfOrder } from './orderDelays.ts';

/**
 * Reads what a letter is about. Undefined where that has no owner: the letter may say anything, so that whose it is
 * counts by what is stored, its claim at least.
 */
export const readDelay = async (letter: DelayingLetter, body: string): Promise<Delay | undefined> => {
  if (letter.entityType === 'order') return delayOfOrder(letter);
  return letter.entityType === 'booking' ? delayOfBooking(letter, body) : undefined;
};
