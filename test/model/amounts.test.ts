import fc from 'fast-check';
import { expect, test } from 'vitest';
import { centsOf, MAX_PRICE_CENTS } from '../../model/amounts.ts';

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
