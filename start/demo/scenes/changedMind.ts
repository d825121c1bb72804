import type { Desk } from '../Desk.ts';
import { cancelOrder, order } from '../orderRequests.ts';

export async function changedMind({ screen, people, send, sendAtOnce, live }: Desk): Promise<void> {
  await screen.scene(
    'Cancelled on the way',
    'Tui cancels, with two taps, while her money is being taken. Whichever transaction comes first wins: either nothing ' +
      'was charged or it is given back, and the pots return to the shelf once. So do those of an order that is paid.',
  );
  const { tenant1, tenant3 } = people;
  await send(order(tenant3, 'order-10007', { sku: 'moka-pot', units: 3, price: 24.9 }));
  await live.told('order-10007', 'STOCK_ALLOCATED');
  await sendAtOnce([1, 2].map(() => cancelOrder(tenant3, 'order-10007')));
  await live.told('order-10007', 'CANCELED');
  await live.told('moka-pot', '12 on hand');
  await screen.beat();

  await send(order(tenant3, 'order-10008', { sku: 'door-mat', units: 1, price: 18 }));
  await live.told('order-10008', 'PAYMENT_ACCEPTED');
  await send(cancelOrder(tenant1, 'order-10008'));
  await send(cancelOrder(tenant3, 'order-10008'));
  await live.told('door-mat', '8 on hand');
}
