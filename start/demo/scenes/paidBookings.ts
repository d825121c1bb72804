import { invariant } from '../../../local/platform/errors.ts';
import type { SceneContext } from '../SceneContext.ts';
import { book, bookService, cancel, change, confirm, pay } from '../requests.ts';
import { ticketId } from '../sendRequests.ts';

export async function payment({
  screen,
  users,
  bookingOf,
  sendAtOnce,
  statuses,
}: SceneContext): Promise<void> {
  await screen.scene(
    'Paid once',
    'Tara taps “pay” three times. A conditional write begins the payment. It goes through a queue of its own ' +
      'and reaches the (simulated) gateway under an idempotency key, so a repeated delivery charges nothing ' +
      'more.',
  );
  const bookingId = bookingOf(users.tenant1, 'APPROVED');
  await sendAtOnce([1, 2, 3].map(() => pay(users.tenant1, bookingId)));
  await statuses.waitFor(bookingId, 'PAID');
}

export async function cancellation({
  screen,
  users,
  apartment,
  nights,
  bookingOf,
  send,
  sendAtOnce,
  statuses,
}: SceneContext): Promise<void> {
  await screen.scene(
    'Cancelled, and free again',
    'Tara cancels the stay she paid for, with two taps. The first frees her nights and starts the refund in ' +
      'one transaction, the second finds nothing to cancel. Tomas, who was refused those nights, gets them now.',
  );
  const bookingId = bookingOf(users.tenant1, 'PAID');
  await send(cancel(users.tenant2, bookingId));
  await sendAtOnce([1, 2].map(() => cancel(users.tenant1, bookingId)));
  await statuses.waitFor(bookingId, 'CANCELLED');
  await screen.pause();
  const again = ticketId(await send(book(users.tenant2, apartment('201'), nights(1, 3))));
  await statuses.waitFor(again, 'PENDING');
}

export async function appointment({
  screen,
  users,
  boilerCheck,
  nights,
  send,
  statuses,
}: SceneContext): Promise<void> {
  await screen.scene(
    'An appointment',
    'Services are booked the same way, by a slot of the catalogue instead of the night. While it is pending, its owner ' +
      'may move it; once confirmed, no more. Tui pays it, and keeps it to the end.',
  );
  const [first, other] = [nights(3, 1).startDate, nights(4, 1).startDate];
  const bookingId = ticketId(await send(bookService(users.tenant3, boilerCheck, `${first}T10:00:00.000Z`)));
  await statuses.waitFor(bookingId, 'PENDING');
  await screen.pause();
  await send(change(users.tenant3, bookingId, `${other}T16:00:00.000Z`));
  await send(confirm(users.caretaker, bookingId));
  await statuses.waitFor(bookingId, 'APPROVED');
  await send(change(users.tenant3, bookingId, `${first}T10:00:00.000Z`));
  await send(pay(users.tenant3, bookingId));
  await statuses.waitFor(bookingId, 'PAID');
}

export async function lastSlot(context: SceneContext): Promise<void> {
  const { screen, users, windowCleaning, nights, send, sendAtOnce, statuses } = context;
  await screen.scene(
    'The last slot',
    'The window cleaner can be in one place at a time. Three people book the same hour at the same instant: a seat is taken ' +
      'by one conditional write, so one gets it and two are told. Cancelling frees it in the same transaction.',
  );
  const hour = `${nights(6, 1).startDate}T09:00:00.000Z`;
  const tenants = [users.tenant1, users.tenant2, users.tenant3];
  const answers = await sendAtOnce(tenants.map((tenant) => bookService(tenant, windowCleaning, hour)));
  const first = answers.findIndex(({ outcome }) => outcome === 'accepted');
  const [winner, other] = [tenants[first], tenants.find((_tenant, index) => index !== first)];
  invariant(winner && other, 'one of three has the slot');
  const bookingId = ticketId(answers[first] ?? { outcome: 'refused', code: 'NONE' });
  await statuses.waitFor(bookingId, 'PENDING');
  await screen.pause();
  await send(cancel(winner, bookingId));
  await statuses.waitFor(bookingId, 'CANCELLED');
  const next = ticketId(await send(bookService(other, windowCleaning, hour)));
  await statuses.waitFor(next, 'PENDING');
  await send(confirm(users.caretaker, next));
  await statuses.waitFor(next, 'APPROVED');
}
