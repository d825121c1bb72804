import { MAX_SKU_UNITS, SKU_RESTOCKED_EVENT } from '../../model/inventory/events.ts';
import type { Lot } from '../../model/inventory/Lot.ts';
import { SkuRestocked } from '../../model/inventory/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { PermanentError } from '../platform/errors.ts';
import { now, type Instant } from '../platform/now.ts';
import { transact } from '../platform/transact.ts';
import { entities } from './shared/entities.ts';

/** Adds each lot that came in to the units on hand. */
export const handler = eachRecord({
  step: 'restockSku',
  schema: SkuRestocked,
  entityType: 'sku',
  entityIdPaths: ['detail.eventData.sku.S'],
  handle: (lot) => restock(lot, now()),
});

/**
 * Adds a lot's units, if its event is stored and says so, the lot was not added before, and leaves no more on
 * hand than `MAX_SKU_UNITS`. The first lot of a SKU creates its row.
 */
const restock = async (lot: SkuRestocked, now: Instant) => {
  const { sku, lotId, units } = lot;
  const [outcome = 'restocked'] = await transact(entities, ({ Lot, Sku, SkuEvent }) => [
    {
      write: Lot.create({ ...lot, restockedOn: now.iso }).commit({ response: 'all_old' }),
      // The condition fails only where there is a lot, and the write returns it.
      onConditionFailed: (stored) => compareLots(lot, stored as Lot),
    },
    {
      write: SkuEvent.check({ sku, lotId, eventName: SKU_RESTOCKED_EVENT })
        .where(({ applied, eventData }, { eq }) => {
          // ElectroDB makes a path of every member of an attribute of any kind.
          const said = eventData as SkuRestocked;
          return [eq(applied, true), eq(said.sku, sku), eq(said.lotId, lotId), eq(said.units, units)].join(
            ' AND ',
          );
        })
        .commit(),
      onConditionFailed: () =>
        new PermanentError('NotFound', `No event says that lot ${lotId} of ${sku} brought ${units} units`),
    },
    {
      write: Sku.update({ sku })
        .add({ units, version: 1 })
        .set({ updatedOn: now.iso })
        .where(
          (row, { lte, notExists }) => `${notExists(row.units)} OR ${lte(row.units, MAX_SKU_UNITS - units)}`,
        )
        .commit(),
      onConditionFailed: () =>
        new PermanentError(
          'StateConflict',
          `With ${units} units more, ${sku} would have more than ${MAX_SKU_UNITS} on hand`,
        ),
    },
  ]);
  return outcome;
};

/** The same lot again changes nothing; a lot of the same name and other units is refused. */
const compareLots = ({ sku, lotId, units }: SkuRestocked, stored: Lot) =>
  stored.units === units
    ? ('duplicate' as const)
    : new PermanentError('LotConflict', `Lot ${lotId} of ${sku} brought ${stored.units} units before`);
