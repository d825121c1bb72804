import type { Lot } from '../../goods.ts';
import type { Books } from '../Books.ts';
import type { ToldOrder, ToldSku } from '../readTold.ts';
import type { Check } from './Check.ts';
import { isPaid } from './isPaid.ts';
import { sum } from './money.ts';

/** For each SKU, and not only in all: what came in is what is there, what is held for an order and what was sold. */
export function stock({ entries, opening, told, statusesOf }: Books): Check {
  const lots = new Map(opening.map((lot) => [nameOf(lot), lot]));
  for (const { answer, lot } of entries)
    if (lot && answer?.outcome === 'accepted' && !lots.has(nameOf(lot))) lots.set(nameOf(lot), lot);
  const [restocked, sold] = [[...lots.values()], linesOf(told.orders.filter(isPaid))];
  const held = linesOf(told.orders.filter(({ status }) => status === 'STOCK_ALLOCATED'));
  const addsUp = ({ sku, units }: ToldSku) =>
    units >= 0 && unitsOf(restocked, sku) === units + unitsOf(held, sku) + unitsOf(sold, sku);
  const isTold = ({ sku, units }: ToldSku) =>
    units === (statusesOf(sku).length ? parseInt(statusesOf(sku).at(-1)!) : unitsOf(opening, sku));
  return {
    claim:
      `${unitsOf(restocked)} units restocked = ${unitsOf(told.skus)} on hand + ${unitsOf(held)} held + ` +
      `${unitsOf(sold)} sold, for each of ${told.skus.length} SKUs, as told last`,
    holds:
      told.skus.every(addsUp) &&
      told.skus.every(isTold) &&
      new Set(restocked.map(({ sku }) => sku)).size === told.skus.length,
  };
}

/** Lots are known by their names: one that is brought again is not another. */
const nameOf = ({ sku, lotId }: Lot) => `${sku} ${lotId}`;

const linesOf = (orders: readonly ToldOrder[]) => orders.flatMap(({ lines }) => lines);

/** Of one SKU, or of all. */
const unitsOf = (all: readonly ToldSku[], wanted?: string) =>
  sum(all.filter(({ sku }) => wanted === undefined || sku === wanted).map(({ units }) => units));
