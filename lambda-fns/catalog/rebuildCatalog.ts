import type { ProductEvent, StoreEvent } from '../../model/catalog/events.ts';
import { productPartition, storePartition } from '../../model/catalog/keys.ts';
import { RebuildCatalog } from '../../model/catalog/messages.ts';
import {
  evolveProduct,
  evolveStore,
  offerSkusOf,
  SNAPSHOT_EVERY,
  type ProductState,
} from '../../model/catalog/states.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { PermanentError } from '../platform/errors.ts';
import { retryWhenOutdated, transact } from '../platform/transact.ts';
import { entities } from './shared/entities.ts';

/**
 * Makes the rows of a store or a product anew from its events: state, snapshots, and offers. Changes may go on meanwhile: a row
 * of a later version stays as it is.
 */
export const handler = eachRecord({
  step: 'rebuildCatalog',
  schema: RebuildCatalog,
  entityType: 'catalog',
  entityIdPaths: ['productId', 'storeId'],
  handle: (wanted) =>
    retryWhenOutdated(() =>
      wanted.rebuild === 'store' ? rebuildStore(wanted.storeId) : rebuildProduct(wanted.productId),
    ),
});

const rebuildStore = async (storeId: string) => {
  const store = await foldStream<StoreEvent, NonNullable<ReturnType<typeof evolveStore>>>(
    storePartition(storeId),
    evolveStore,
  );
  const [outcome = 'rebuilt'] = await transact(entities, ({ Store }) => [
    {
      write: Store.put(store)
        .where((row, { notExists, lte }) => `${notExists(row.version)} OR ${lte(row.version, store.version)}`)
        .commit(),
      onConditionFailed: () => 'outdated' as const,
    },
  ]);
  return outcome;
};

const rebuildProduct = async (productId: string) => {
  const product = await foldStream<ProductEvent, ProductState>(productPartition(productId), evolveProduct);
  const offers = product.offered ? await offersOf(product) : [];
  const [outcome = 'rebuilt'] = await transact(entities, ({ Offer, Product, Store, StoreSku }) => [
    {
      write: Product.put(product)
        .where(
          (row, { notExists, lte }) => `${notExists(row.version)} OR ${lte(row.version, product.version)}`,
        )
        .commit(),
      onConditionFailed: () => 'outdated' as const,
    },
    ...offers.flatMap((offer) => [
      {
        write: Offer.put(offer)
          .where((row, { eq, notExists }) => `${notExists(row.sku)} OR ${eq(row.productId, productId)}`)
          .commit(),
        onConditionFailed: () =>
          new PermanentError('StateConflict', `Another product has the SKU ${offer.sku} of ${productId}`),
      },
      { write: StoreSku.put({ storeId: offer.storeId, sku: offer.sku }).commit() },
    ]),
    ...offers.slice(0, 1).map(({ storeId, storeVersion }) => ({
      write: Store.check({ storeId })
        .where((row, { eq }) => eq(row.version, storeVersion))
        .commit(),
      onConditionFailed: () => 'outdated' as const,
    })),
  ]);
  return outcome;
};

/** What a product that was not removed offers, as its store stands. */
const offersOf = async (product: ProductState) => {
  const { productId, storeId, name, priceCents, version, slotMinutes, capacity, timeZone } = product;
  const { data: store } = await entities.Store.get({ storeId }).go({ consistent: true });
  if (!store) throw new PermanentError('NotFound', `There is no store ${storeId}: rebuild it first`);
  return offerSkusOf(product).map((sku) => ({
    sku,
    productId,
    storeId,
    name,
    priceCents,
    productVersion: version,
    participating: store.participating,
    storeVersion: store.version,
    ...(sku === productId && { slotMinutes, capacity, timeZone }),
  }));
};

/**
 * Folds a stream page by page, and puts each snapshot that is due: what a snapshot says never changes, so it replaces nothing
 * but an equal one, or one that was wrong.
 */
const foldStream = async <Event, State extends { readonly version: number }>(
  stream: string,
  evolve: (state: State | undefined, event: Event) => State | undefined,
): Promise<State> => {
  let state: State | undefined;
  let cursor: string | null = null;
  do {
    const page: { data: object[]; cursor: string | null } = await entities.CatalogEvent.query
      .byStream({ stream })
      .go({ cursor, consistent: true });
    for (const row of page.data) {
      // Written by resolvers alone, as their types have it: raw events lie elsewhere.
      const next = evolve(state, row as Event);
      if (!next)
        throw new PermanentError('StateConflict', `${stream} has a gap after version ${state?.version ?? 0}`);
      state = next;
      const { version } = state;
      if (version % SNAPSHOT_EVERY === 0) await entities.CatalogSnapshot.put({ stream, version, state }).go();
    }
    cursor = page.cursor;
  } while (cursor !== null);
  if (!state) throw new PermanentError('NotFound', `${stream} has no events`);
  return state;
};
