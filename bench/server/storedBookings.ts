import type { CloudDescription } from '../../local/CloudDescription.ts';
import { countQueued, scanTable, keysOf } from './readBack.ts';

interface StoredBookings {
  /** Bookings in the table, by id. */
  readonly bookings: ReadonlySet<string>;
  /** How many of them are `PENDING`. */
  readonly pending: number;
  /** How many `BOOKING_PENDING_EVENT` rows a booking has, by its id. */
  readonly eventsOf: ReadonlyMap<string, number>;
  /** Messages left in all queues, dead letter queues included. */
  readonly queued: number;
}

/** Counts what a burst of bookings stored, once all of it is processed. */
export async function countBookings(description: CloudDescription): Promise<StoredBookings> {
  const queued = await countQueued(description);
  const [bookings, eventsOf] = [new Set<string>(), new Map<string, number>()];
  let pending = 0;
  for await (const row of scanTable(description)) {
    const { pk = '', sk } = keysOf(row);
    if (sk === 'BOOKING') bookings.add(pk.replace('BOOKING#', ''));
    if (sk === 'BOOKING' && row['status']?.S === 'PENDING') pending++;
    if (sk === 'EVENT#BOOKING_PENDING_EVENT') {
      const id = pk.replace('EVENTS#BOOKING_ID#', '');
      eventsOf.set(id, (eventsOf.get(id) ?? 0) + 1);
    }
  }
  return { bookings, pending, eventsOf, queued };
}

/** Compares what is stored with the tickets, booking by booking, so that one fault cannot hide another. */
export function faultsOfBookings(
  tickets: ReadonlySet<string>,
  { bookings, eventsOf, queued }: StoredBookings,
) {
  const isTold = (id: string) => bookings.has(id) && eventsOf.has(id);
  const stored = new Set([...bookings, ...eventsOf.keys()]);
  return {
    lost: [...tickets].filter((id) => !isTold(id)).length,
    // A booking without a ticket is a duplicate of another.
    doubled: [...stored].filter((id) => !tickets.has(id) || (eventsOf.get(id) ?? 0) > 1).length,
    leftInQueues: queued,
  };
}
