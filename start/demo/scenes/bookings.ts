import { invariant } from '../../../local/platform/errors.ts';
import type { SceneContext } from '../SceneContext.ts';
import { book, confirm } from '../requests.ts';
import { ticketId } from '../sendRequests.ts';

export async function oneBooking({
  screen,
  people,
  apartment,
  nights,
  send,
  live,
}: SceneContext): Promise<void> {
  await screen.scene(
    'One booking',
    'Booking answers with a ticket at once; a queue, a Lambda and one transaction do the rest. The tenant watches a ' +
      'subscription (←) that cannot say what is not stored: the table’s own stream feeds it.',
  );
  const bookingId = ticketId(await send(book(people.tenant1, apartment('201'), nights(0, 3))));
  await live.waitFor(bookingId, 'PENDING');
  await screen.pause();
  await send(confirm(people.caretaker, bookingId));
  await live.waitFor(bookingId, 'APPROVED');
}

export async function manyClicks({
  screen,
  people,
  apartment,
  nights,
  sendAtOnce,
  live,
}: SceneContext): Promise<void> {
  await screen.scene(
    'Twelve clicks, one booking',
    'The same request twelve times at the same instant. A look before the write would let several through; here one ' +
      'conditional write lets exactly one.',
  );
  const answers = await sendAtOnce(
    Array.from({ length: 12 }, () => book(people.tenant2, apartment('102'), nights(1, 2))),
  );
  const accepted = answers.filter(({ outcome }) => outcome === 'accepted');
  await Promise.all(accepted.map((answer) => live.waitFor(ticketId(answer), 'PENDING')));
}

export async function sentAgain({
  screen,
  people,
  apartment,
  nights,
  send,
  live,
}: SceneContext): Promise<void> {
  await screen.scene(
    'Sent again, to be sure',
    'A phone lost its connection before the answer came, and sends the request again under the same client token. ' +
      'It gets the same ticket, and one booking is stored, though the queue carries the message twice.',
  );
  const request = book(people.tenant3, apartment('101'), nights(2, 4), 'phone-7');
  const bookingId = ticketId(await send(request));
  await live.waitFor(bookingId, 'PENDING');
  await send(request);
}

export async function sameNights(desk: SceneContext): Promise<void> {
  const { screen, people, apartment, nights, sendAtOnce, live } = desk;
  await screen.scene(
    'Three people, the same nights',
    'All may ask, one may stay. Admin and caretaker each confirm another of the three at the same instant: the nights ' +
      'are a condition of the transaction, so one wins, and a worker tells the others why not.',
  );
  const tenants = [people.tenant1, people.tenant2, people.tenant3];
  const answers = await sendAtOnce(
    tenants.map((tenant, day) => book(tenant, apartment('301'), nights(5 + day, 3))),
  );
  const ids = answers.map(ticketId);
  await Promise.all(ids.map((id) => live.waitFor(id, 'PENDING')));
  await screen.pause();

  const [, second = '', third = ''] = ids;
  const confirmed = await sendAtOnce([confirm(people.admin, second), confirm(people.caretaker, third)]);
  const accepted = confirmed.find(({ outcome }) => outcome === 'accepted') ?? confirmed[0];
  invariant(accepted, 'both confirmations were answered');
  const winner = ticketId(accepted);
  await live.waitFor(winner, 'APPROVED');
  await Promise.all(ids.filter((id) => id !== winner).map((id) => live.waitFor(id, 'REJECTED')));
}

export async function refusals({
  screen,
  people,
  apartment,
  nights,
  send,
  bookingOf,
}: SceneContext): Promise<void> {
  await screen.scene(
    'What cannot be is refused at once',
    'Taken nights, dates the wrong way round, a tenant who confirms for herself: a typed error in the answer, and ' +
      'nothing stored or queued.',
  );
  const { startDate, endDate } = nights(1, 2);
  await send(book(people.tenant2, apartment('201'), nights(1, 3)));
  await send(book(people.tenant1, apartment('401'), { startDate: endDate, endDate: startDate }));
  await send(confirm(people.tenant3, bookingOf(people.tenant3, 'PENDING')));
}
