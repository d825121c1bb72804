import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foundOf, missingOf, stopsOf, unitsOf } from '../../../model/fulfilment/shopping.ts';
import { sumBySku } from '../../../model/inventory/events.ts';

const skus = ['bread', 'milk', 'rolls', 'soap'];
const anyLine = fc.record({
  sku: fc.constantFrom(...skus),
  units: fc.integer({ min: 1, max: 1_000 }),
  priceCents: fc.integer({ min: 0, max: 5_000 }),
  storeId: fc.option(fc.constantFrom('bakery', 'lobby'), { nil: undefined }),
});
const anyLines = fc.array(anyLine, { minLength: 1, maxLength: 25 });
const anyOffers = fc.uniqueArray(
  fc.record({ sku: fc.constantFrom(...skus), storeId: fc.constant('kiosk'), name: fc.constant('A name') }),
  { selector: ({ sku }) => sku },
);
const aLine = (sku: string, units: number, priceCents: number, storeId?: string) => ({
  ...{ sku, units, priceCents },
  storeId,
});

/** Of each SKU of the lines some units, none, or all. */
const anyOrder = anyLines.chain((lines) =>
  fc
    .tuple(
      ...sumBySku(lines).map(({ sku, units }) => fc.record({ sku: fc.constant(sku), units: fc.nat(units) })),
    )
    .map((reported) => ({ lines, reported: reported.filter(({ units }) => units > 0) })),
);

describe('the stops of a list', () => {
  test('have all that was ordered, each SKU once and at one store', () => {
    fc.assert(
      fc.property(anyLines, anyOffers, (lines, offers) => {
        const stops = stopsOf(lines, offers);
        const items = stops.flatMap((stop) => stop.items);
        expect(sumBySku(items)).toEqual(sumBySku(lines));
        expect(items).toHaveLength(sumBySku(lines).length);
        const stores = stops.map(({ storeId }) => storeId ?? '');
        expect(stores).toEqual([...new Set(stores)].sort());
      }),
    );
  });

  test('are at the store whose price was paid, else at the one that sells it now, and go by the catalogue’s names', () => {
    const lines = [aLine('rolls', 2, 80, 'bakery'), aLine('milk', 1, 120), aLine('soap', 3, 200)];
    const offers = [
      { sku: 'rolls', storeId: 'lobby', name: 'Poppy seed rolls' },
      { sku: 'milk', storeId: 'lobby', name: 'Milk' },
    ];
    expect(stopsOf(lines, offers)).toEqual([
      { items: [{ sku: 'soap', units: 3, name: 'soap' }] },
      { storeId: 'bakery', items: [{ sku: 'rolls', units: 2, name: 'Poppy seed rolls' }] },
      { storeId: 'lobby', items: [{ sku: 'milk', units: 1, name: 'Milk' }] },
    ]);
  });
});

describe('what is missing', () => {
  test('and what was found are together what was ordered', () => {
    fc.assert(
      fc.property(anyOrder, ({ lines, reported }) => {
        const missing = missingOf(lines, reported);
        for (const { sku, units } of sumBySku(lines)) {
          expect(unitsOf(missing, sku)).toBe(unitsOf(reported, sku));
          expect(unitsOf(missing, sku) + unitsOf(foundOf(lines, missing), sku)).toBe(units);
        }
        for (const { units } of [...missing, ...foundOf(lines, missing)]) expect(units).toBeGreaterThan(0);
      }),
    );
  });

  test('never comes to more money than was paid, and to all of it where nothing was found', () => {
    const centsOf = (lines: readonly { units: number; priceCents: number }[]) =>
      lines.reduce((sum, { units, priceCents }) => sum + units * priceCents, 0);
    fc.assert(
      fc.property(anyOrder, ({ lines, reported }) => {
        expect(centsOf(missingOf(lines, reported))).toBeLessThanOrEqual(centsOf(lines));
        expect(centsOf(missingOf(lines, sumBySku(lines)))).toBe(centsOf(lines));
      }),
    );
  });

  test('has the prices of the lines it is missing from, the first lines first', () => {
    const lines = [aLine('rolls', 2, 80), aLine('milk', 1, 120), aLine('rolls', 3, 60)];
    expect(missingOf(lines, [{ sku: 'rolls', units: 4 }])).toEqual([
      { sku: 'rolls', units: 2, priceCents: 80 },
      { sku: 'rolls', units: 2, priceCents: 60 },
    ]);
  });
});
