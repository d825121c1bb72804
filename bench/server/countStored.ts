import type { CloudDescription } from '../../local/CloudDescription.ts';
import { countQueued } from './countQueued.ts';
import { scanTable } from './scanTable.ts';

export interface Stored {
  /** Bookings in the table, by id. */
  readonly bookings: ReadonlySet<string>;
  /** Of those the `PENDING` ones. */
  readonly pending: number;
  /** `BOOKING_PENDING_EVENT` rows. */
  readonly events: number;
  /** Messages left in any queue, dead letters too. */
  readonly queued: number;
}

/** Counts what a burst of bookings left behind. */
export async function countStored(description: CloudDescription): Promise<Stored> {
  const bookings = new Set<string>();
  let [pending, events] = [0, 0];
  for await (const { pk, sk, status } of scanTable(description)) {
    if (sk!.S === 'BOOKING') bookings.add(pk!.S!.replace('BOOKING#', ''));
    if (sk!.S === 'BOOKING' && status!.S === 'PENDING') pending++;
    if (sk!.S === 'EVENT#BOOKING_PENDING_EVENT') events++;
  }
  return { bookings, pending, events, queued: await countQueued(description) };
}
