import type { Entry } from './Ledger.ts';
import type { Stored } from './readStored.ts';
import type { StoredBooking } from './StoredBooking.ts';

/** Requests of one kind that were answered alike and ended alike. */
export interface Row {
  readonly count: number;
  readonly action: string;
  readonly answer: string;
  readonly end: string;
}

/** Something that has to be so. */
export interface Check {
  readonly claim: string;
  readonly holds: boolean;
}

export interface Account {
  readonly rows: readonly Row[];
  readonly checks: readonly Check[];
}

export interface Books {
  readonly entries: readonly Entry[];
  readonly stored: Stored;
  /** A booking's statuses as its owner's subscription delivered them. */
  readonly statusesOf: (bookingId: string) => readonly string[];
}

/** Follows every request to its answer and its end, and judges whether anything is missing or too much. */
export function account(books: Books): Account {
  return { rows: rowsOf(books), checks: checksOf(books) };
}

function rowsOf({ entries, stored }: Books): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const { action, answer } of entries) {
    const end = endOf(answer, stored);
    const key = [action, answer?.word, end].join();
    rows.set(key, { count: (rows.get(key)?.count ?? 0) + 1, action, answer: answer?.word ?? 'NONE', end });
  }
  const actions = [...new Set(entries.map(({ action }) => action))];
  return [...rows.values()].sort((a, b) => actions.indexOf(a.action) - actions.indexOf(b.action));
}

function endOf(answer: Entry['answer'], { bookings }: Stored): string {
  if (!answer) return 'MISSING';
  if (answer.outcome === 'refused') return 'nothing stored';
  if (answer.outcome === 'buried') return 'dead letter with its reason';
  return bookings.find(({ id }) => id === answer.bookingId)?.status ?? 'MISSING';
}

function checksOf({ entries, stored, statusesOf }: Books): readonly Check[] {
  const answered = entries.flatMap(({ answer }) => answer ?? []);
  const count = (wanted: string) => answered.filter(({ outcome }) => outcome === wanted).length;
  const [accepted, refused, buried] = [count('accepted'), count('refused'), count('buried')];
  const tickets = new Set(answered.filter(({ word }) => word === 'QUEUED').map(({ bookingId }) => bookingId));
  const strangers = stored.bookings.filter(({ id }) => !tickets.has(id)).length;
  const inStep = stored.bookings.filter(({ id, status }) => isInStep(status, statusesOf(id))).length;
  const sum = `${entries.length} requests sent = ${accepted} accepted + ${refused} refused + ${buried} in the dead letters`;
  return [
    { claim: sum, holds: entries.length === accepted + refused + buried },
    {
      claim: `${tickets.size} tickets given = ${stored.bookings.length} bookings in the table, none missing, none twice`,
      holds: tickets.size === stored.bookings.length && strangers === 0,
    },
    {
      claim: `${inStep} of ${stored.bookings.length} bookings: the owner heard each status once, and the stored one last`,
      holds: inStep === stored.bookings.length,
    },
    { claim: 'no two approved stays share a night', holds: !stored.bookings.some(overlapsAnother) },
    {
      claim: `${stored.queued} messages left in queues, ${stored.dead} dead letters for ${buried} broken messages`,
      holds: stored.queued === 0 && stored.dead === buried,
    },
    {
      claim: `${refused} refusals, each of a type a client can act on`,
      holds: answered.every(({ outcome, word }) => outcome !== 'refused' || isTyped(word)),
    },
  ];
}

/** A name from the catalogue, and not a message or a fault of the backend's own. */
const isTyped = (word: string) => /^[A-Z][A-Za-z]+$/.test(word) && word !== 'InternalFailure';

const isInStep = (status: string, heard: readonly string[]) =>
  heard.at(-1) === status && new Set(heard).size === heard.length;

const occupies = ({ status, apartmentId }: StoredBooking) =>
  apartmentId !== undefined && ['APPROVED', 'PAID', 'COMPLETED'].includes(status);

const overlapsAnother = (stay: StoredBooking, _: number, bookings: readonly StoredBooking[]) =>
  occupies(stay) &&
  bookings.some(
    (other) =>
      other !== stay &&
      occupies(other) &&
      other.apartmentId === stay.apartmentId &&
      other.startDate! < stay.endDate! &&
      stay.startDate! < other.endDate!,
  );
