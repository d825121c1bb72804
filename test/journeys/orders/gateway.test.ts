import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { synthesize } from '../../../lib/app.ts';
import * as given from '../given.ts';
import { items } from '../then.ts';
import * as then from './then.ts';
import * as when from './when.ts';

const MINUTES = 60_000;

/** Frontdesk with another gateway configuration than the other journeys. */
async function frontdeskWith(context: { paymentFailurePercent: number; paymentTimeoutPercent: number }) {
  const { paymentFailurePercent, paymentTimeoutPercent } = context;
  const name = `gateway-${paymentFailurePercent}-${paymentTimeoutPercent}`;
  const outdir = join(import.meta.dirname, `../../../build/test/${name}`);
  const desk = await given.frontdesk({
    assembly: synthesize({ outdir, context, checks: false }).directory,
  });
  onTestFinished(() => desk[Symbol.asyncDispose]());
  return desk;
}

test('an order whose charge keeps failing is rejected, and its units are released', async () => {
  const desk = await frontdeskWith({ paymentFailurePercent: 100, paymentTimeoutPercent: 0 });
  const tenant = await desk.tenant();
  await when.hasRestocked(desk, 'lamp', 5);
  const statuses = await when.follows(desk, tenant);
  await when.places(desk, tenant, { orderId: 'order-1', lines: [when.aLine('lamp', 2)] });
  await desk.cloud.settles();
  expect(await then.orderOf(tenant, 'order-1')).toMatchObject({
    status: 'STOCK_ALLOCATED',
    payment: { paymentStatus: 'PAYMENT_FAILED', paymentRetries: 1 },
  });

  await desk.cloud.advance(15 * MINUTES);
  await desk.cloud.settles();
  expect(await then.orderOf(tenant, 'order-1')).toMatchObject({
    status: 'PAYMENT_REJECTED',
    payment: { paymentStatus: 'PAYMENT_REJECTED', paymentRetries: 3 },
  });
  expect(await then.stockOf(desk)).toEqual({ lamp: 5 });
  expect(await then.deliveredStatuses(statuses, 'order-1')).toEqual([
    'CREATED',
    'STOCK_ALLOCATED',
    'PAYMENT_REJECTED',
  ]);
  then.expectBalanced(await then.readState(desk));
});

test('a raw event of an accepted payment completes the sale of allocated units', async () => {
  const desk = await frontdeskWith({ paymentFailurePercent: 100, paymentTimeoutPercent: 0 });
  const tenant = await desk.tenant();
  await when.hasRestocked(desk, 'lamp', 5);
  const statuses = await when.follows(desk, tenant);
  await when.places(desk, tenant, { orderId: 'order-bank', lines: [when.aLine('lamp', 2)] });
  await desk.cloud.settles();
  // The order's own payment waits for its retry, so only the raw event can sell the allocated units.
  expect(await then.orderOf(tenant, 'order-bank')).toMatchObject({
    status: 'STOCK_ALLOCATED',
    payment: { paymentStatus: 'PAYMENT_FAILED' },
  });
  await when.writesRaw(desk, when.aRawEvent('order-bank', 'ORDER_PAYMENT_ACCEPTED_EVENT'));
  await desk.cloud.settles();
  const sold = { status: 'PAYMENT_ACCEPTED', stock: 'SOLD' };
  expect((await then.readState(desk)).progress.get('order-bank')).toMatchObject(sold);

  await desk.cloud.advance(15 * MINUTES);
  await desk.cloud.settles();
  const state = await then.readState(desk);
  expect(state.progress.get('order-bank')).toMatchObject(sold);
  expect(await then.orderOf(tenant, 'order-bank')).toMatchObject({
    payment: { paymentStatus: 'PAYMENT_REJECTED' },
  });
  expect(await then.stockOf(desk)).toEqual({ lamp: 3 });
  expect(await then.deliveredStatuses(statuses, 'order-bank')).toEqual([
    'CREATED',
    'STOCK_ALLOCATED',
    'PAYMENT_ACCEPTED',
  ]);
  then.expectBalanced(state, new Set(['order-bank']));
});

test('orders are charged once by a gateway that charges and does not answer', async () => {
  const desk = await frontdeskWith({ paymentFailurePercent: 0, paymentTimeoutPercent: 30 });
  const tenant = await desk.tenant();
  await when.hasRestocked(desk, 'lamp', 100);
  const orderIds = Array.from({ length: 20 }, (_, index) => `order-${index}`);
  await Promise.all(
    orderIds.map((orderId) => when.places(desk, tenant, { orderId, lines: [when.aLine('lamp')] })),
  );
  await desk.cloud.settles();
  const unknown = await items(desk, 'GATEWAY#order:');
  expect(unknown.filter(({ capturedCents }) => capturedCents).length).toBeGreaterThan(
    [...(await then.readState(desk)).payments.values()].filter(
      ({ paymentStatus }) => paymentStatus === 'PAYMENT_ACCEPTED',
    ).length,
  );

  await desk.cloud.advance(60 * MINUTES);
  await desk.cloud.settles();
  const state = await then.readState(desk);
  expect([...state.progress.values()].map(({ status }) => status)).toEqual(
    orderIds.map(() => 'PAYMENT_ACCEPTED'),
  );
  then.expectBalanced(state);
});
