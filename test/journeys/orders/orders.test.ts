import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../given.ts';
import { isRefused } from '../then.ts';
import * as then from './then.ts';
import * as when from './when.ts';

let desk: given.Frontdesk;
let tenant: given.Person;
beforeAll(async () => {
  desk = await given.frontdesk();
  tenant = await desk.tenant();
});
afterAll(async () => desk[Symbol.asyncDispose]());

test('an order with enough stock is paid, shipped and delivered', async () => {
  await when.hasRestocked(desk, 'lamp', 10, 19.99);
  await when.hasRestocked(desk, 'bulb', 10, 5);
  const statuses = await when.follows(desk, tenant);
  const order = { orderId: 'order-met', lines: [when.aLine('lamp', 2, 19.99), when.aLine('bulb', 1, 5)] };

  const { data } = await when.places(desk, tenant, order);
  expect(data).toEqual({ placeOrder: { id: 'order-met', status: 'QUEUED' } });
  await desk.cloud.settles();
  expect(await then.orderOf(tenant, 'order-met')).toMatchObject({
    status: 'PAYMENT_ACCEPTED',
    amount: 44.98,
    payment: { paymentStatus: 'PAYMENT_ACCEPTED', amount: 44.98, paymentRetries: 0 },
    timeline: [
      'ORDER_PLACED_EVENT',
      'ORDER_CREATED_EVENT',
      'ORDER_STOCK_ALLOCATED_EVENT',
      'ORDER_PAYMENT_ACCEPTED_EVENT',
    ].map((eventName) => ({ eventName, applied: true })),
  });
  expect(await then.stockOf(desk)).toMatchObject({ lamp: 8, bulb: 9 });
  expect(await then.keptCents(desk, 'order-met')).toBe(4498);

  for (const move of ['shipOrder', 'deliverOrder'] as const)
    expect((await when.moves(desk, desk.caretaker, move, 'order-met')).errors).toBeUndefined();
  await desk.cloud.settles();
  isRefused(await when.moves(desk, tenant, 'cancelOrder', 'order-met'), 'StateConflict', {
    status: 'DELIVERED',
  });

  expect(await then.deliveredStatuses(statuses, 'order-met')).toEqual([
    'CREATED',
    'STOCK_ALLOCATED',
    'PAYMENT_ACCEPTED',
    'SHIPPED',
    'DELIVERED',
  ]);
  then.expectBalanced(await then.readState(desk));
});

test('an order with too little stock for one line takes no units', async () => {
  await when.hasRestocked(desk, 'chair', 5);
  await when.hasRestocked(desk, 'table', 1);
  const statuses = await when.follows(desk, tenant);
  await when.places(desk, tenant, {
    orderId: 'order-short',
    lines: [when.aLine('chair'), when.aLine('table', 2)],
  });
  await desk.cloud.settles();

  expect(await then.orderOf(tenant, 'order-short')).toMatchObject({
    status: 'STOCK_DEPLETED',
    reason: expect.stringContaining('table'),
    payment: null,
  });
  expect(then.latestPath(desk, 'mutation placeOrder')).toMatchObject({
    outcome: 'warning',
    reason: 'stock refused reason=Too few of table',
  });
  expect(await then.stockOf(desk)).toMatchObject({ chair: 5, table: 1 });
  expect(await then.deliveredStatuses(statuses, 'order-short')).toEqual(['CREATED', 'STOCK_DEPLETED']);
});

test('an order whose charge is refused releases its units', async () => {
  await when.hasRestocked(desk, 'gold', 3, 0);
  const statuses = await when.follows(desk, tenant);
  await when.places(desk, tenant, { orderId: 'order-free', lines: [when.aLine('gold', 2, 0)] });
  await desk.cloud.settles();

  expect(await then.orderOf(tenant, 'order-free')).toMatchObject({
    status: 'PAYMENT_REJECTED',
    reason: expect.stringContaining('PaymentRefused'),
    payment: { paymentStatus: 'PAYMENT_REJECTED' },
  });
  expect(await then.stockOf(desk)).toMatchObject({ gold: 3 });
  expect(await then.deliveredStatuses(statuses, 'order-free')).toEqual([
    'CREATED',
    'STOCK_ALLOCATED',
    'PAYMENT_REJECTED',
  ]);
  const path = then.latestPath(desk, 'mutation placeOrder');
  expect(path).toMatchObject({
    outcome: 'warning',
    reason: expect.stringMatching(/^payment refused reason=/),
  });
  expect(then.stepsTo(path, 'delivery').slice(-2)).toEqual([
    'request mutation publishOrderStatus',
    'delivery onOrderStatus',
  ]);
  expect(then.stepsTo(path, 'log', 'payment refused')).toEqual([
    'request mutation placeOrder',
    'step enqueue',
    'message PlaceOrder',
    'invocation PlaceOrder',
    'write Table',
    'event ORDER_CREATED_EVENT',
    'message AllocateOrderStock',
    'invocation AllocateOrderStock',
    'write Table',
    'event ORDER_STOCK_ALLOCATED_EVENT',
    'message ProcessOrderPayment',
    'invocation ProcessOrderPayment',
    'log ProcessOrderPayment',
  ]);
  then.expectBalanced(await then.readState(desk));
});

