import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBasketIndexKeys } from '../../../model/baskets/keys.ts';
import type { FeedRecord } from '../../../local/platform/Feed.ts';
import * as whenCatalog from '../catalog/when.ts';
import * as given from '../given.ts';
import { orderOf } from '../orders/then.ts';
import { hasRestocked } from '../orders/when.ts';
import { homeOf } from '../authorization/things.ts';
import { expectBasketsAreOrders, expectOneOpenBasket } from '../shop/invariants/baskets.ts';
import { putsRow } from '../policies/operator.ts';
import { items } from '../then.ts';
import { disables } from '../when.ts';
import * as when from './when.ts';

const HOUR = 3_600_000;

let desk: given.Frontdesk;
const happened: FeedRecord[] = [];
beforeAll(async () => {
  desk = await given.frontdesk();
  desk.cloud.world.feed.subscribe((record) => happened.push(record));
});
afterAll(async () => desk[Symbol.asyncDispose]());

/** Checks the invariants once nothing is in flight. */
const holds = async () => {
  await desk.cloud.settles();
  const rows = await items(desk, '');
  expectBasketsAreOrders(rows, { atRest: true });
  expectOneOpenBasket(rows);
  return rows;
};

/** How many events of this name the bus was given so far. */
const announced = (eventName: string) =>
  happened.filter((record) => record.kind === 'event' && record.detailType === eventName).length;

test('a basket that is filled on the phone and checked out at the desk becomes a paid order, and is announced once', async () => {
  const [tenant, before] = [await desk.tenant(), announced('BASKET_CHECKED_OUT_EVENT')];
  const [rolls, milk] = (await when.hasOffered(desk, 2)) as [string, string];
  for (const sku of [rolls, milk]) await hasRestocked(desk, sku, 10, 4.2);
  const basket = await when.hasBasket(desk, tenant, { [rolls]: 2, [milk]: 1 });
  expect(basket).toMatchObject({ status: 'OPEN', version: 3, amount: 12.6 });
  const seen = await when.looks(desk.caretaker, basket.id);
  expect(seen).toEqual(basket);
  const ticket = { checkOutBasket: { id: basket.id, status: 'QUEUED' } };
  // A double tap.
  const taps = await Promise.all([1, 2].map(() => when.checksOut(desk, desk.caretaker, seen)));
  for (const { data } of taps) expect(data).toEqual(ticket);
  await holds();
  expect(await orderOf(tenant, basket.id)).toMatchObject({
    status: 'PAYMENT_ACCEPTED',
    amount: 12.6,
    userId: tenant.id,
    lines: [rolls, milk].sort().map((sku) => ({ sku, units: sku === rolls ? 2 : 1, price: 4.2 })),
  });
  expect(await when.looks(tenant, basket.id)).toMatchObject({ status: 'CHECKED_OUT', amount: 12.6 });
  expect(announced('BASKET_CHECKED_OUT_EVENT')).toBe(before + 1);
  expect((await when.checksOut(desk, tenant, seen)).data).toEqual(ticket);
  await holds();
  expect(announced('BASKET_CHECKED_OUT_EVENT')).toBe(before + 1);
});

test('of 100 check-outs that race 100 additions each order holds exactly what was checked out', async () => {
  const skus = (await when.hasOffered(desk, 2)) as [string, string];
  const [first, more] = skus;
  const people = await Promise.all(Array.from({ length: 20 }, () => desk.tenant()));
  let [ordered, changed] = [0, 0];
  for (let round = 0; round < 5; round++) {
    const baskets = await Promise.all(people.map((person) => when.hasBasket(desk, person, { [first]: 1 })));
    const answers = await Promise.all(
      baskets.map(async (basket, index) => {
        const person = people[index]!;
        const add = () => when.adds(desk, person, basket.id, more);
        const requests = [() => when.checksOut(desk, person, basket), add];
        const [one, other] = index % 2 ? requests : requests.toReversed();
        const both = await Promise.all([one!(), other!()]);
        return index % 2 ? both : both.toReversed();
      }),
    );
    await holds();
    for (const [index, [out, added]] of answers.entries()) {
      const { id } = baskets[index]!;
      const order = await orderOf(people[index]!, id);
      expect(Boolean(out!.data)).toBe(order !== null);
      if (order) {
        expect(order).toMatchObject({ amount: 4.2, lines: [{ sku: first, units: 1 }] });
        expect(order['lines']).toHaveLength(1);
        expect(added!.errors).toMatchObject([{ errorType: 'StateConflict' }]);
        ordered++;
      } else {
        expect(added!.errors).toBeUndefined();
        expect(out!.errors).toMatchObject([
          { errorType: expect.stringMatching(/^(BasketChanged|TryAgain)$/) },
        ]);
        changed++;
        await when.cancels(desk, people[index]!, id);
      }
    }
  }
  expect(ordered + changed).toBe(100);
  expect(ordered).toBeGreaterThan(0);
  expect(changed).toBeGreaterThan(0);
});

