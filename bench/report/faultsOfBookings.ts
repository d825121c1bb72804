import type { Stored } from '../server/countStored.ts';

/** Sets what is stored against the tickets, booking by booking, so that no fault makes up for another. */
export function faultsOfBookings(tickets: ReadonlySet<string>, { bookings, eventsOf, queued }: Stored) {
  const isTold = (id: string) => bookings.has(id) && eventsOf.has(id);
  const stored = new Set([...bookings, ...eventsOf.keys()]);
  return {
    lost: [...tickets].filter((id) => !isTold(id)).length,
    // A booking that nobody has a ticket of is another's second.
    doubled: [...stored].filter((id) => !tickets.has(id) || (eventsOf.get(id) ?? 0) > 1).length,
    leftInQueues: queued,
  };
}
