import { invariant } from '../../../local/platform/errors.ts';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { HOLD_HOURS, type SceneContext } from '../SceneContext.ts';
import { connectSqs, peekDeadLetters } from '../readStored.ts';
import { book, confirm } from '../requests.ts';
import { ticketId } from '../sendRequests.ts';

/** Longer than the hold by two sweeps, which run every quarter of an hour. */
const PASSING_MS = (HOLD_HOURS + 0.5) * 3_600_000;

export async function expiry(context: SceneContext): Promise<void> {
  const { cloud, screen, apartment, nights, send, statuses } = context;
  await screen.scene(
    'Nobody confirms',
    `A pending booking holds for some hours, ${HOLD_HOURS} in this demo. All time in this cloud runs by one ` +
      'clock, so nobody waits: the demo moves it. Every booking whose hold has passed expires, and confirming ' +
      'it is too late.',
  );
  const bookingId = ticketId(await send(book(context.users.tenant1, apartment('401'), nights(9, 2))));
  await statuses.waitFor(bookingId, 'PENDING');
  await screen.pause();
  screen.line({ who: 'clock', kind: 'note', what: `moves on ${HOLD_HOURS} and a half hours`, status: '' });
  await cloud.advance(PASSING_MS);
  await statuses.waitFor(bookingId, 'EXPIRED');
  // Sessions last an hour.
  await context.signInAgain();
  await send(confirm(context.users.caretaker, bookingId));
}

const BODIES = ['this is not JSON', '{"bookingId":7}'];

export async function poisonMessages({
  cloud,
  screen,
  users,
  apartment,
  nights,
  send,
  statuses,
  requestLog,
}: SceneContext): Promise<void> {
  await screen.scene(
    'Poison in the queue',
    'Two broken messages go straight into the bookings queue. They can never succeed, so they are not tried ten ' +
      'times: each lies in the dead letters at once, unchanged, with its reason. Nobody behind them waits.',
  );
  const queue = cloud.describe().queues['CreateApartmentBooking'];
  invariant(queue, 'bookings have a queue');
  const entries = BODIES.map((body) => ({
    body,
    entry: requestLog.add({ who: 'nobody', kind: 'message', action: 'poison', about: body }),
  }));
  const sqs = connectSqs(cloud);
  const batch = BODIES.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: queue.url, Entries: batch }));
  const bookingId = ticketId(await send(book(users.tenant2, apartment('401'), nights(12, 2))));
  await statuses.waitFor(bookingId, 'PENDING');
  await cloud.settles();

  const letters = await peekDeadLetters(sqs, queue.deadLetterUrl);
  for (const { body, entry } of entries) {
    const letter = letters.find((other) => other.body === body);
    if (!letter) continue;
    entry.answer = { outcome: 'deadLettered', code: letter.errorCode, reason: letter.reason };
    screen.line({
      who: 'queue',
      kind: 'note',
      what: body,
      status: letter.errorCode,
      detail: `try ${letter.receiveCount}`,
    });
    screen.below(shortened(letter.reason));
  }
}

const LONGEST = 70;

const shortened = (reason: string) =>
  reason.length > LONGEST ? `${reason.slice(0, LONGEST - 2)} …` : reason;
