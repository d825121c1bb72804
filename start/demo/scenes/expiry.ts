import { HOLD_HOURS } from '../context.ts';
import type { Desk } from '../Desk.ts';
import { book, confirm } from '../bookingRequests.ts';
import { idOf } from '../idOf.ts';

/** A sweep, which comes every quarter of an hour, later than the hold. */
const PASSING_MS = (HOLD_HOURS + 0.5) * 3_600_000;

export async function expiry(desk: Desk): Promise<void> {
  const { cloud, screen, flat, nights, send, live } = desk;
  await screen.scene(
    'Nobody confirms',
    `A pending booking holds for some hours, ${HOLD_HOURS} in this demo. All time in this cloud runs by one clock, so nobody ` +
      'waits: the demo moves it. Every hold that has passed is ended, and whoever comes to confirm is late.',
  );
  const bookingId = idOf(await send(book(desk.people.tenant1, flat('401'), nights(9, 2))));
  await live.told(bookingId, 'PENDING');
  await screen.beat();
  screen.line({ who: 'clock', kind: 'note', what: `moves on ${HOLD_HOURS} and a half hours`, status: '' });
  await cloud.advance(PASSING_MS);
  await live.told(bookingId, 'EXPIRED');
  // Sessions last an hour.
  await desk.gatherAgain();
  await send(confirm(desk.people.caretaker, bookingId));
}
