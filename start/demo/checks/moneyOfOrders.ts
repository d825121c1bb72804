import type { Books } from '../Books.ts';
import type { Check } from './Check.ts';
import { centsOf, inTheBook, spokenMoney, sum, type Money } from './money.ts';
import { isPaid } from './isPaid.ts';
import type { Told } from '../readTold.ts';

/** By the payments that the API tells of, which the gateway's own book has to bear out. */
export function moneyOfOrders({ stored, told }: Books): Check {
  const paid = told.orders.filter(isPaid);
  const owed = sum(paid.map(({ amount }) => centsOf(amount)));
  const money = toldOf(told);
  const book = inTheBook(stored.charges, 'order');
  return {
    claim: `orders: ${spokenMoney(money)}, the price of ${paid.length} paid`,
    holds: money.captured - money.refunded === owed && book.captured - book.refunded === owed,
  };
}

function toldOf({ payments }: Told): Money {
  const cents = (...statuses: readonly string[]) =>
    sum(
      payments
        .filter(({ paymentStatus }) => statuses.includes(paymentStatus))
        .map(({ amount }) => centsOf(amount)),
    );
  return { captured: cents('PAYMENT_ACCEPTED', 'PAYMENT_REFUNDED'), refunded: cents('PAYMENT_REFUNDED') };
}
