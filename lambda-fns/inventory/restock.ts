import { createWriteTransaction } from 'electrodb';
import type { Lot } from '../../model/inventory/Lot.ts';
import { MAX_SKU_UNITS } from '../../model/inventory/events.ts';
import type { SkuRestocked } from '../../model/inventory/messages.ts';
import { canceledError, failedCondition, inContention, type Reason } from '../platform/transact.ts';
import type { Instant } from '../platform/now.ts';
import { PermanentError } from '../platform/errors.ts';
import { entities } from './entities.ts';

/**
 * Adds a lot's units, if the lot was not added before and leaves the SKU at a number that can be told; the first
 * lot of a SKU makes its row.
 */
export const restock = async (lot: SkuRestocked, now: Instant) => {
  const { sku, units } = lot;
  const { canceled, data } = await inContention(() =>
    createWriteTransaction(entities, ({ Lot, Sku }) => [
      Lot.create({ ...lot, restockedOn: now.iso }).commit({ response: 'all_old' }),
      Sku.update({ sku })
        .add({ units, version: 1 })
        .set({ updatedOn: now.iso })
        .where(
          (row, { lte, notExists }) => `${notExists(row.units)} OR ${lte(row.units, MAX_SKU_UNITS - units)}`,
        )
        .commit(),
    ]).go(),
  );
  return canceled ? explain(lot, data) : 'restocked';
};

const explain = (asked: SkuRestocked, reasons: readonly Reason[]) => {
  const [lot, level] = reasons;
  if (failedCondition(lot)) return compare(asked, lot?.item as Lot);
  if (failedCondition(level))
    throw new PermanentError(
      'StateConflict',
      `With ${asked.units} units more, ${asked.sku} would have more than ${MAX_SKU_UNITS} on hand`,
    );
  throw canceledError(reasons);
};

const compare = ({ sku, lotId, units }: SkuRestocked, stored: Lot) => {
  if (stored.units === units) return 'duplicate';
  throw new PermanentError('LotConflict', `Lot ${lotId} of ${sku} brought ${stored.units} units before`);
};