test('of two baskets that are started at one instant, by phone and desk, there is one', async () => {
  const tenant = await desk.tenant();
  const started = await Promise.all([
    when.starts(desk, tenant),
    when.starts(desk, desk.caretaker, tenant.id),
    when.starts(desk, tenant),
  ]);
  const ids = started.flatMap(({ data }) => (data ? [data['startBasket'].id] : []));
  expect(new Set(ids).size).toBe(1);
  for (const { errors } of started) if (errors) expect(errors).toMatchObject([{ errorType: 'TryAgain' }]);
  await holds();
});

test('a price that changes, and a product that is removed, between look and check-out are seen before anything is ordered', async () => {
  const tenant = await desk.tenant();
  const storeId = await whenCatalog.hasStore(desk);
  const sku = desk.cloud.world.random.uuid();
  const productId = await whenCatalog.hasProduct(desk, { ...whenCatalog.rolls(sku), storeId });
  const basket = await when.hasBasket(desk, tenant, { [sku]: 1 });
  await whenCatalog.changes(desk, 'increaseProductPrice', { productId, price: 5, expectedVersion: 1 });
  const { errors } = await when.checksOut(desk, tenant, basket);
  expect(errors).toMatchObject([{ errorType: 'BasketChanged', errorInfo: { version: 2, amount: 5 } }]);
  await whenCatalog.changes(desk, 'removeProduct', { productId, expectedVersion: 2 });
  const removed = await when.checksOut(desk, tenant, { ...basket, amount: 5 });
  expect(removed.errors).toMatchObject([{ errorType: 'NotOffered', errorInfo: { sku } }]);
  expect(await when.looks(tenant, basket.id)).toMatchObject({ status: 'OPEN', amount: 0 });
  await holds();
});

test('an order with a delivery is the saga’s, and names the apartment', async () => {
  const tenant = await desk.tenant();
  const deliverTo = await homeOf({ desk, owner: tenant, otherTenant: tenant });
  const basket = await when.hasBasket(desk, tenant);
  expect((await when.checksOut(desk, tenant, basket, deliverTo)).errors).toBeUndefined();
  const rows = await holds();
  expect(rows.find(({ sk, orderId }) => sk === 'ORDER' && orderId === basket.id)).toMatchObject({
    deliverTo,
    flow: 'SAGA',
  });
  const neighbour = await desk.tenant();
  const other = await when.hasBasket(desk, neighbour);
  expect((await when.checksOut(desk, neighbour, other, deliverTo)).errors).toMatchObject([
    { errorType: 'Forbidden' },
  ]);
});

test('a person who is disabled checks nothing out, not even by the desk, and may still cancel', async () => {
  const [tenant, before] = [await desk.tenant(), announced('BASKET_CANCELED_EVENT')];
  const basket = await when.hasBasket(desk, tenant);
  await disables(desk, tenant.id);
  for (const session of [tenant, desk.caretaker])
    expect((await when.checksOut(desk, session, basket)).errors).toMatchObject([
      { errorType: 'UserDisabled' },
    ]);
  expect((await when.cancels(desk, tenant, basket.id)).errors).toBeUndefined();
  await holds();
  expect(announced('BASKET_CANCELED_EVENT')).toBe(before + 1);
});

test('an abandoned basket is expired for whoever reads it, and announced once by the sweep', async () => {
  const [tenant, before] = [await desk.tenant(), announced('BASKET_EXPIRED_EVENT')];
  const { id } = await when.hasBasket(desk, tenant);
  // As if nobody had touched it for almost 14 days: to pass them minute by minute would take a minute.
  const expiresOn = new Date(desk.cloud.world.clock.now() + HOUR / 4).toISOString();
  const row = (await items(desk, `BASKET#${id}`)).find(({ sk }) => sk === 'BASKET');
  await putsRow(desk, { ...row, expiresOn, ...openBasketIndexKeys(id, expiresOn) });
  expect(await when.looks(tenant, id)).toMatchObject({ status: 'OPEN' });
  await desk.cloud.advance(HOUR / 4);
  expect(await when.looks(tenant, id)).toMatchObject({ status: 'EXPIRED' });
  expect(await openBasketOf(tenant)).toBeNull();
  await desk.cloud.advance(2 * HOUR);
  const rows = await holds();
  expect(rows.find(({ pk, sk }) => pk === `BASKET#${id}` && sk === 'BASKET')).toMatchObject({
    status: 'EXPIRED',
  });
  expect(announced('BASKET_EXPIRED_EVENT')).toBe(before + 1);
});

const openBasketOf = async (session: given.Person) => (await session.graphql(when.OPEN))['openBasket'];
