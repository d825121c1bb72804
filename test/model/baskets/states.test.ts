import { expect, test } from 'vitest';
import { itemName } from '../../../model/baskets/keys.ts';
import { basketStatusAt, itemsOf } from '../../../model/baskets/states.ts';

const expiresOn = '2030-01-15T00:00:00.000Z';

test.each([
  ['OPEN', '2030-01-14T23:59:59.999Z', 'OPEN'],
  ['OPEN', '2030-01-15T00:00:00.000Z', 'EXPIRED'],
  // As Java's clock may spell it.
  ['OPEN', '2030-01-15T00:00:00Z', 'EXPIRED'],
  ['CHECKED_OUT', '2031-01-01T00:00:00.000Z', 'CHECKED_OUT'],
  ['CANCELED', '2031-01-01T00:00:00.000Z', 'CANCELED'],
] as const)('a basket that is %s is, at %s, %s', (status, now, expected) => {
  expect(basketStatusAt({ status, expiresOn }, now)).toBe(expected);
});

test('what a basket holds is listed by SKU, whatever its names', () => {
  const stored = Object.fromEntries(
    ['lamp', '__proto__', 'constructor', 'chair'].map((sku, index) => [itemName(sku), index + 1]),
  );
  expect(itemsOf(stored)).toEqual([
    { sku: '__proto__', units: 2 },
    { sku: 'chair', units: 4 },
    { sku: 'constructor', units: 3 },
    { sku: 'lamp', units: 1 },
  ]);
});
