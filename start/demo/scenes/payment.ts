import type { Desk } from '../Desk.ts';
import { pay } from '../bookingRequests.ts';

export async function payment({ screen, people, bookingOf, sendAtOnce, live }: Desk): Promise<void> {
  await screen.scene(
    'Paid once',
    'Tara taps “pay” three times. A payment is begun by a condition, goes through a queue of its own, and reaches the ' +
      '(simulated) gateway under an idempotency key, so a delivery more takes no money more.',
  );
  const bookingId = bookingOf(people.tenant1, 'APPROVED');
  await sendAtOnce([1, 2, 3].map(() => pay(people.tenant1, bookingId)));
  await live.told(bookingId, 'PAID');
}
