import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replyNames, sagaSteps } from '../../../model/sagas/events.ts';
import * as given from '../given.ts';
import { comesToRest } from '../orders/comesToRest.ts';
import { costOf, priceOfMillion, recordsOf } from '../orders/costOf.ts';
import { orderOf, stockOf } from '../orders/then.ts';
import * as whenOrders from '../orders/when.ts';
import { expectLawfulSagas } from '../shop/invariants/sagas.ts';
import { items } from '../then.ts';
import * as givenSagas from './given.ts';
import { expectNothingLeft, historyOf, outcomeOf, sagaOf } from './then.ts';

let desk: given.Frontdesk;
let home: { readonly person: given.Person; readonly deliverTo: string };
let count = 0;
beforeAll(async () => {
  desk = await given.frontdesk();
  home = await givenSagas.aTenantAtHome(desk);
});
afterAll(async () => desk[Symbol.asyncDispose]());

const UNITS = 10;

/** A SKU of its own with units on hand, and an order of two of them. */
const anOrder = async (units = 2, priceCents = 1250) => {
  const sku = `rolls-${++count}`;
  const orderId = `basket-${count}`;
  await whenOrders.hasRestocked(desk, sku, UNITS);
  return { sku, orderId, lines: [{ sku, units, priceCents }] };
};

type Order = Awaited<ReturnType<typeof anOrder>>;

/** Checks it out with a delivery, and lets its saga run. */
const isDelivered = async (order: Order) => {
  await givenSagas.anOrder(desk, home.person, { ...order, deliverTo: home.deliverTo });
  await comesToRest(desk);
  return order;
};

describe('an order with a delivery', () => {
  test('is authorised, listed, paid for and offered to caretakers, step by step', async () => {
    const { orderId, sku } = await isDelivered(await anOrder());
    expect(await sagaOf(desk, orderId)).toMatchObject({
      status: 'COMPLETED',
      command: null,
      endsAs: null,
      deadline: null,
    });
    expect(await historyOf(desk, orderId)).toEqual(
      sagaSteps.flatMap(({ command, done }, index) =>
        index === 3 ? [command, 'SAGA_COMPLETED_EVENT', done] : [command, done],
      ),
    );
    expect(await outcomeOf(desk, orderId)).toMatchObject({
      status: 'PAYMENT_ACCEPTED',
      stock: 'SOLD',
      kept: 2500,
      held: 0,
      list: 'AVAILABLE',
    });
    expect((await stockOf(desk))[sku]).toBe(UNITS - 2);
    const { order } = await home.person.graphql(`{ order(orderId: "${orderId}") { flow } }`);
    expect(order).toEqual({ flow: 'SAGA' });
  });

  test('costs exactly its budget, from the message of its check-out to its list', async () => {
    const order = await anOrder();
    const cost = costOf(
      await recordsOf(desk, () =>
        givenSagas.anOrder(desk, home.person, { ...order, deliverTo: home.deliverTo }),
      ),
    );
    expect(cost).toMatchObject({
      // Of the saga and its events 33, of the order, its payment and its list 41, of its claim and its card 3 each, and of
      // its owner's inbox 2.
      writeUnits: 82,
      readUnits: 39.5,
      // Four commands, four replies, three statuses of the order, two of its list, the stock level, and an entry of the inbox.
      busEvents: 15,
      invocations: 12,
      // Send, receive and delete of twelve messages.
      queueRequests: 36,
    });
    expect(priceOfMillion(cost)).toBeCloseTo(96, 1);
  });

  test('one that is placed without a delivery has no saga', async () => {
    const { orderId, sku } = await anOrder();
    await whenOrders.places(desk, home.person, { orderId, lines: [whenOrders.aLine(sku, 2)] });
    await comesToRest(desk);
    expect(await sagaOf(desk, orderId)).toBeNull();
    expect((await orderOf(home.person, orderId))?.['status']).toBe('PAYMENT_ACCEPTED');
  });
});

describe('the same order by saga and by choreography ends alike', () => {
  test.each([
    ['with enough in stock', { units: 2, priceCents: 1250 }, 'PAYMENT_ACCEPTED'],
    ['with too little in stock', { units: UNITS + 1, priceCents: 1250 }, 'STOCK_DEPLETED'],
    ['with a payment that is refused', { units: 1, priceCents: 0 }, 'PAYMENT_REJECTED'],
    ['with an amount that is refused', { units: 1, priceCents: 100_000_00 }, 'PAYMENT_REJECTED'],
  ])('%s', async (_what, { units, priceCents }, status) => {
    const led = await isDelivered(await anOrder(units, priceCents));
    const followed = await anOrder(units, priceCents);
    await whenOrders.hasOffered(desk, followed.sku, priceCents / 100);
    const { errors } = await whenOrders.places(desk, home.person, {
      orderId: followed.orderId,
      lines: [whenOrders.aLine(followed.sku, units, priceCents / 100)],
    });
    expect(errors).toBeUndefined();
    await comesToRest(desk);

    const [one, other] = [await outcomeOf(desk, led.orderId), await outcomeOf(desk, followed.orderId)];
    expect(one.status).toBe(status);
    // A saga takes no units of an order that nobody can pay for, where choreography returns them; and it lets go of money that choreography
    // never held.
    const nothing = [null, 'RETURNED', 'PAYMENT_VOIDED'];
    const plain = (outcome: typeof one) => ({
      ...outcome,
      list: null,
      stock: nothing.includes(outcome.stock) ? null : outcome.stock,
      payment: nothing.includes(outcome.payment) ? null : outcome.payment,
    });
    expect({ ...plain(one), reason: one.reason?.replaceAll(led.sku, 'sku') }).toEqual({
      ...plain(other),
      reason: other.reason?.replaceAll(followed.sku, 'sku'),
    });
    const stock = await stockOf(desk);
    expect(stock[led.sku]).toBe(stock[followed.sku]);
  });
});

