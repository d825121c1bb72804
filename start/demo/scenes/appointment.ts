import type { Desk } from '../Desk.ts';
import { bookService, change, confirm, pay } from '../bookingRequests.ts';
import { idOf } from '../idOf.ts';

export async function appointment({ screen, people, nights, send, live }: Desk): Promise<void> {
  await screen.scene(
    'An appointment',
    'Services are booked the same way, by the instant instead of the night. While it is pending, its owner may move ' +
      'it; once confirmed, no more. Tui pays it, and keeps it to the end.',
  );
  const [first, other] = [nights(3, 1).startDate, nights(4, 1).startDate];
  const bookingId = idOf(await send(bookService(people.tenant3, 'boiler check', `${first}T10:00:00.000Z`)));
  await live.told(bookingId, 'PENDING');
  await screen.beat();
  await send(change(people.tenant3, bookingId, `${other}T16:00:00.000Z`));
  await send(confirm(people.caretaker, bookingId));
  await live.told(bookingId, 'APPROVED');
  await send(change(people.tenant3, bookingId, `${first}T10:00:00.000Z`));
  await send(pay(people.tenant3, bookingId));
  await live.told(bookingId, 'PAID');
}
