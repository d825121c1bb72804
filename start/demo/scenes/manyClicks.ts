import type { Desk } from '../Desk.ts';
import { book } from '../bookingRequests.ts';
import { idOf } from '../idOf.ts';

export async function manyClicks({ screen, people, flat, nights, sendAtOnce, live }: Desk): Promise<void> {
  await screen.scene(
    'Twelve clicks, one booking',
    'The same request twelve times at the same instant. A look before the write would let several through; here one ' +
      'conditional write lets exactly one.',
  );
  const answers = await sendAtOnce(
    Array.from({ length: 12 }, () => book(people.tenant2, flat('102'), nights(1, 2))),
  );
  const accepted = answers.filter(({ outcome }) => outcome === 'accepted');
  await Promise.all(accepted.map((answer) => live.told(idOf(answer), 'PENDING')));
}
