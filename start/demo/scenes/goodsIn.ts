import type { Desk } from '../Desk.ts';
import { restock } from '../orderRequests.ts';

export async function goodsIn({ screen, people, send, live }: Desk): Promise<void> {
  await screen.scene(
    'Goods come in',
    'The shop of the house. Carl brings in a lot of lamps, and scans it twice to be sure: a lot is known by its name, ' +
      'so its units are added once. He watches the shelf (←), whose level is the stored row’s own.',
  );
  const lot = { sku: 'brass-lamp', lotId: 'lot-7', units: 6 };
  await send(restock(people.caretaker, lot));
  await live.told('brass-lamp', '6 on hand');
  await screen.beat();
  await send(restock(people.caretaker, lot));
  await send(restock(people.caretaker, { ...lot, units: 60 }));
  await send(restock(people.tenant1, { ...lot, lotId: 'lot-8' }));
}
