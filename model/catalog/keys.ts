/**
 * Catalogue keys as resolvers write them. `test/model/catalog/keys.test.ts` compares them with ElectroDB's. Stores and
 * products are streams of versioned events, each in a partition of its own with its state and snapshots. None of these
 * partitions begins with `EVENTS#`, where raw events may be written.
 */
const eightDigits = (version: number) => `0000000${version}`.slice(-8);

export const storePartition = (storeId: string) => `STORE#${storeId}`;
export const productPartition = (productId: string) => `PRODUCT#${productId}`;

/** How the sort keys of a stream's events begin. */
export const catalogEventPrefix = 'EVENT#';

/** The sort key of the event that made this version. */
export const catalogEventSortKey = (version: number) => `${catalogEventPrefix}${eightDigits(version)}`;

export const snapshotPrefix = 'SNAPSHOT#';
export const snapshotSortKey = (version: number) => `${snapshotPrefix}${eightDigits(version)}`;

export const storeKey = (storeId: string) => ({ pk: storePartition(storeId), sk: 'STATE' });
export const productKey = (productId: string) => ({ pk: productPartition(productId), sk: 'STATE' });

/** What is sold under a SKU: one row that tells its price, so that an order reads nothing else of the catalogue. */
export const offerKey = (sku: string) => ({ pk: `OFFER#${sku}`, sk: 'OFFER' });

/** The partition of an index that lists all stores. */
export const allStoresKey = 'STORES';

/** The partition of an index that lists a store's products. */
export const storeProductsKey = (storeId: string) => `STORE#${storeId}`;

/**
 * The rows of a store that say which SKUs it sells. They lie beside the store and in no index, so that whoever follows the
 * store finds every offer of it, also one that was written a moment ago.
 */
export const storeSkuPrefix = 'SKU#';
export const storeSkuKey = (storeId: string, sku: string) => ({
  pk: storePartition(storeId),
  sk: `${storeSkuPrefix}${sku}`,
});
