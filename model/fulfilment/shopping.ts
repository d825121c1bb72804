import { sumBySku, type SkuUnits } from '../inventory/events.ts';
import type { MissingUnits } from './events.ts';

/** A line of an order, as far as shopping looks into it. */
export interface ShoppingLine extends MissingUnits {
  /** Whose it is; absent where staff named the price. */
  readonly storeId?: string | undefined;
}

/** What is sold under a SKU at present. */
export interface OfferedName {
  readonly sku: string;
  readonly storeId: string;
  readonly name: string;
}

/** What to fetch from one store. */
export interface ShoppingStop {
  /** Absent where neither the order nor the catalogue knows. */
  readonly storeId?: string;
  readonly items: (SkuUnits & { readonly name: string })[];
}

/**
 * What to fetch where: each SKU once, by the store whose price was paid, or which sells it now. The order tells no names,
 * so they are those that the catalogue has now; what it has no more goes by its SKU.
 */
export const stopsOf = (lines: readonly ShoppingLine[], offers: readonly OfferedName[]): ShoppingStop[] => {
  const offerOf = (sku: string) => offers.find((offer) => offer.sku === sku);
  const storeOf = (sku: string) =>
    lines.find((line) => line.sku === sku && line.storeId)?.storeId ?? offerOf(sku)?.storeId ?? '';
  const items = sumBySku(lines).map(({ sku, units }) => ({
    sku,
    units,
    name: offerOf(sku)?.name ?? sku,
  }));
  const stores = items.map(({ sku }) => storeOf(sku));
  return stores
    .filter((store, index) => stores.indexOf(store) === index)
    .sort()
    .map((store) => ({
      ...(store && { storeId: store }),
      items: items.filter(({ sku }) => storeOf(sku) === store),
    }));
};

/**
 * What was not found, line by line, with the prices that were paid. Of a SKU on several lines, the first go without. What is
 * reported names each SKU once, and no more units than were ordered.
 */
export const missingOf = (lines: readonly ShoppingLine[], reported: readonly SkuUnits[]): MissingUnits[] =>
  lines
    .map(({ sku, units, priceCents }, index) => {
      const all = unitsOf(reported, sku);
      const before = unitsOf(lines.slice(0, index), sku);
      return { sku, units: Math.max(0, Math.min(units, all - before)), priceCents };
    })
    .filter(({ units }) => units > 0);

/** The units of one SKU. */
export const unitsOf = (all: readonly SkuUnits[], sku: string): number =>
  all.filter((each) => each.sku === sku).reduce((sum, { units }) => sum + units, 0);

/** What is left of an order's units once the missing ones are gone. */
export const foundOf = (lines: readonly SkuUnits[], missing: readonly SkuUnits[]): SkuUnits[] =>
  sumBySku(lines)
    .map(({ sku, units }) => ({ sku, units: units - unitsOf(missing, sku) }))
    .filter(({ units }) => units > 0);
