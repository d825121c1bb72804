import type { Books } from '../Books.ts';
import { priceOf } from '../prices.ts';
import type { Check } from './Check.ts';
import { inTheBook, spokenMoney, sum } from './money.ts';

/** By the gateway's book: the API tells a booking's status, and nothing of its payments. */
export function moneyOfBookings({ stored, flats }: Books): Check {
  const paid = stored.bookings.filter(({ status }) => ['PAID', 'COMPLETED'].includes(status));
  const owed = sum(paid.map((booking) => priceOf(booking, flats)));
  const money = inTheBook(stored.charges, 'booking');
  return {
    claim: `bookings: ${spokenMoney(money)}, the price of ${paid.length} paid`,
    holds: money.captured - money.refunded === owed,
  };
}
