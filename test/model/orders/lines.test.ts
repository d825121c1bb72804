import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_PRICE_CENTS } from '../../../model/amounts.ts';
import { amountOf, MAX_LINES, MAX_UNITS, sameLines } from '../../../model/orders/lines.ts';

const line = fc.record({
  sku: fc.constantFrom('chair', 'table'),
  units: fc.integer({ min: 1, max: MAX_UNITS }),
  priceCents: fc.integer({ min: 0, max: MAX_PRICE_CENTS }),
});
const lines = fc.array(line, { minLength: 1, maxLength: MAX_LINES });

test('the amount of the largest order is exact', () => {
  const largest = Array.from({ length: MAX_LINES }, () => ({
    sku: 'chair',
    units: MAX_UNITS,
    priceCents: MAX_PRICE_CENTS,
  }));
  expect(amountOf(largest)).toBe(250_000_000_000_000);
  expect(Number.isSafeInteger(amountOf(largest))).toBe(true);
});

test('the amount is the sum of its parts', () => {
  fc.assert(
    fc.property(lines, lines, (some, others) => {
      expect(amountOf([...some, ...others])).toBe(amountOf(some) + amountOf(others));
    }),
  );
});

test('the same lines are the same, and any change makes them others', () => {
  fc.assert(
    fc.property(lines, fc.nat(), (some, at) => {
      expect(sameLines(some, structuredClone(some))).toBe(true);
      const changed = structuredClone(some);
      changed[at % some.length]!.units += 1;
      expect(sameLines(some, changed)).toBe(false);
      expect(sameLines(some, some.slice(1))).toBe(false);
      expect(sameLines(some, [...some, some[0]!])).toBe(false);
    }),
  );
});
