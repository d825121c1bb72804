import { expect } from 'vitest';
import * as catalogWhen from '../catalog/when.ts';
import type { Frontdesk } from '../given.ts';
import * as then from '../then.ts';
import type { Journey } from './Journey.ts';
import { deletesRows, sends } from './operator.ts';

/** Loses what follows from the events of a store or a product, and has it made again. */
async function losesAndRebuilds(desk: Frontdesk, body: object, ...partitions: readonly string[]) {
  const stored = async () => (await Promise.all(partitions.map((pk) => then.items(desk, pk)))).flat();
  const before = await stored();
  await deletesRows(
    desk,
    before.filter(({ sk }) => sk === 'STATE' || sk === 'OFFER'),
  );
  await sends(desk, 'RebuildCatalog', body);
  await desk.cloud.settles();
  expect(await stored()).toEqual(before);
}

/** What becomes of a store and what it sells. */
export const catalog: readonly Journey[] = [
  {
    name: 'a store sells what is listed, changed and followed, closes, and no longer sells what was removed',
    async run(desk) {
      const { admin, caretaker } = desk;
      const storeId = await catalogWhen.hasStore(desk);
      const sku = 'policy-loaf';
      const news = await catalogWhen.follows(desk, caretaker, { storeId });
      const productId = await catalogWhen.hasProduct(desk, { storeId, sku });
      await catalogWhen.changes(desk, 'increaseProductPrice', { productId, price: 5, expectedVersion: 1 });
      await catalogWhen.changes(desk, 'disableStoreParticipation', { storeId, expectedVersion: 1 });
      await desk.cloud.settles();
      expect(await then.items(desk, `OFFER#${sku}`)).toMatchObject([
        { participating: false, priceCents: 500 },
      ]);
      const found = await admin.graphql(
        `query ($storeId: ID!, $productId: ID!) {
          store(id: $storeId) { participating }
          listStores(pagination: { limit: 100 }) { items { id } }
          product(id: $productId, version: 1) { price history { items { version } } }
          catalog(storeId: $storeId) { items { id } }
        }`,
        { storeId, productId },
      );
      expect(found).toMatchObject({
        store: { participating: false },
        product: { price: 4.2, history: { items: [{ version: 1 }, { version: 2 }] } },
        catalog: { items: [{ id: productId }] },
      });
      expect(found['listStores'].items).toContainEqual({ id: storeId });
      await losesAndRebuilds(desk, { rebuild: 'store', storeId }, `STORE#${storeId}`);
      await losesAndRebuilds(desk, { rebuild: 'product', productId }, `PRODUCT#${productId}`, `OFFER#${sku}`);
      await catalogWhen.changes(desk, 'removeProduct', { productId, expectedVersion: 2 });
      await desk.cloud.settles();
      expect(await then.items(desk, `OFFER#${sku}`)).toEqual([]);
      await news.close();
      const versions = news.all().map(({ data }: any) => data.onProductChange.version);
      expect(versions).toContain(3);
    },
  },
];
