import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { peekDeadLetters } from '../peekDeadLetters.ts';
import type { Desk } from '../Desk.ts';
import { connectSqs } from '../connectSqs.ts';
import { book } from '../bookingRequests.ts';
import { idOf } from '../idOf.ts';

const BODIES = ['this is not JSON', '{"bookingId":7}'];

export async function poison({
  cloud,
  screen,
  people,
  flat,
  nights,
  send,
  live,
  ledger,
}: Desk): Promise<void> {
  await screen.scene(
    'Poison in the queue',
    'Two broken messages go straight into the bookings queue. They can never succeed, so they are not tried ten ' +
      'times: each lies in the dead letters at once, unchanged, with its reason. Nobody behind them waits.',
  );
  const queue = cloud.describe().queues['CreateApartmentBooking']!;
  const entries = BODIES.map((body) => ({
    body,
    entry: ledger.sent({ who: 'nobody', kind: 'message', action: 'poison', about: body }),
  }));
  const sqs = connectSqs(cloud);
  const batch = BODIES.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: queue.url, Entries: batch }));
  const bookingId = idOf(await send(book(people.tenant2, flat('401'), nights(12, 2))));
  await live.told(bookingId, 'PENDING');
  await cloud.settles();

  const letters = await peekDeadLetters(sqs, queue.deadLetterUrl);
  for (const { body, entry } of entries) {
    const letter = letters.find((other) => other.body === body);
    if (!letter) continue;
    entry.answer = { outcome: 'buried', word: letter.errorCode, reason: letter.reason };
    screen.line({
      who: 'queue',
      kind: 'note',
      what: body,
      status: letter.errorCode,
      detail: `try ${letter.receiveCount}`,
    });
    screen.text(`${' '.repeat(26)}${shortened(letter.reason)}`);
  }
}

const LONGEST = 70;

const shortened = (reason: string) =>
  reason.length > LONGEST ? `${reason.slice(0, LONGEST - 2)} …` : reason;
