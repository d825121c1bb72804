import { invariant } from '../../../local/platform/errors.ts';
import type { SceneContext } from '../SceneContext.ts';
import { book, confirm } from '../requests.ts';
import { ticketId } from '../sendRequests.ts';

export async function oneBooking({
  screen,
  users,
  apartment,
  nights,
  send,
  statuses,
}: SceneContext): Promise<void> {
  await screen.scene(
    'One booking',
    'Booking answers with a ticket at once; a queue, a Lambda and one transaction do the rest. The tenant ' +
      'watches a subscription (←) that delivers only what is stored, because the table’s own stream feeds it.',
  );
  const bookingId = ticketId(await send(book(users.tenant1, apartment('201'), nights(0, 3))));
  await statuses.waitFor(bookingId, 'PENDING');
  await screen.pause();
  await send(confirm(users.caretaker, bookingId));
  await statuses.waitFor(bookingId, 'APPROVED');
}

export async function manyClicks({
  screen,
  users,
  apartment,
  nights,
  sendAtOnce,
  statuses,
}: SceneContext): Promise<void> {
  await screen.scene(
    'Twelve clicks, one booking',
    'The same request twelve times at the same instant. A read before the write would let several through; ' +
      'here one conditional write lets exactly one through.',
  );
  const answers = await sendAtOnce(
    Array.from({ length: 12 }, () => book(users.tenant2, apartment('102'), nights(1, 2))),
  );
  const accepted = answers.filter(({ outcome }) => outcome === 'accepted');
  await Promise.all(accepted.map((answer) => statuses.waitFor(ticketId(answer), 'PENDING')));
}

export async function repeatedRequest({
  screen,
  users,
  apartment,
  nights,
  send,
  statuses,
}: SceneContext): Promise<void> {
  await screen.scene(
    'Sent again, to be sure',
    'A phone lost its connection before the answer came, and sends the request again under the same client token. ' +
      'It gets the same ticket, and one booking is stored, though the queue carries the message twice.',
  );
  const request = book(users.tenant3, apartment('101'), nights(2, 4), 'phone-7');
  const bookingId = ticketId(await send(request));
  await statuses.waitFor(bookingId, 'PENDING');
  await send(request);
}

export async function competingStays(context: SceneContext): Promise<void> {
  const { screen, users, apartment, nights, sendAtOnce, statuses } = context;
  await screen.scene(
    'Three people, the same nights',
    'All may ask, one may stay. Admin and caretaker each confirm another of the three at the same instant: the nights ' +
      'are a condition of the transaction, so one wins, and a worker tells the others why not.',
  );
  const tenants = [users.tenant1, users.tenant2, users.tenant3];
  const answers = await sendAtOnce(
    tenants.map((tenant, day) => book(tenant, apartment('301'), nights(5 + day, 3))),
  );
  const ids = answers.map(ticketId);
  await Promise.all(ids.map((id) => statuses.waitFor(id, 'PENDING')));
  await screen.pause();

  const [, second = '', third = ''] = ids;
  const confirmed = await sendAtOnce([confirm(users.admin, second), confirm(users.caretaker, third)]);
  const accepted = confirmed.find(({ outcome }) => outcome === 'accepted') ?? confirmed[0];
  invariant(accepted, 'both confirmations were answered');
  const winner = ticketId(accepted);
  await statuses.waitFor(winner, 'APPROVED');
  await Promise.all(ids.filter((id) => id !== winner).map((id) => statuses.waitFor(id, 'REJECTED')));
}

export async function refusals({
  screen,
  users,
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
  await send(book(users.tenant2, apartment('201'), nights(1, 3)));
  await send(book(users.tenant1, apartment('401'), { startDate: endDate, endDate: startDate }));
  await send(confirm(users.tenant3, bookingOf(users.tenant3, 'PENDING')));
}
