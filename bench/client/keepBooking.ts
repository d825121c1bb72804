import { setTimeout as pause } from 'node:timers/promises';
import type { CloudDescription } from '../../local/CloudDescription.ts';
import type { Session } from '../../start/connect.ts';
import { createClient } from './createClient.ts';

/** Live traffic: bookings one after the other at a steady pace, until it is stopped. */
export interface Traffic {
  /** When each ticket came, in milliseconds of `performance.now()`, by booking id. */
  readonly acceptedAt: ReadonlyMap<string, number>;
  /** Resolves once the last ticket has come. Rejects where one was refused. */
  stop(): Promise<void>;
}

const BOOK =
  'mutation ($input: CreateApartmentBookingInput!) { createApartmentBooking(input: $input) { id status } }';

/** Every tenant books every apartment once, `perSecond` of all of them together. */
export function keepBooking(
  { graphqlUrl }: CloudDescription,
  tenants: readonly Session[],
  { apartments, perSecond }: { readonly apartments: readonly string[]; readonly perSecond: number },
): Traffic {
  const acceptedAt = new Map<string, number>();
  const stopping = new AbortController();
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const clients = tenants.map(({ idToken }) => createClient(graphqlUrl, idToken));
  const book = async (index: number) => {
    const apartmentId = apartments[Math.floor(index / clients.length)];
    if (apartmentId === undefined) throw new Error('Too few apartments for so long a run');
    const input = { apartmentId, startDate: day(60), endDate: day(62) };
    const answer = await clients[index % clients.length]?.call(BOOK, { input });
    const ticket = answer?.data?.['createApartmentBooking'];
    if (!ticket) throw new Error(`Refused: ${JSON.stringify(answer?.errors)}`);
    acceptedAt.set(ticket.id, performance.now());
  };
  const run = async () => {
    const began = performance.now();
    const open: Promise<void>[] = [];
    for (let index = 0; !stopping.signal.aborted; index++) {
      const due = began + (index * 1000) / perSecond - performance.now();
      if (due > 0) await pause(due, undefined, { signal: stopping.signal }).catch(() => undefined);
      const booking = book(index);
      booking.catch(() => stopping.abort());
      open.push(booking);
    }
    await Promise.all(open);
    for (const client of clients) client.close();
  };
  const running = run();
  // Whoever stops it hears of it; until then a refusal must not end the process.
  running.catch(() => undefined);
  return {
    acceptedAt,
    stop() {
      stopping.abort();
      return running;
    },
  };
}
