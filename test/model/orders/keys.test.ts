import { describe, expect, test } from 'vitest';
import { placedEventOf } from '../../../model/orders/events.ts';
import {
  allOrdersKey,
  orderEventKey,
  orderEventPrefix,
  orderKey,
  orderSortPrefix,
  orderPartition,
  orderProgressKey,
  userOrdersKey,
} from '../../../model/orders/keys.ts';
import { Order } from '../../../model/orders/Order.ts';
import { OrderEvent } from '../../../model/orders/OrderEvent.ts';
import { OrderProgress } from '../../../model/orders/OrderProgress.ts';
import { orderPaymentKey } from '../../../model/payments/keys.ts';
import { entityMetadata } from '../../../model/table.ts';

const table = 'T';
const instant = '2030-01-01T00:00:00.000Z';
const lines = [{ sku: 'chair', units: 2, priceCents: 4_999 }];
const order = { orderId: 'o-1', userId: 'u-1', lines, amountCents: 9_998, createdOn: instant };

describe('resolvers and Lambdas spell the same way', () => {
  test('the row of an order, in the table and in both indexes', () => {
    expect({
      ...order,
      ...orderKey('o-1'),
      gsi1pk: userOrdersKey('u-1'),
      gsi1sk: `${orderSortPrefix}${instant}#o-1`,
      gsi2pk: allOrdersKey,
      gsi2sk: `${orderSortPrefix}${instant}#o-1`,
      ...entityMetadata('Order'),
    }).toEqual(Order.create(order).params({ table }).Item);
  });

  test('the row of its progress', () => {
    const progress = {
      orderId: 'o-1',
      status: 'STOCK_ALLOCATED',
      stock: 'HELD',
      updatedOn: instant,
    } as const;
    expect({ ...progress, ...orderProgressKey('o-1'), ...entityMetadata('OrderProgress') }).toEqual(
      OrderProgress.create(progress).params({ table }).Item,
    );
  });

  test('the row of its event', () => {
    const placed = { orderId: 'o-1', userId: 'u-1', lines, amountCents: 9_998, updatedOn: instant };
    const event = placedEventOf(placed, 1_000_000, 30);
    expect(event.ttl).toBe(1_000_000 + 30 * 86_400);
    expect({
      ...event,
      ...orderEventKey('o-1', 'ORDER_PLACED_EVENT'),
      ...entityMetadata('OrderEvent'),
    }).toEqual(OrderEvent.create(event).params({ table }).Item);
  });
});

describe('resolvers and Lambdas look up the same way', () => {
  test.each([
    ['a person’s orders', Order.query.byUser({ userId: 'u-1' }).params({ table }), userOrdersKey('u-1')],
    ['all orders', Order.query.all({}).params({ table }), allOrdersKey],
  ])('%s', (_what, { ExpressionAttributeValues }, pk) => {
    expect(Object.values(ExpressionAttributeValues)).toEqual([pk, orderSortPrefix]);
  });

  test('an order’s events', () => {
    const { ExpressionAttributeValues } = OrderEvent.query
      .byOrderAndName({ orderId: 'o-1' })
      .params({ table });
    expect(Object.values(ExpressionAttributeValues)).toEqual([orderPartition('o-1'), orderEventPrefix]);
  });
});

test('all of an order lies together, and no two rows of it in one place', () => {
  const keys = [
    orderKey('o-1'),
    orderProgressKey('o-1'),
    orderEventKey('o-1', 'ORDER_CREATED_EVENT'),
    orderEventKey('o-1', 'ORDER_CANCELED_EVENT'),
    orderPaymentKey('o-1'),
  ];
  expect(new Set(keys.map(({ pk }) => pk))).toEqual(new Set([orderPartition('o-1')]));
  expect(new Set(keys.map(({ sk }) => sk)).size).toBe(keys.length);
});
