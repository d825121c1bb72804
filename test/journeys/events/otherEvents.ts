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

/** What these stories do not bring about, and which test does. */
export const toldElsewhere: Readonly<Record<string, string>> = {
  COMMAND_CALLED_OFF: 'test/lambda-fns/sagas/createOrderSaga.test.ts',
  CUSTOMER_REJECTED_REPLY: 'test/journeys/sagas/sagas.test.ts',
  SHOPPING_REJECTED_REPLY: 'test/lambda-fns/fulfilment',
};
