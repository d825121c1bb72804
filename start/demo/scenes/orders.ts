import type { SceneContext } from '../SceneContext.ts';
import { cancelOrder, deliver, order, restock, ship } from '../requests.ts';
import { ticketId } from '../sendRequests.ts';

export async function restocking({ screen, users, send, statuses }: SceneContext): Promise<void> {
  await screen.scene(
    'Goods come in',
    'The shop of the house. Carl brings in a lot of lamps, and scans it twice to be sure: a lot is known by its name, ' +
      'so its units are added once. He watches the shelf (←), whose level is the stored row’s own.',
  );
  const lot = { sku: 'brass-lamp', lotId: 'lot-7', units: 6 };
  await send(restock(users.caretaker, lot));
  await statuses.waitFor('brass-lamp', '6 on hand');
  await screen.pause();
  await send(restock(users.caretaker, lot));
  await send(restock(users.caretaker, { ...lot, units: 60 }));
  await send(restock(users.tenant1, { ...lot, lotId: 'lot-8' }));
}

export async function deliveredOrder({ screen, users, send, statuses }: SceneContext): Promise<void> {
  await screen.scene(
    'An order, to the door',
    'One request, and the backend does the rest: units are taken and the order moved in one transaction, then the money ' +
      'is. Staff ship and deliver. Sent again, it is the same order; with other lines under its id it is refused.',
  );
  const lamps = { sku: 'brass-lamp', units: 2, price: 49.5 };
  await send(order(users.tenant1, 'order-10001', lamps));
  await statuses.waitFor('order-10001', 'PAYMENT_ACCEPTED');
  await screen.pause();
  await send(order(users.tenant1, 'order-10001', lamps));
  await send(order(users.tenant1, 'order-10001', { ...lamps, units: 3 }));
  await send(ship(users.caretaker, 'order-10001'));
  await statuses.waitFor('order-10001', 'SHIPPED');
  await send(deliver(users.caretaker, 'order-10001'));
  await statuses.waitFor('order-10001', 'DELIVERED');
  await send(cancelOrder(users.tenant1, 'order-10001'));
}

export async function scarceStock({ screen, users, sendAtOnce, statuses }: SceneContext): Promise<void> {
  await screen.scene(
    'Four orders, lamps for two',
    'Four lamps are left, and four orders of two come in at the same instant. Each takes all of its units or ' +
      'none, on condition that they are there, so two succeed and two are told that stock is short. Stock is ' +
      'never below zero.',
  );
  const { tenant1, tenant2, tenant3 } = users;
  const answers = await sendAtOnce(
    [tenant1, tenant2, tenant3, tenant2].map((tenant, index) =>
      order(tenant, `order-1000${index + 2}`, { sku: 'brass-lamp', units: 2, price: 49.5 }),
    ),
  );
  const ids = answers.map(ticketId);
  await Promise.all(ids.map((id) => statuses.waitFor(id, 'PAYMENT_ACCEPTED', 'STOCK_DEPLETED')));
}

export async function sellersPrice({ screen, users, send }: SceneContext): Promise<void> {
  await screen.scene(
    'A piano for a cent',
    'The price is the seller’s: the catalogue’s, frozen in each order. Tomas bids a cent for the piano and is told what it ' +
      'costs; his page still shows last week’s price of the lamps, and he is told that, too. What no store offers nobody can order.',
  );
  await send(order(users.tenant2, 'order-10009', { sku: 'grand-piano', units: 1, price: 0.01 }));
  await send(order(users.tenant2, 'order-10009', { sku: 'reading-lamp', units: 2, price: 37 }));
  await send(order(users.tenant3, 'order-10009', { sku: 'stuffed-bear', units: 1 }));
}

export async function refusedCharge({ screen, users, send, statuses }: SceneContext): Promise<void> {
  await screen.scene(
    'The charge is refused',
    'Tomas wants the piano, at 100,000 euros, and his bank does not. The piano was held for him while the gateway was ' +
      'asked; a worker puts it back on the shelf, once, however often it is told to.',
  );
  await send(order(users.tenant2, 'order-10006', { sku: 'grand-piano', units: 1, price: 100_000 }));
  await statuses.waitFor('order-10006', 'PAYMENT_REJECTED');
  await statuses.waitFor('grand-piano', '1 on hand');
}

export async function cancelledOrders({
  screen,
  users,
  send,
  sendAtOnce,
  statuses,
}: SceneContext): Promise<void> {
  await screen.scene(
    'Cancelled on the way',
    'Tui cancels, with two taps, while her money is being taken. Whichever transaction comes first wins: either nothing ' +
      'was charged or it is given back, and the pots return to the shelf once. So do those of an order that is paid.',
  );
  const { tenant1, tenant3 } = users;
  await send(order(tenant3, 'order-10007', { sku: 'moka-pot', units: 3, price: 24.9 }));
  await statuses.waitFor('order-10007', 'STOCK_ALLOCATED');
  await sendAtOnce([1, 2].map(() => cancelOrder(tenant3, 'order-10007')));
  await statuses.waitFor('order-10007', 'CANCELED');
  await statuses.waitFor('moka-pot', '12 on hand');
  await screen.pause();

  await send(order(tenant3, 'order-10008', { sku: 'door-mat', units: 1, price: 18 }));
  await statuses.waitFor('order-10008', 'PAYMENT_ACCEPTED');
  await send(cancelOrder(tenant1, 'order-10008'));
  await send(cancelOrder(tenant3, 'order-10008'));
  await statuses.waitFor('door-mat', '8 on hand');
}
