import { afterAll, beforeAll, expect, test } from 'vitest';
import * as given from '../given.ts';
import { costOf, recordsOf } from './costOf.ts';
import * as when from './when.ts';

let desk: given.Frontdesk;
let tenant: given.Person;
beforeAll(async () => {
  desk = await given.frontdesk();
  tenant = await desk.tenant();
  await when.hasRestocked(desk, 'lamp', 1000);
});
afterAll(async () => desk[Symbol.asyncDispose]());

/** An order alone in each batch, which is the most expensive case. AWS charges for each of these figures. */
test('an order whose owner subscribes to it costs exactly its budget', async () => {
  const statuses = await when.follows(desk, tenant);
  await desk.cloud.settles();
  const cost = costOf(await recordsOf(desk, () => when.places(desk, tenant, anOrder('order-1'))));
  await statuses.close();

  expect(cost).toMatchObject({
    // Four of them ask what is stored: the order's claim, and its content. Two are the entry of its owner's inbox.
    writeUnits: 26,
    // Three are the entry's: the event, who it is for and how, and the entry as it is published.
    readUnits: 6,
    busEvents: 5,
    invocations: 4,
    // Send, receive and delete of four messages.
    queueRequests: 12,
    // The client's own mutation, one for each status, one for the stock level and one for the inbox.
    graphqlOperations: 6,
    deliveries: 3,
  });
  expect(Math.max(...cost.logBytes)).toBeLessThan(1024);
});

test('ten orders at once share invocations and queue requests', async () => {
  const orders = Array.from({ length: 10 }, (_, index) => anOrder(`order-of-ten-${index}`));
  const cost = costOf(
    await recordsOf(desk, () => Promise.all(orders.map((order) => when.places(desk, tenant, order)))),
  );
  expect(cost.writeUnits).toBe(260);
  expect(cost.invocations).toBeLessThan(40);
  expect(cost.busEvents).toBe(50);
});

test('the pipe passes on only events that match a rule', async () => {
  const records = await recordsOf(desk, async () => {
    await when.places(desk, tenant, anOrder('order-wanted'));
    await desk.cloud.settles();
    await when.moves(desk, tenant, 'cancelOrder', 'order-wanted');
    await when.writesRaw(desk, when.aRawEvent('order-wanted', 'ORDER_TURNED_BLUE_EVENT'));
    await when.writesRaw(desk, when.aRawEvent('order-wanted', 'ORDER_SHIPPED_EVENT'));
  });
  const forwarded = records.filter((record) => record.kind === 'event');
  expect(forwarded.length).toBeGreaterThan(4);
  expect(forwarded.filter(({ rules }) => rules.length > 0)).toHaveLength(forwarded.length);
});

const anOrder = (orderId: string) => ({ orderId, lines: [when.aLine('lamp')] });
