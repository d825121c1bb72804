import type { StockWatch } from '../../../model/notifications/StockWatch.ts';
import { RetryableError } from '../../platform/errors.ts';
import { inParallel } from '../../platform/inParallel.ts';
import type { Instant } from '../../platform/now.ts';
import { transact } from '../../platform/transact.ts';
import { entities } from './entities.ts';
import { entryOf } from './inbox.ts';

/** What one look tells at most; the next one finds the rest. Chosen: some ten seconds of work. */
const MOST_TOLD = 500;
const AT_ONCE = 10;

/**
 * Tells everybody who waits for a SKU that has units again, once, and returns how many. A look at what people wait for rather
 * than at each change of stock: units come back by lots, cancellations and refusals, and change with every order.
 */
export const tellOfStock = async (now: Instant): Promise<number> => {
  const { data: watches } = await entities.StockWatch.query.all({}).go({ pages: 'all' });
  const skus = [...new Set(watches.map(({ sku }) => sku))];
  const onHand = await inParallel(skus, AT_ONCE, async (sku) => {
    const { data } = await entities.Sku.get({ sku }).go({ consistent: true });
    return data && data.units > 0 ? [sku] : [];
  });
  const back = new Set(onHand.flat());
  const waiting = watches.filter(({ sku }) => back.has(sku)).slice(0, MOST_TOLD);
  const outcomes = await inParallel(waiting, AT_ONCE, (watch) =>
    tell(watch, now).catch((error: unknown) => ({ error })),
  );
  const failed = outcomes.filter((outcome) => typeof outcome !== 'string');
  if (failed.length > 0)
    throw new RetryableError(
      'InternalFailure',
      `${failed.length} of ${outcomes.length} were not told of stock, such as by ${String(failed[0]?.error)}`,
    );
  return outcomes.filter((outcome) => outcome === 'told').length;
};

/** Writes the entry and ends the wait, in one transaction: who waits once is told once. */
const tell = async ({ userId, sku, createdOn }: StockWatch, now: Instant) => {
  const { data: offer } = await entities.Offer.get({ sku }).go();
  const entry = await entryOf(
    {
      ...{ userId, kind: 'BACK_IN_STOCK', cause: [sku, createdOn], subject: { sku } },
      facts: { sku, name: offer?.name ?? sku },
    },
    now,
  );
  const [outcome = entry ? 'told' : 'nobody'] = await transact(entities, ({ StockWatch, Notification }) => [
    {
      write: StockWatch.delete({ userId, sku })
        .where((watch, { eq }) => eq(watch.createdOn, createdOn))
        .commit(),
      onConditionFailed: () => 'told before' as const,
    },
    ...(entry
      ? [{ write: Notification.create(entry).commit(), onConditionFailed: () => 'told before' as const }]
      : []),
  ]);
  return outcome;
};
