import type { Desk } from '../Desk.ts';
import { book } from '../bookingRequests.ts';
import { idOf } from '../idOf.ts';

export async function sentAgain({ screen, people, flat, nights, send, live }: Desk): Promise<void> {
  await screen.scene(
    'Sent again, to be sure',
    'A phone lost its connection before the answer came, and sends the request again under the same client token. ' +
      'It gets the same ticket, and one booking is stored, though the queue carries the message twice.',
  );
  const request = book(people.tenant3, flat('101'), nights(2, 4), 'phone-7');
  const bookingId = idOf(await send(request));
  await live.told(bookingId, 'PENDING');
  await send(request);
}
