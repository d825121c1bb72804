import { createWriteTransaction } from 'electrodb';
import type { Lot } from '../../model/inventory/Lot.ts';
import type { SkuRestocked } from '../../model/inventory/messages.ts';
import { canceledError, failedCondition, type Reason } from '../cancellations.ts';
import { inContention } from '../inContention.ts';
import type { Instant } from '../now.ts';
import { PermanentError } from '../PermanentError.ts';
import { entities } from './entities.ts';

/** Adds a lot's units, if the lot was not added before; the first lot of a SKU makes its row. */
export const restock = async (lot: SkuRestocked, now: Instant) => {
  const { sku, units } = lot;
  const { canceled, data } = await inContention(() =>
    createWriteTransaction(entities, ({ Lot, Sku }) => [
      Lot.create({ ...lot, restockedOn: now.iso }).commit({ response: 'all_old' }),
      Sku.update({ sku }).add({ units, version: 1 }).set({ updatedOn: now.iso }).commit(),
    ]).go(),
  );
  return canceled ? explain(lot, data) : 'restocked';
};

const explain = ({ sku, lotId, units }: SkuRestocked, reasons: readonly Reason[]) => {
  const [lot] = reasons;
  if (!failedCondition(lot)) throw canceledError(reasons);
  const stored = lot?.item as Lot;
  if (stored.units === units) return 'duplicate';
  throw new PermanentError('LotConflict', `Lot ${lotId} of ${sku} brought ${stored.units} units before`);
};
