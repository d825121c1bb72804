import { expect } from 'vitest';
import * as given from '../given.ts';
import * as orderWhen from '../orders/when.ts';
import * as searchWhen from '../search/when.ts';
import { dataOf, type Journey } from './Journey.ts';

/** Orders that are looked for. */
export const searching: readonly Journey[] = [
  {
    name: 'orders are found by person, status and building once all cards were made again, and when they are canceled',
    async run(desk) {
      const { caretaker, admin } = desk;
      const [{ id: userId }, flat] = [await desk.tenant(), await desk.apartment()];
      const order = (orderId: string, deliverTo: string) => ({
        order: {
          orderId,
          userId,
          lines: [{ sku: 'policy-bread', units: 1, priceCents: 350 }],
          amountCents: 350,
          createdOn: new Date(given.NOW).toISOString(),
          deliverTo,
          flow: 'SAGA' as const,
        },
        status: 'READY' as const,
      });
      await searchWhen.stores(desk, [
        order('policy-brought', flat),
        order('policy-moved-out', 'policy-gone'),
      ]);
      await searchWhen.rebuildsCards(desk);
      const { listBuildings } = await admin.graphql(
        '{ listBuildings(pagination: { limit: 100 }) { items { id apartments { id } } } }',
      );
      const { id: buildingId } = listBuildings.items.find(({ apartments }: any) =>
        apartments.some(({ id }: any) => id === flat),
      );
      const found = async (filter: object) =>
        (await searchWhen.searchesAll(caretaker, filter)).map(({ orderId }) => orderId);
      expect(await found({ buildingId })).toEqual(['policy-brought']);
      expect(await found({ buildingId, userId })).toEqual(['policy-brought']);
      expect(await found({ status: 'READY', skus: ['policy-bread'] })).toHaveLength(2);
      expect(await found({ skus: ['policy-bread'] })).toHaveLength(2);
      for (const orderId of ['policy-brought', 'policy-moved-out'])
        dataOf(await orderWhen.moves(desk, admin, 'cancelOrder', orderId));
      await desk.cloud.settles();
      expect(await found({ status: 'CANCELED', skus: ['policy-bread'] })).toHaveLength(2);
      expect(await found({ buildingId, status: 'CANCELED' })).toHaveLength(1);
    },
  },
];
