import { afterAll, beforeAll, expect, test } from 'vitest';
import * as given from '../given.ts';
import { expectCataloguePrices } from '../shop/invariants/prices.ts';
import { isRefused, items } from '../then.ts';
import { ask, type Answer } from '../when.ts';
import * as when from './when.ts';

let desk: given.Frontdesk;
let tenant: given.Person;
beforeAll(async () => {
  desk = await given.frontdesk();
  tenant = await desk.tenant();
});
afterAll(async () => desk[Symbol.asyncDispose]());

const LINES = `query ($orderId: ID!) {
  order(orderId: $orderId) { amount lines { sku units price productId productVersion storeId } }
}`;
const orderOf = async (orderId: string) => (await tenant.graphql(LINES, { orderId }))['order'];
const places = (orderId: string, ...lines: when.Line[]) => when.places(desk, tenant, { orderId, lines });
const ticketOf = (orderId: string) => ({ data: { placeOrder: { id: orderId, status: 'QUEUED' } } });

test('an order freezes the catalogue’s price and its version, and a page that shows an old price is told the new one', async () => {
  const { productId, storeId } = await when.hasOffered(desk, 'piano', 100);
  expect(await places('order-1', { sku: 'piano', units: 2 })).toEqual(ticketOf('order-1'));
  isRefused(await places('order-cheap', when.aLine('piano', 1, 0.01)), 'PriceChanged', {
    sku: 'piano',
    price: 100,
  });
  await when.reprices(desk, 'piano', 120);
  isRefused(await places('order-2', when.aLine('piano', 1, 100)), 'PriceChanged', {
    sku: 'piano',
    price: 120,
  });
  // The order of before, sent again: its answer was lost.
  expect(await places('order-1', when.aLine('piano', 2, 100))).toEqual(ticketOf('order-1'));
  expect(await places('order-2', when.aLine('piano', 1, 120))).toEqual(ticketOf('order-2'));
  await desk.cloud.settles();
  expect(await places('order-1', when.aLine('piano', 2, 100))).toEqual(ticketOf('order-1'));

  const origin = { productId, storeId, sku: 'piano' };
  expect(await orderOf('order-1')).toEqual({
    amount: 200,
    lines: [{ ...origin, units: 2, price: 100, productVersion: 1 }],
  });
  expect(await orderOf('order-2')).toEqual({
    amount: 120,
    lines: [{ ...origin, units: 1, price: 120, productVersion: 2 }],
  });
  expect(await items(desk, 'EVENTS#ORDER_ID#order-cheap')).toEqual([]);
  expectCataloguePrices(await items(desk, ''), new Set());
});

test('a product that was removed is not sold to a page that still shows it', async () => {
  const { productId, productVersion } = await when.hasOffered(desk, 'stale', 5);
  const REMOVE = `mutation ($id: ID!, $version: Int!) {
    removeProduct(productId: $id, expectedVersion: $version) { offered }
  }`;
  await places('order-before', when.aLine('stale', 1, 5));
  await desk.admin.graphql(REMOVE, { id: productId, version: productVersion });
  isRefused(await places('order-after', when.aLine('stale', 1, 5)), 'NotOffered', { sku: 'stale' });
  expect(await places('order-before', when.aLine('stale', 1, 5))).toEqual(ticketOf('order-before'));

  await desk.cloud.settles();
  expectCataloguePrices(await items(desk, ''), new Set());
});

test('what a store sells cannot be had while it takes no part', async () => {
  const { storeId } = await when.hasOffered(desk, 'roll', 0.6);
  const participates = (field: string, expectedVersion: number) =>
    ask(
      desk,
      desk.caretaker,
      `mutation ($id: ID!, $version: Int!) { ${field}(storeId: $id, expectedVersion: $version) { version } }`,
      { id: storeId, version: expectedVersion },
    );
  expect((await participates('disableStoreParticipation', 1)).errors).toBeUndefined();
  await desk.cloud.settles();
  isRefused(await places('order-roll', when.aLine('roll', 6, 0.6)), 'NotOffered', { sku: 'roll' });
  expect((await participates('enableStoreParticipation', 2)).errors).toBeUndefined();
  await desk.cloud.settles();
  expect(await places('order-roll', when.aLine('roll', 6, 0.6))).toEqual(ticketOf('order-roll'));
  await desk.cloud.settles();
  expectCataloguePrices(await items(desk, ''), new Set());
});

test('an Admin sells at the desk for less, and the line names no product', async () => {
  await when.hasOffered(desk, 'lamp', 40);
  const order = { orderId: 'order-desk', lines: [when.aLine('lamp', 1, 30)], userId: tenant.id };
  isRefused(
    await when.places(desk, desk.caretaker, { ...order, userId: desk.caretaker.username }),
    'Forbidden',
  );
  expect(await when.places(desk, desk.admin, order)).toEqual(ticketOf('order-desk'));
  await desk.cloud.settles();
  const none = { productId: null, productVersion: null, storeId: null };
  expect(await orderOf('order-desk')).toEqual({
    amount: 30,
    lines: [{ sku: 'lamp', units: 1, price: 30, ...none }],
  });
  const rows = await items(desk, '');
  expectCataloguePrices(rows, new Set(['order-desk']));
  expect(() => expectCataloguePrices(rows, new Set())).toThrow();
});

test('of orders that race with changes of the price each has the price of the version it names, and one that was shown', async () => {
  await when.hasOffered(desk, 'race', 10);
  const changes = async () => {
    for (let price = 11; price <= 20; price++)
      expect((await when.reprices(desk, 'race', price)).errors).toBeUndefined();
  };
  const placed: { readonly shown?: number; readonly orderId: string; readonly answer: Answer }[] = [];
  const orders = async (client: number) => {
    for (let nth = 0; nth < 10; nth++) {
      const orderId = `race-${client}-${nth}`;
      const shown = nth % 2 === 0 ? {} : { price: 10 + nth };
      const answer = await places(orderId, { sku: 'race', units: 1, ...shown });
      placed.push({ orderId, answer, ...(shown.price !== undefined && { shown: shown.price }) });
    }
  };
  await Promise.all([changes(), ...[0, 1, 2, 3, 4, 5].map(orders)]);
  await desk.cloud.settles();

  const rows = await items(desk, '');
  expectCataloguePrices(rows, new Set(['order-desk']));
  for (const { shown, orderId, answer } of placed) {
    const order = rows.find((row) => row['sk'] === 'ORDER' && row['orderId'] === orderId);
    if (answer.errors) isRefused(answer, 'PriceChanged');
    else if (shown !== undefined) expect(order).toMatchObject({ lines: [{ priceCents: shown * 100 }] });
    expect(!!order).toBe(!answer.errors);
    if (shown === undefined) expect(answer.errors).toBeUndefined();
  }
  const versions = rows
    .filter(({ sk, orderId }) => sk === 'ORDER' && orderId.startsWith('race-'))
    .map(({ lines }) => lines[0].productVersion);
  expect(new Set(versions).size).toBeGreaterThan(3);
});
