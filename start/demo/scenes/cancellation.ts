import type { Desk } from '../Desk.ts';
import { book, cancel } from '../bookingRequests.ts';
import { idOf } from '../idOf.ts';

export async function cancellation({
  screen,
  people,
  flat,
  nights,
  bookingOf,
  send,
  sendAtOnce,
  live,
}: Desk): Promise<void> {
  await screen.scene(
    'Cancelled, and free again',
    'Tara cancels the stay she paid for, with two taps. The first frees her nights and starts the refund in one ' +
      'transaction, the second finds nothing to cancel. Tomas, whom those nights were refused, gets them now.',
  );
  const bookingId = bookingOf(people.tenant1, 'PAID');
  await send(cancel(people.tenant2, bookingId));
  await sendAtOnce([1, 2].map(() => cancel(people.tenant1, bookingId)));
  await live.told(bookingId, 'CANCELLED');
  await screen.beat();
  const again = idOf(await send(book(people.tenant2, flat('201'), nights(1, 3))));
  await live.told(again, 'PENDING');
}
