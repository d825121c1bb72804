import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allocationOf,
  listNames,
  type SkuUnits,
  sumBySku,
  unitsToReturn,
} from '../../../model/inventory/stock.ts';
import { paidStatuses } from '../../../model/orders/events.ts';
import { canMoveOrder, orderStatuses, stockStates } from '../../../model/orders/states.ts';

const updatedOn = '2030-01-01T00:00:00.000Z';
const order = { orderId: 'order-1', userId: 'user-1', amountCents: 100 };

const skus = ['bench', 'chair', 'table'];
const line = fc.record({ sku: fc.constantFrom(...skus), units: fc.integer({ min: 1, max: 1_000 }) });
const anyLines = fc.array(line, { minLength: 1, maxLength: 25 });

const unitsOf = (wanted: readonly SkuUnits[], sku: string) =>
  wanted.filter((one) => one.sku === sku).reduce((sum, { units }) => sum + units, 0);

test('what is wanted of each SKU is the sum of its lines, each SKU once and in one order', () => {
  fc.assert(
    fc.property(anyLines, (lines) => {
      const wanted = sumBySku(lines);
      const names = wanted.map(({ sku }) => sku);
      expect(names).toEqual([...new Set(lines.map(({ sku }) => sku))].sort());
      for (const sku of skus) expect(unitsOf(wanted, sku)).toBe(unitsOf(lines, sku));
    }),
  );
});

describe('an allocation', () => {
  test('takes all that is wanted, and the order holds it', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        expect(allocationOf({ ...order, lines }, [], updatedOn)).toEqual({
          taken: sumBySku(lines),
          event: { ...order, status: 'STOCK_ALLOCATED', stock: 'HELD', reason: '', updatedOn },
        });
      }),
    );
  });

  test('takes nothing where anything is short, and names it', () => {
    const lines = [{ sku: 'chair', units: 2 }];
    expect(allocationOf({ ...order, lines }, ['chair', 'table'], updatedOn)).toEqual({
      taken: [],
      event: {
        ...order,
        status: 'STOCK_DEPLETED',
        stock: '',
        reason: 'Not enough in stock: chair, table',
        updatedOn,
      },
    });
  });

  test('names what is short in a line, however much that is', () => {
    const names = Array.from({ length: 25 }, (_, index) => `${index}`.padStart(64, 'x'));
    const lines = names.map((sku) => ({ sku, units: 1 }));
    const { reason } = allocationOf({ ...order, lines }, names, updatedOn).event;
    expect(reason).toBe(`Not enough in stock: ${names[0]}, ${names[1]} and 23 more`);
  });
});

const anyOrder = fc.record({
  status: fc.constantFrom(...orderStatuses),
  stock: fc.constantFrom(undefined, ...stockStates),
  lines: anyLines,
});

test('all that an order took returns, or nothing; and only from one that ended before it was shipped', () => {
  fc.assert(
    fc.property(anyOrder, (taken) => {
      const returned = unitsToReturn(taken);
      const returns =
        ['PAYMENT_REJECTED', 'CANCELED'].includes(taken.status) &&
        ['HELD', 'SOLD'].includes(taken.stock ?? '');
      expect(returned).toEqual(returns ? sumBySku(taken.lines) : []);
      expect(unitsToReturn({ ...taken, stock: 'RETURNED' })).toEqual([]);
    }),
  );
});

test('no status is both: units sold, and units to be returned', () => {
  const lines = [{ sku: 'chair', units: 1 }];
  for (const status of paidStatuses) expect(unitsToReturn({ status, stock: 'HELD', lines })).toEqual([]);
});

test('whoever may be returned to stock is past being paid', () => {
  for (const to of paidStatuses)
    for (const from of ['PAYMENT_REJECTED', 'CANCELED'] as const) expect(canMoveOrder(from, to)).toBe(false);
});

const names = (count: number, length = 1) =>
  Array.from({ length: count }, (_, index) => `${index}`.padStart(length, 'x'));

test.each([
  [names(3), 100, '0, 1, 2'],
  [names(3), 7, '0, 1, 2'],
  [names(12), 16, '0, 1 and 10 more'],
  [names(25, 64), 179, `${names(25, 64)[0]}, ${names(25, 64)[1]} and 23 more`],
  [names(25, 64), 60, '25 in all'],
])('%#: names are listed, as many as there is room for', (list, longest, expected) => {
  expect(listNames(list, longest)).toBe(expected);
});
