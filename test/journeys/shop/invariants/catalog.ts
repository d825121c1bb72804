import { expect } from 'vitest';
import { offerKey, productPartition, storePartition, storeSkuKey } from '../../../../model/catalog/keys.ts';
import { foldProduct, foldStore, offerSkusOf, SNAPSHOT_EVERY } from '../../../../model/catalog/states.ts';

type Row = Record<string, any>;

/** What the rows of a state have beside it. */
const bare = ({ pk, sk, gsi1pk, gsi1sk, __edb_e__, __edb_v__, ...state }: Row) => state;

/** A stream of events, with what was made of it. */
interface Stream {
  readonly partition: string;
  readonly events: readonly Row[];
  readonly state: Row | undefined;
  readonly snapshots: readonly Row[];
}

const streamsOf = (rows: readonly Row[], prefix: string): Stream[] => {
  const own = rows.filter(({ pk }) => pk.startsWith(prefix));
  return [...Map.groupBy(own, ({ pk }) => pk as string)].map(([partition, all]) => ({
    partition,
    events: all.filter(({ sk }) => sk.startsWith('EVENT#')).toSorted((a, b) => (a['sk'] < b['sk'] ? -1 : 1)),
    state: all.find(({ sk }) => sk === 'STATE'),
    snapshots: all.filter(({ sk }) => sk.startsWith('SNAPSHOT#')),
  }));
};

/** Versions have no gaps; the fold of the events is the state, and the snapshot with the rest; nothing expires. */
const expectFolds = (stream: Stream, fold: (state: any, events: any[]) => Row | undefined) => {
  const { partition, events, state, snapshots } = stream;
  const versions = events.map(({ sk }) => Number(sk.slice('EVENT#'.length)));
  expect(versions, `versions of ${partition}`).toEqual(events.map((_, at) => at + 1));
  for (const event of events) {
    expect(event, `event of ${partition}`).toMatchObject({
      applied: true,
      version: event['eventData'].version,
    });
    expect(event, `event of ${partition}`).not.toHaveProperty('ttl');
  }
  const folded = fold(undefined, [...events]);
  expect(folded, `fold of ${partition}`).toBeDefined();
  expect(state && bare(state), `state of ${partition}`).toEqual(folded);
  expect(snapshots, `snapshots of ${partition}`).toHaveLength(Math.floor(events.length / SNAPSHOT_EVERY));
  for (const snapshot of snapshots)
    expect(fold(snapshot['state'], events.slice(snapshot['version'])), `snapshot of ${partition}`).toEqual(
      folded,
    );
};

/** Every offer is of a product that is offered, as the product and, once all is at rest, its store stand; and there is no other. */
const expectOffers = (rows: readonly Row[], products: readonly Row[], stores: readonly Row[]) => {
  const storeOf = new Map(stores.map((store) => [store['storeId'], store]));
  const wanted = products
    .filter(({ offered }) => offered)
    .flatMap((product) =>
      // A state of the catalogue, as its row has it.
      offerSkusOf(product as Parameters<typeof offerSkusOf>[0]).map((sku) => ({
        ...offerKey(sku),
        sku,
        productId: product['productId'],
        storeId: product['storeId'],
        name: product['name'],
        priceCents: product['priceCents'],
        productVersion: product['version'],
        participating: storeOf.get(product['storeId'])?.['participating'],
      })),
    );
  const offers = rows.filter(({ sk }) => sk === 'OFFER');
  const key = ({ pk }: { readonly pk?: string }) => pk ?? '';
  const byKey = (one: Row, other: Row) => (key(one) < key(other) ? -1 : 1);
  expect(offers.toSorted(byKey)).toMatchObject(wanted.toSorted(byKey));
  const claimed = rows.filter(({ pk, sk }) => pk.startsWith(storePartition('')) && sk.startsWith('SKU#'));
  expect(claimed.map(({ pk, sk }) => pk + sk).toSorted()).toEqual(
    wanted.map(({ storeId, sku }) => storeSkuKey(storeId, sku).pk + storeSkuKey(storeId, sku).sk).toSorted(),
  );
};

/**
 * What holds of stores and products in all rows of the table, once all is at rest. Throws where it does not. Raw events lie
 * in other partitions and are nothing to it.
 */
export const expectCatalog = (rows: readonly Row[]) => {
  const stores = streamsOf(rows, storePartition(''));
  const products = streamsOf(rows, productPartition(''));
  for (const stream of stores) expectFolds(stream, foldStore);
  for (const stream of products) expectFolds(stream, foldProduct);
  expectOffers(
    rows,
    products.map(({ state }) => state!),
    stores.map(({ state }) => state!),
  );
};
