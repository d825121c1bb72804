import * as catalogWhen from '../catalog/when.ts';
import type { Journey } from '../policies/Journey.ts';

/** What no statement of a policy needs a story for, and an event tells of. */
export const otherEvents: readonly Journey[] = [
  {
    name: 'a store and a product get other names, the product costs less, and the store takes part again',
    async run(desk) {
      const storeId = await catalogWhen.hasStore(desk);
      const productId = await catalogWhen.hasProduct(desk, { storeId, sku: 'events-loaf' });
      const changes = (move: any, data: object) => catalogWhen.changes(desk, move, data);
      await changes('rebrandStore', { storeId, name: 'Café', expectedVersion: 1 });
      await changes('disableStoreParticipation', { storeId, expectedVersion: 2 });
      await changes('enableStoreParticipation', { storeId, expectedVersion: 3 });
      const rebranded = { name: 'Loaf', description: 'Of rye', expectedVersion: 1 };
      await changes('rebrandProduct', { productId, ...rebranded });
      await changes('decreaseProductPrice', { productId, price: 1, expectedVersion: 2 });
      await desk.cloud.settles();
    },
  },
];
