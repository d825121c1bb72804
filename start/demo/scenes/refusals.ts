import type { Desk } from '../Desk.ts';
import { book, confirm } from '../bookingRequests.ts';

export async function refusals({ screen, people, flat, nights, send, bookingOf }: Desk): Promise<void> {
  await screen.scene(
    'What cannot be is refused at once',
    'Taken nights, dates the wrong way round, a tenant who confirms for herself: a typed error in the answer, and ' +
      'nothing stored or queued.',
  );
  const { startDate, endDate } = nights(1, 2);
  await send(book(people.tenant2, flat('201'), nights(1, 3)));
  await send(book(people.tenant1, flat('401'), { startDate: endDate, endDate: startDate }));
  await send(confirm(people.tenant3, bookingOf(people.tenant3, 'PENDING')));
}
