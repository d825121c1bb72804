import type { StoredBooking } from '../readStored.ts';
import type { Kind } from '../requests.ts';
import type { Answer, LoggedRequest } from '../sendRequests.ts';
import type { AccountingRecords, Check } from './AccountingRecords.ts';

export function everyRequest({ entries }: AccountingRecords): Check {
  const { accepted, refused, buried } = outcomes(entries);
  return {
    claim: `${entries.length} requests sent = ${accepted} accepted + ${refused} refused + ${buried} in the dead letters`,
    holds: entries.length === accepted + refused + buried,
  };
}

/** Tickets are counted by their ids: the same request again gets the same ticket. */
export function everyTicket({ entries, stored, shop }: AccountingRecords): Check {
  const ticketsFor = (wanted: Kind) =>
    new Set(
      entries.flatMap(
        ({ kind, answer }) => (kind === wanted && answer?.word === 'QUEUED' && answer.id) || [],
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

export function everyStatus({ stored, shop, statusesOf }: AccountingRecords): Check {
  const all = [...stored.bookings, ...shop.orders.map(({ orderId, status }) => ({ id: orderId, status }))];
  const inStep = all.filter(({ id, status }) => isInStep(status, statusesOf(id))).length;
  return {
    claim: `${inStep} of ${all.length} bookings and orders: the owner heard each status once, and the stored one last`,
    holds: inStep === all.length,
  };
}

const isInStep = (status: string, heard: readonly string[]) =>
  heard.at(-1) === status && new Set(heard).size === heard.length;

export const noSharedNight = ({ stored }: AccountingRecords): Check => ({
  claim: 'no two approved stays share a night',
  holds: !stored.bookings.some(overlapsAnother),
});

const occupies = ({ status, apartmentId }: StoredBooking) =>
  apartmentId !== undefined && ['APPROVED', 'PAID', 'COMPLETED'].includes(status);

const overlapsAnother = (stay: StoredBooking, _: number, bookings: readonly StoredBooking[]) =>
  occupies(stay) &&
  bookings.some(
    (other) =>
      other !== stay &&
      occupies(other) &&
      other.apartmentId === stay.apartmentId &&
      startsBeforeEnd(other, stay) &&
      startsBeforeEnd(stay, other),
  );

const startsBeforeEnd = ({ startDate = '' }: StoredBooking, { endDate = '' }: StoredBooking) =>
  startDate < endDate;

export function nothingLeftOver({ entries, stored: { queued, dead } }: AccountingRecords): Check {
  const { buried } = outcomes(entries);
  return {
    claim: `${queued} messages left in queues, ${dead} dead letters for ${buried} broken messages`,
    holds: queued === 0 && dead === buried,
  };
}

export const typedRefusals = ({ entries }: AccountingRecords): Check => ({
  claim: `${outcomes(entries).refused} refusals, each of a type a client can act on`,
  holds: entries.every(({ answer }) => answer?.outcome !== 'refused' || isTyped(answer.word)),
});

/** A name from the catalogue, and not a message or a fault of the backend's own. */
const isTyped = (word: string) => /^[A-Z][A-Za-z]+$/.test(word) && word !== 'InternalFailure';

/** How many requests came to each outcome. */
const outcomes = (entries: readonly LoggedRequest[]): Readonly<Record<Answer['outcome'], number>> => {
  const count = (wanted: string) => entries.filter(({ answer }) => answer?.outcome === wanted).length;
  return { accepted: count('accepted'), refused: count('refused'), buried: count('buried') };
};
