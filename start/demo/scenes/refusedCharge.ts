import type { Desk } from '../Desk.ts';
import { order } from '../orderRequests.ts';

export async function refusedCharge({ screen, people, send, live }: Desk): Promise<void> {
  await screen.scene(
    'The charge is refused',
    'Tomas wants the piano, at 100,000 euros, and his bank does not. The piano was held for him while the gateway was ' +
      'asked; a worker puts it back on the shelf, once, however often it is told to.',
  );
  await send(order(people.tenant2, 'order-10006', { sku: 'grand-piano', units: 1, price: 100_000 }));
  await live.told('order-10006', 'PAYMENT_REJECTED');
  await live.told('grand-piano', '1 on hand');
}
