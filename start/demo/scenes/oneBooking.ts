import type { Desk } from '../Desk.ts';
import { book, confirm } from '../bookingRequests.ts';
import { idOf } from '../idOf.ts';

export async function oneBooking({ screen, people, flat, nights, send, live }: Desk): Promise<void> {
  await screen.scene(
    'One booking',
    'Booking answers with a ticket at once; a queue, a Lambda and one transaction do the rest. The tenant watches a ' +
      'subscription (←) that cannot say what is not stored: the table’s own stream feeds it.',
  );
  const bookingId = idOf(await send(book(people.tenant1, flat('201'), nights(0, 3))));
  await live.told(bookingId, 'PENDING');
  await screen.beat();
  await send(confirm(people.caretaker, bookingId));
  await live.told(bookingId, 'APPROVED');
}
