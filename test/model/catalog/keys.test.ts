import { describe, expect, test } from 'vitest';
import { CatalogEvent } from '../../../model/catalog/CatalogEvent.ts';
import { CatalogSnapshot } from '../../../model/catalog/CatalogSnapshot.ts';
import {
  allStoresKey,
  catalogEventSortKey,
  offerKey,
  productKey,
  productPartition,
  snapshotSortKey,
  storeKey,
  storePartition,
  storeProductsKey,
  storeSkuKey,
} from '../../../model/catalog/keys.ts';
import { Offer } from '../../../model/catalog/Offer.ts';
import { Product } from '../../../model/catalog/Product.ts';
import { Store } from '../../../model/catalog/Store.ts';
import { StoreSku } from '../../../model/catalog/StoreSku.ts';
import type { OfferState } from '../../../model/catalog/states.ts';
import { entityMetadata } from '../../../model/table.ts';

const table = 'T';
const instant = '2030-01-01T00:00:00.000Z';
const store = {
  storeId: 'store-1',
  name: 'Bakery',
  location: 'Round the corner',
  participating: true,
  version: 1,
  createdOn: instant,
  updatedOn: instant,
};
const product = {
  productId: 'product-1',
  storeId: 'store-1',
  name: 'Six rolls',
  description: 'Warm',
  sku: 'rolls-6',
  priceCents: 420,
  offered: true,
  version: 3,
  createdOn: instant,
  updatedOn: instant,
};
/** As entities and resolvers know it. */
const offer: Offer & OfferState = {
  sku: 'rolls-6',
  productId: 'product-1',
  storeId: 'store-1',
  name: 'Six rolls',
  priceCents: 420,
  productVersion: 3,
  participating: true,
  storeVersion: 1,
};

describe('resolvers and Lambdas spell the same way', () => {
  test('the row of an offer', () => {
    expect({ ...offer, ...offerKey('rolls-6'), ...entityMetadata('Offer') }).toEqual(
      Offer.create(offer).params({ table }).Item,
    );
  });

  test('the row of a store', () => {
    const index = { gsi1pk: allStoresKey, gsi1sk: storePartition('store-1') };
    expect({ ...store, ...storeKey('store-1'), ...index, ...entityMetadata('Store') }).toEqual(
      Store.create(store).params({ table }).Item,
    );
  });

  test('the row of a product, and of one that was removed', () => {
    const index = { gsi1pk: storeProductsKey('store-1'), gsi1sk: productPartition('product-1') };
    const row = { ...product, ...productKey('product-1'), ...entityMetadata('Product') };
    expect({ ...row, ...index }).toEqual(Product.create(product).params({ table }).Item);
    const removed = { ...product, offered: false };
    expect({ ...row, offered: false }).toEqual(Product.create(removed).params({ table }).Item);
  });

  test('that a store sells a SKU', () => {
    const row = { storeId: 'store-1', sku: 'rolls-6' };
    expect({ ...row, ...storeSkuKey('store-1', 'rolls-6'), ...entityMetadata('StoreSku') }).toEqual(
      StoreSku.create(row).params({ table }).Item,
    );
  });

  test('an event and a snapshot', () => {
    const stream = productPartition('product-1');
    const event = { stream, version: 50, eventName: 'PRODUCT_REMOVED_EVENT', eventData: {}, applied: true };
    const eventRowKey = { pk: stream, sk: catalogEventSortKey(50) };
    expect({ ...event, ...eventRowKey, ...entityMetadata('CatalogEvent') }).toEqual(
      CatalogEvent.create(event).params({ table }).Item,
    );
    const snapshot = { stream, version: 50, state: { ...product, version: 50 } };
    const snapshotRowKey = { pk: stream, sk: snapshotSortKey(50) };
    expect({ ...snapshot, ...snapshotRowKey, ...entityMetadata('CatalogSnapshot') }).toEqual(
      CatalogSnapshot.create(snapshot).params({ table }).Item,
    );
  });
});

test('versions sort as numbers do', () => {
  const versions = [1, 9, 10, 99, 100, 12_345_678];
  expect(versions.map(catalogEventSortKey).toSorted()).toEqual(versions.map(catalogEventSortKey));
  expect(snapshotSortKey(50)).toBe('SNAPSHOT#00000050');
});
