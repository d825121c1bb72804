import type { Desk } from '../Desk.ts';
import { cancelOrder, deliver, order, ship } from '../orderRequests.ts';

export async function toTheDoor({ screen, people, send, live }: Desk): Promise<void> {
  await screen.scene(
    'An order, to the door',
    'One request, and the backend does the rest: units are taken and the order moved in one transaction, then the money ' +
      'is. Staff ship and deliver. Sent again, it is the same order; with other lines under its id it is refused.',
  );
  const lamps = { sku: 'brass-lamp', units: 2, price: 49.5 };
  await send(order(people.tenant1, 'order-10001', lamps));
  await live.told('order-10001', 'PAYMENT_ACCEPTED');
  await screen.beat();
  await send(order(people.tenant1, 'order-10001', lamps));
  await send(order(people.tenant1, 'order-10001', { ...lamps, units: 3 }));
  await send(ship(people.caretaker, 'order-10001'));
  await live.told('order-10001', 'SHIPPED');
  await send(deliver(people.caretaker, 'order-10001'));
  await live.told('order-10001', 'DELIVERED');
  await send(cancelOrder(people.tenant1, 'order-10001'));
}
