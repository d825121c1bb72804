import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  amountOf,
  centsOf,
  MAX_LINES,
  MAX_PRICE_CENTS,
  MAX_UNITS,
  sameLines,
} from '../../../model/orders/lines.ts';

const line = fc.record({
  sku: fc.constantFrom('chair', 'table'),
  units: fc.integer({ min: 1, max: MAX_UNITS }),
  priceCents: fc.integer({ min: 0, max: MAX_PRICE_CENTS }),
});
const lines = fc.array(line, { minLength: 1, maxLength: MAX_LINES });

test('whole cents come through decimals unchanged', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: MAX_PRICE_CENTS }), (cents) => {
      expect(centsOf(cents / 100)).toBe(cents);
      expect(centsOf(Number((cents / 100).toFixed(2)))).toBe(cents);
    }),
  );
});

test.each([0.005, 19.999, 0.1 + 0.001, -0.001, 1e-9, -1e-9, 1e-300, 0.1 + 0.2, 19.990000001, NaN])(
  '%s is not in whole cents',
  (price) => {
    expect(centsOf(price)).toBeUndefined();
  },
);

test('neither neighbour of a number of whole cents is another', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: MAX_PRICE_CENTS }), fc.constantFrom(1n, -1n), (cents, step) => {
      const bits = new BigInt64Array(new Float64Array([cents / 100]).buffer);
      bits[0]! += step;
      expect(centsOf(new Float64Array(bits.buffer)[0]!)).toBeUndefined();
    }),
  );
});

test('a price of -0 is the number of cents that JSON can tell', () => {
  expect(Object.is(centsOf(-0), 0)).toBe(true);
});

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
