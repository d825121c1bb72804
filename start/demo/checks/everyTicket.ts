import type { Books } from '../Books.ts';
import type { Kind } from '../Request.ts';
import type { Check } from './Check.ts';

/** Tickets are counted by their ids: the same request again gets the same ticket. */
export function everyTicket({ entries, stored, told }: Books): Check {
  const ticketsFor = (wanted: Kind) =>
    new Set(
      entries.flatMap(
        ({ kind, answer }) => (kind === wanted && answer?.word === 'QUEUED' && answer.id) || [],
      ),
    );
  const [bookings, orders] = [ticketsFor('booking'), ticketsFor('order')];
  const [bookingIds, orderIds] = [
    stored.bookings.map(({ id }) => id),
    told.orders.map(({ orderId }) => orderId),
  ];
  return {
    claim:
      `${bookings.size + orders.size} tickets given = ${bookingIds.length} bookings + ${
        orderIds.length
      } orders stored, ` + 'none missing, none twice',
    holds: areSame(bookings, bookingIds) && areSame(orders, orderIds),
  };
}

const areSame = (tickets: ReadonlySet<string>, ids: readonly string[]) =>
  tickets.size === ids.length && new Set([...tickets, ...ids]).size === ids.length;
