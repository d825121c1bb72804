import { expect, test } from 'vitest';
import {
  catalogEventSortKey,
  offerKey,
  snapshotSortKey,
  storeOffersKey,
} from '../../../model/catalog/keys.ts';
import { Offer } from '../../../model/catalog/Offer.ts';
import { entityMetadata } from '../../../model/table.ts';

const offer = {
  sku: 'rolls-6',
  productId: 'product-1',
  storeId: 'store-1',
  name: 'Six rolls',
  priceCents: 420,
  productVersion: 3,
  participating: true,
  storeVersion: 1,
};

test('resolvers and Lambdas spell the row of an offer the same way', () => {
  expect({
    ...offer,
    ...offerKey('rolls-6'),
    gsi1pk: storeOffersKey('store-1'),
    gsi1sk: 'OFFER#rolls-6',
    ...entityMetadata('Offer'),
  }).toEqual(Offer.create(offer).params({ table: 'T' }).Item);
});

test('versions sort as numbers do', () => {
  const versions = [1, 9, 10, 99, 100, 12_345_678];
  expect(versions.map(catalogEventSortKey).toSorted()).toEqual(versions.map(catalogEventSortKey));
  expect(snapshotSortKey(50)).toBe('SNAPSHOT#00000050');
});
