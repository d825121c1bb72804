import { expect, test } from 'vitest';
import { createClosedOrders, REMEMBERED } from '../../../start/load/joinOrders.ts';

test('the last lines of the latest orders are remembered, up to a limit', () => {
  const orders = createClosedOrders();
  for (let line = 1; line <= REMEMBERED; line++) orders.add(`o-${line}`, line);
  orders.add('o-1', REMEMBERED + 1);
  orders.add('o-new', REMEMBERED + 2);
  expect(orders.faultOf('o-1')).toMatch(/^stands apart from line 100001, /);
  expect(orders.faultOf('o-2')).toBeUndefined();
  expect(orders.faultOf('o-3')).toMatch(/^stands apart from line 3, /);
});

test('rows without an order id belong to no order', () => {
  const orders = createClosedOrders();
  orders.add(undefined, 1);
  expect(orders.faultOf(undefined)).toBeUndefined();
});
