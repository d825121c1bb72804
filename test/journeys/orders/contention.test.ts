import { afterAll, beforeAll, expect, test } from 'vitest';
import * as given from '../given.ts';
import { items } from '../then.ts';
import { comesToRest } from './comesToRest.ts';
import { deadLetters } from './deadLetters.ts';
import { redelivers } from './redelivers.ts';
import * as then from './then.ts';
import * as when from './when.ts';

/** Decides when transactions conflict. The environment can set another one: `CONFLICT_SEED=7`. */
const seed = Number(process.env['CONFLICT_SEED'] ?? 1);

let desk: given.Frontdesk;
let tenant: given.Person;
beforeAll(async () => {
  desk = await given.frontdesk({ conflicts: 'hostile', seed });
  tenant = await desk.tenant();
});
afterAll(async () => desk[Symbol.asyncDispose]());

test('of 1,000 simultaneous orders for the last 10 units, 10 get them', async () => {
  await when.hasRestocked(desk, 'last', 10);
  const orderIds = Array.from({ length: 1000 }, (_, index) => `order-${index}`);
  await Promise.all(
    orderIds.map(async (orderId) => {
      const { errors } = await when.places(desk, tenant, { orderId, lines: [when.aLine('last')] });
      expect(errors).toBeUndefined();
    }),
  );
  await comesToRest(desk);

  expect(await deadLetters(desk)).toEqual([]);
  const state = await then.readState(desk);
  const endings = orderIds.map((orderId) => state.progress.get(orderId)?.['status'] ?? 'CREATED');
  const count = (status: string) => endings.filter((each) => each === status).length;
  expect({ accepted: count('PAYMENT_ACCEPTED'), depleted: count('STOCK_DEPLETED') }).toEqual({
    accepted: 10,
    depleted: 990,
  });
  expect(await then.stockOf(desk)).toEqual({ last: 0 });
  then.expectBalanced(state);
}, 180_000);

test('of 100 simultaneous deliveries of one event, one charges', async () => {
  await when.hasRestocked(desk, 'once', 10, 7);
  await when.places(desk, tenant, { orderId: 'order-once', lines: [when.aLine('once', 2, 7)] });
  await comesToRest(desk);
  const rows = await items(desk, 'EVENTS#ORDER_ID#order-once');
  const allocated = rows.find(({ sk }) => sk === 'EVENT#ORDER_STOCK_ALLOCATED_EVENT')!;
  await redelivers(
    desk,
    Array.from({ length: 100 }, () => allocated),
  );
  await comesToRest(desk);

  const [line] = await items(desk, 'GATEWAY#order:order-once');
  expect(line).toMatchObject({ capturedCents: 1400, verdict: 'accepted' });
  expect(line).not.toHaveProperty('refundedCents');
  then.expectBalanced(await then.readState(desk));
});
