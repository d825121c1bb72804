import type { StoredBasket } from '../readStored.ts';
import type { Kind } from '../requests.ts';
import type { Answer, LoggedRequest } from '../sendRequests.ts';
import type { AccountingRecords, Check } from './AccountingRecords.ts';

export function everyRequest({ entries }: AccountingRecords): Check {
  const { accepted, refused, deadLettered } = outcomes(entries);
  return {
    claim: `${entries.length} requests sent = ${accepted} accepted + ${refused} refused + ${deadLettered} in the dead letters`,
    holds: entries.length === accepted + refused + deadLettered,
  };
}

/** Counts tickets by their ids: a request that is sent again gets the same ticket. */
export function everyTicket({ entries, stored, shop }: AccountingRecords): Check {
  const ticketsFor = (wanted: Kind) =>
    new Set(
      entries.flatMap(
        ({ kind, answer }) => (kind === wanted && answer?.code === 'QUEUED' && answer.id) || [],
      ),
    );
  const [bookings, orders] = [ticketsFor('booking'), ticketsFor('order')];
  const [bookingIds, orderIds] = [
    stored.bookings.map(({ id }) => id),
    shop.orders.map(({ orderId }) => orderId),
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

/** A basket that was checked out is one order of its id, with the units that were in it. */
export function everyBasket({ stored: { baskets }, shop: { orders } }: AccountingRecords): Check {
  const checkedOut = baskets.filter(({ status }) => status === 'CHECKED_OUT');
  const isOrdered = ({ id, items }: StoredBasket) => {
    const [order, ...others] = orders.filter(({ orderId }) => orderId === id);
    const ordered = order?.lines.map(({ sku, units }) => `SKU#${sku} ${units}`) ?? [];
    const gathered = Object.entries(items).map(([item, units]) => `${item} ${units}`);
    return others.length === 0 && ordered.sort().join() === gathered.sort().join();
  };
  return {
    claim: `${checkedOut.length} of ${baskets.length} baskets checked out, each one order of what was in it`,
    holds: checkedOut.every(isOrdered),
  };
}

export function everyStatus({ stored, shop, statusesOf }: AccountingRecords): Check {
  const all = [...stored.bookings, ...shop.orders.map(({ orderId, status }) => ({ id: orderId, status }))];
  const inStep = all.filter(({ id, status }) => isInStep(status, statusesOf(id))).length;
  return {
    claim: `${inStep} of ${all.length} bookings and orders: the owner received each status once, and the stored one last`,
    holds: inStep === all.length,
  };
}

export const isInStep = (status: string, delivered: readonly string[]) =>
  delivered.at(-1) === status && new Set(delivered).size === delivered.length;

export function nothingLeftOver({ entries, stored: { queued, dead } }: AccountingRecords): Check {
  const { deadLettered } = outcomes(entries);
  return {
    claim: `${queued} messages left in queues, ${dead} dead letters for ${deadLettered} broken messages`,
    holds: queued === 0 && dead === deadLettered,
  };
}

export const typedRefusals = ({ entries }: AccountingRecords): Check => ({
  claim: `${outcomes(entries).refused} refusals, each of a type a client can act on`,
  holds: entries.every(({ answer }) => answer?.outcome !== 'refused' || isTyped(answer.code)),
});

/** Whether the code is an error type from `model/errors.ts`, and not a message or the backend's own fault. */
const isTyped = (word: string) => /^[A-Z][A-Za-z]+$/.test(word) && word !== 'InternalFailure';

/** Counts the requests of each outcome. */
const outcomes = (entries: readonly LoggedRequest[]): Readonly<Record<Answer['outcome'], number>> => {
  const count = (wanted: string) => entries.filter(({ answer }) => answer?.outcome === wanted).length;
  return { accepted: count('accepted'), refused: count('refused'), deadLettered: count('deadLettered') };
};