/** At how many of the records that an order makes it is tried again. */
const STEPS = 10;

describe('a cancellation at the same instant as a step', () => {
  test('leaves nothing held, charged or listed, at whatever moment it comes', async () => {
    const { length: whole } = await recordsOf(desk, async () => isDelivered(await anOrder()));
    const met = new Set<string>();
    for (let step = 0; step < STEPS; step++) {
      const order = await anOrder();
      let canceling: Promise<unknown> | undefined;
      const at = Math.floor(((step + 0.5) * whole) / STEPS);
      let seen = 0;
      const stop = desk.cloud.world.feed.subscribe(() => {
        if (++seen !== at) return;
        canceling = whenOrders.moves(desk, home.person, 'cancelOrder', order.orderId);
      });
      await isDelivered(order);
      stop();
      await canceling;
      // One that came before the order was stored was refused.
      const { errors } = await whenOrders.moves(desk, home.person, 'cancelOrder', order.orderId);
      expect(errors).toBeUndefined();
      await comesToRest(desk);
      expect(await outcomeOf(desk, order.orderId)).toMatchObject({ status: 'CANCELED' });
      await expectNothingLeft(desk, order.orderId, order.sku, UNITS);
      for (const name of await historyOf(desk, order.orderId)) met.add(name);
    }
    // It met the saga at each of its steps, and participants in the middle of theirs.
    for (const { command, done } of sagaSteps)
      expect([...met]).toEqual(expect.arrayContaining([command, done]));
    expect([...met]).toContain('COMMAND_CALLED_OFF');
    expectLawfulSagas(await items(desk, ''));
  });
});

test('events that are forged through the chaos door neither move a saga nor make anybody act for it', async () => {
  const done = await isDelivered(await anOrder());
  const stopped = await anOrder();
  await isDelivered({ ...stopped, lines: [{ sku: stopped.sku, units: UNITS + 1, priceCents: 1 }] });
  const before = await ownRows([done.orderId, stopped.orderId]);
  const names = [
    ...replyNames,
    ...sagaSteps.map(({ command }) => command),
    'VOID_AUTHORIZATION_COMMAND',
    'CANCEL_SHOPPING_LIST_COMMAND',
    'REFUND_PAYMENT_COMMAND',
    'SAGA_RETRIED_EVENT',
  ];
  for (const { orderId } of [done, stopped])
    for (const name of names)
      await whenOrders.writesRaw(desk, {
        pk: `EVENTS#FORGED#${orderId}`,
        sk: `EVENT#${name}`,
        eventName: name,
        eventData: { orderId, flow: 'SAGA', commandNumber: 5, attempt: 1, reason: '', endsAs: 'CANCELED' },
      });
  for (const status of ['CANCELED', 'PAYMENT_REJECTED', 'SHIPPED', 'STOCK_DEPLETED'])
    await whenOrders.writesRaw(desk, whenOrders.aRawEvent(done.orderId, `ORDER_${status}_EVENT`));
  await comesToRest(desk);
  expect(await ownRows([done.orderId, stopped.orderId])).toEqual(before);
});

/** What is stored of these orders, without raw events and what was put down about them. */
const ownRows = async (orderIds: readonly string[]) =>
  (await items(desk, '')).filter(
    ({ pk, applied }) =>
      orderIds.some((orderId) => pk.endsWith(`#${orderId}`) || pk.endsWith(`:${orderId}`)) &&
      !pk.startsWith('EVENTS#FORGED#') &&
      applied !== false,
  );

describe('the check of sagas notices', () => {
  type Rows = Record<string, any>[];
  const changed = (rows: Rows, is: (row: Rows[number]) => boolean, change: object) =>
    rows.map((row) => (is(row) ? { ...row, ...change } : row));
  const isState = ({ pk, sk }: Rows[number]) => pk.startsWith('SAGA#') && sk === 'STATE';

  test.each<[string, (rows: Rows) => Rows]>([
    [
      'a saga of an order that has none',
      (rows) => changed(rows, ({ sk }) => sk === 'ORDER', { flow: undefined }),
    ],
    ['a command without a reply', (rows) => rows.filter(({ sk }) => !sk.endsWith('00000002#REPLY'))],
    ['a gap in the commands', (rows) => rows.filter(({ sk }) => !sk.endsWith('00000003#COMMAND'))],
    [
      'a step that was left out',
      (rows) =>
        changed(rows, ({ part, place }) => part === 'COMMAND' && place === '00000002', {
          eventName: 'INITIATE_SHOPPING_COMMAND',
        }),
    ],
    [
      'a completed order without its list',
      (rows) => changed(rows, ({ sk }) => sk === 'LIST', { status: 'PENDING' }),
    ],
    [
      'a completed order that is not paid',
      (rows) => changed(rows, ({ sk }) => sk === 'CHARGE', { capturedCents: 0 }),
    ],
    ['an end that still waits', (rows) => changed(rows, isState, { command: 'INITIATE_SHOPPING_COMMAND' })],
    ['a rejected order that is charged', (rows) => changed(rows, isState, { status: 'REJECTED' })],
  ])('%s', async (_what, plant) => {
    const { orderId } = await isDelivered(await anOrder());
    const rows = await ownRows([orderId]);
    expectLawfulSagas(rows);
    expect(() => expectLawfulSagas(plant(rows))).toThrow();
  });
});