describe('a cancelled order', () => {
  /** Places an order, cancels it when its owner receives `status`, and waits for what follows. */
  async function cancelledAt(status: string, orderId: string): Promise<string[]> {
    await when.hasRestocked(desk, `sku-${orderId}`, 4, 10);
    const statuses = await when.follows(desk, tenant);
    await when.places(desk, tenant, { orderId, lines: [when.aLine(`sku-${orderId}`, 3, 10)] });
    for (let next = ''; next !== status;) next = (await statuses.next()).data.onOrderStatus.status;
    const { errors } = await when.moves(desk, tenant, 'cancelOrder', orderId);
    expect(errors).toBeUndefined();
    await desk.cloud.settles();
    await desk.cloud.advance(60_000);
    await desk.cloud.settles();
    expect(await then.orderOf(tenant, orderId)).toMatchObject({ status: 'CANCELED' });
    expect(await then.stockOf(desk)).toMatchObject({ [`sku-${orderId}`]: 4 });
    expect(await then.keptCents(desk, orderId)).toBe(0);
    then.expectBalanced(await then.readState(desk));
    return then.deliveredStatuses(statuses, orderId);
  }

  test('gets no units if they are not yet allocated', async () => {
    const delivered = await cancelledAt('CREATED', 'order-c1');
    expect(delivered[0]).toBe('CREATED');
    expect(delivered.at(-1)).toBe('CANCELED');
  });

  test('releases its units if they are allocated', async () => {
    const delivered = await cancelledAt('STOCK_ALLOCATED', 'order-c2');
    expect(delivered.slice(0, 2)).toEqual(['CREATED', 'STOCK_ALLOCATED']);
    expect(delivered.at(-1)).toBe('CANCELED');
  });

  test('releases its units and is refunded if it is paid', async () => {
    expect(await cancelledAt('PAYMENT_ACCEPTED', 'order-c3')).toEqual([
      'CREATED',
      'STOCK_ALLOCATED',
      'PAYMENT_ACCEPTED',
      'CANCELED',
    ]);
    expect(await then.orderOf(tenant, 'order-c3')).toMatchObject({
      payment: { paymentStatus: 'PAYMENT_REFUNDED' },
    });
  });
});

test('stock levels are delivered as they are stored', async () => {
  const levels = await when.follows(desk, tenant, when.STOCK_LEVELS);
  await when.hasRestocked(desk, 'vase', 6);
  await when.places(desk, tenant, { orderId: 'order-vase', lines: [when.aLine('vase', 2)] });
  await desk.cloud.settles();
  await levels.close();
  const delivered = levels.all().map(({ data }) => data.onStockLevel);
  expect(delivered.filter(({ sku }) => sku === 'vase')).toMatchObject([
    { units: 6, version: 1 },
    { units: 4, version: 2 },
  ]);
});

test('an order that is sent again returns the same ticket, and a different one under its id is refused', async () => {
  await when.hasRestocked(desk, 'sofa', 9);
  const order = { orderId: 'order-again', lines: [when.aLine('sofa', 1)] };
  const answers = await Promise.all(Array.from({ length: 20 }, () => when.places(desk, tenant, order)));
  for (const { data } of answers)
    expect(data).toEqual({ placeOrder: { id: 'order-again', status: 'QUEUED' } });
  await desk.cloud.settles();
  expect((await when.places(desk, tenant, order)).errors).toBeUndefined();
  isRefused(await when.places(desk, tenant, { ...order, lines: [when.aLine('sofa', 2)] }), 'OrderConflict', {
    orderId: 'order-again',
  });
  isRefused(await when.places(desk, await desk.tenant(), order), 'OrderConflict');
  await desk.cloud.settles();
  expect(await then.stockOf(desk)).toMatchObject({ sofa: 8 });
});
