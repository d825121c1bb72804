import type { Offer } from '../../model/catalog/Offer.ts';
import { ParticipationChanged } from '../../model/catalog/messages.ts';
import type { Store } from '../../model/catalog/Store.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { PermanentError, RetryableError } from '../platform/errors.ts';
import { inParallel } from '../platform/inParallel.ts';
import { conditionMet } from '../platform/transact.ts';
import { entities } from './shared/entities.ts';

/**
 * Lets the offers of a store say whether it takes part, as the store is stored by now: whatever an event says, and however
 * late it comes, the offers follow the latest version of the store.
 */
export const handler = eachRecord({
  step: 'updateOffers',
  schema: ParticipationChanged,
  entityType: 'store',
  entityIdPaths: ['detail.eventData.storeId.S'],
  handle: async ({ storeId }) => {
    const { data: store } = await entities.Store.get({ storeId }).go({ consistent: true });
    if (!store) throw new PermanentError('NotFound', `There is no store ${storeId}`);
    const { updated, areAll } = await updateOutdated(store);
    const outcome = `${updated} updated`;
    return areAll ? outcome : { outcome, isUnfinished: true };
  },
});

/** What one message updates at most, a new message the rest; how many at once, and how many a read finds: all chosen. */
const MAX_UPDATED = 200;
const MAX_AT_ONCE = 10;
const PAGE = 100;

const updateOutdated = async (store: Store) => {
  let updated = 0;
  let cursor: string | null = null;
  do {
    const page = await findSkus(store.storeId, cursor);
    const outdated = await findOutdated(store, page.skus);
    const outcomes = await inParallel(outdated, MAX_AT_ONCE, (offer) => updateOffer(store, offer));
    updated += outcomes.filter(Boolean).length;
    cursor = page.cursor;
  } while (cursor !== null && updated < MAX_UPDATED);
  return { updated, areAll: cursor === null };
};

/** Read where they are written: an index might not have the one of a moment ago. */
const findSkus = async (storeId: string, cursor: string | null) => {
  const { data, ...page } = await entities.StoreSku.query
    .byStore({ storeId })
    .go({ cursor, consistent: true, limit: PAGE });
  return { skus: data.map(({ sku }) => ({ sku })), cursor: page.cursor };
};

/** Those that follow an older version of the store. */
const findOutdated = async ({ storeId, version }: Store, skus: { readonly sku: string }[]) => {
  if (skus.length === 0) return [];
  const { data, unprocessed } = await entities.Offer.get(skus).go({ consistent: true });
  if (unprocessed.length > 0)
    throw new RetryableError('TryAgain', `${unprocessed.length} offers were not read`);
  return data.filter((offer) => offer.storeId === storeId && offer.storeVersion < version);
};

/** Whether it was still older. One that was removed meanwhile is not made again. */
const updateOffer = ({ storeId, participating, version }: Store, { sku }: Offer) =>
  conditionMet(
    entities.Offer.patch({ sku })
      .set({ participating, storeVersion: version })
      .where((row, { eq, lt }) => [eq(row.storeId, storeId), lt(row.storeVersion, version)].join(' AND '))
      .go(),
  );
