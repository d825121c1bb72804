import type { Desk } from '../Desk.ts';
import { idOf } from '../idOf.ts';
import { order } from '../orderRequests.ts';

export async function lastLamps({ screen, people, sendAtOnce, live }: Desk): Promise<void> {
  await screen.scene(
    'Four orders, lamps for two',
    'Four lamps are left, and four orders of two come in at the same instant. Each takes all of its units or none, on ' +
      'condition that they are there, so two are met and two are told that stock is short. Nothing is ever below zero.',
  );
  const { tenant1, tenant2, tenant3 } = people;
  const answers = await sendAtOnce(
    [tenant1, tenant2, tenant3, tenant2].map((tenant, index) =>
      order(tenant, `order-1000${index + 2}`, { sku: 'brass-lamp', units: 2, price: 49.5 }),
    ),
  );
  const ids = answers.map(idOf);
  await Promise.all(ids.map((id) => live.told(id, 'PAYMENT_ACCEPTED', 'STOCK_DEPLETED')));
}
