import { beforeEach, describe, expect, test } from 'vitest';
import { offerKey, productKey, productPartition, storeSkuKey } from '../../../model/catalog/keys.ts';
import { admin, caretaker, tenant, today } from '../startApi.ts';
import {
  ADD,
  aStore,
  cleaning,
  CREATE_STORE,
  rolls,
  startCatalog,
  type StartedCatalog,
} from './startCatalog.ts';

const now = `${today}T12:00:00.000Z`;

let catalog: StartedCatalog;
beforeEach(async () => {
  catalog = await startCatalog();
});

test('a store takes part from the start, if nothing else is said', () => {
  expect(catalog.store).toEqual({ id: expect.any(String), ...aStore, participating: true, version: 1 });
});

test('a product is an event, a state and an offer, and nothing of it ever expires', async () => {
  const product = await catalog.add(rolls);
  const { id } = product;
  const storeId = catalog.store.id;
  expect(product).toMatchObject({ id, storeId, ...rolls, offered: true, version: 1, createdOn: now });
  expect(await catalog.row({ pk: productPartition(id), sk: 'EVENT#00000001' })).toMatchObject({
    eventName: 'PRODUCT_ADDED_EVENT',
    applied: true,
    eventData: { productId: id, storeId, version: 1, by: 'admin-1', updatedOn: now, priceCents: 420 },
  });
  expect(await catalog.row(offerKey('rolls-6'))).toMatchObject({
    sku: 'rolls-6',
    productId: id,
    storeId,
    name: 'Six rolls',
    priceCents: 420,
    productVersion: 1,
    participating: true,
    storeVersion: 1,
  });
  expect((await catalog.rows()).filter((row) => 'ttl' in row)).toEqual([]);
});

test('a service is offered under its own id, with its slots', async () => {
  const service = await catalog.add(cleaning);
  const { id, slotMinutes, capacity, timeZone } = service;
  expect(service).toMatchObject({ ...cleaning, sku: null });
  const offer = { sku: id, productId: id, priceCents: 3500, slotMinutes, capacity, timeZone };
  expect(await catalog.rows('OFFER')).toMatchObject([offer]);
  const raised = { productId: id, price: 40, expectedVersion: 1 };
  await catalog.command('increaseProductPrice', raised);
  expect(await catalog.row(offerKey(id))).toMatchObject({ ...offer, priceCents: 4000, productVersion: 2 });
  await catalog.command('removeProduct', { productId: id, expectedVersion: 2 });
  expect([...(await catalog.rows('OFFER')), ...(await catalog.rows('SKU#'))]).toEqual([]);
});

test('what has stock and slots has two offers, and only one of them tells slots', async () => {
  const { id } = await catalog.add({ ...cleaning, ...rolls });
  expect(await catalog.row(offerKey(id))).toMatchObject({ productId: id, slotMinutes: 60 });
  expect(await catalog.row(offerKey('rolls-6'))).toMatchObject({ productId: id, priceCents: 420 });
  expect(await catalog.row(offerKey('rolls-6'))).not.toHaveProperty('slotMinutes');
  expect(
    await catalog.refusal(admin, ADD, { input: { storeId: catalog.store.id, ...rolls, sku: id } }),
  ).toMatchObject({ errorType: 'AlreadyExists', errorInfo: { sku: id, id } });
});

test('what is offered by a store that takes no part says so', async () => {
  await catalog.command('disableStoreParticipation', { storeId: catalog.store.id, expectedVersion: 1 });
  await catalog.add(rolls);
  expect(await catalog.row(offerKey('rolls-6'))).toMatchObject({ participating: false, storeVersion: 2 });
});

test('a price goes up and down by its own command, and the offer with it', async () => {
  const { id: productId } = await catalog.add(rolls);
  expect(
    await catalog.command('increaseProductPrice', { productId, price: 4.5, expectedVersion: 1 }),
  ).toMatchObject({ price: 4.5, version: 2 });
  expect(
    await catalog.command('decreaseProductPrice', { productId, price: 3.99, expectedVersion: 2 }),
  ).toMatchObject({ price: 3.99, version: 3 });
  expect(await catalog.row(offerKey('rolls-6'))).toMatchObject({ priceCents: 399, productVersion: 3 });
});

test.each([
  ['increaseProductPrice', 4.2],
  ['increaseProductPrice', 4],
  ['decreaseProductPrice', 4.2],
  ['decreaseProductPrice', 4.21],
] as const)('%s to %s is refused', async (field, price) => {
  const { id: productId } = await catalog.add(rolls);
  expect(await catalog.refused(field, { productId, price, expectedVersion: 1 })).toMatchObject({
    count: 1,
    errorType: 'InvalidArgument',
    errorInfo: { argument: 'price' },
  });
  expect(await catalog.row(productKey(productId))).toMatchObject({ version: 1, priceCents: 420 });
});

test('a product is given another name, and the offer with it', async () => {
  const { id: productId } = await catalog.add(rolls);
  const names = { name: 'Seven rolls', description: 'Still warm' };
  expect(await catalog.command('rebrandProduct', { productId, ...names, expectedVersion: 1 })).toMatchObject({
    ...names,
    version: 2,
  });
  expect(await catalog.row(offerKey('rolls-6'))).toMatchObject({ name: 'Seven rolls', productVersion: 2 });
});

describe('a SKU', () => {
  test('belongs to one product', async () => {
    const { id } = await catalog.add(rolls);
    const before = await catalog.rows();
    expect(
      await catalog.refusal(admin, ADD, { input: { storeId: catalog.store.id, ...rolls } }),
    ).toMatchObject({ count: 1, errorType: 'AlreadyExists', errorInfo: { sku: 'rolls-6', id } });
    expect(await catalog.rows()).toEqual(before);
  });

  test('belongs to one of a hundred products of one instant', async () => {
    const input = { storeId: catalog.store.id, ...rolls };
    const added = await Promise.allSettled(
      Array.from({ length: 100 }, () => catalog.run(admin, ADD, { input })),
    );
    expect(added.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await catalog.rows('EVENT#')).toHaveLength(2);
  });

  test('is free once its product is removed', async () => {
    const { id: productId } = await catalog.add(rolls);
    expect(await catalog.command('removeProduct', { productId, expectedVersion: 1 })).toMatchObject({
      offered: false,
      version: 2,
    });
    expect(await catalog.row(offerKey('rolls-6'))).toBeUndefined();
    expect(await catalog.row(storeSkuKey(catalog.store.id, 'rolls-6'))).toBeUndefined();
    expect(await catalog.add({ ...rolls, price: 5 })).toMatchObject({ price: 5, version: 1 });
    expect(await catalog.refused('removeProduct', { productId, expectedVersion: 2 })).toMatchObject({
      errorType: 'StateConflict',
      errorInfo: { status: 'REMOVED' },
    });
    expect(await catalog.row(offerKey('rolls-6'))).toMatchObject({ priceCents: 500 });
  });
});

describe('of changes at one version', () => {
  test('a hundred at one instant, one is made', async () => {
    const { id: productId } = await catalog.add(rolls);
    const answers = await Promise.allSettled(
      Array.from({ length: 100 }, (_, at) =>
        catalog.command('increaseProductPrice', { productId, price: 5 + at, expectedVersion: 1 }),
      ),
    );
    const [made, ...more] = answers.flatMap((answer) =>
      answer.status === 'fulfilled' ? [answer.value] : [],
    );
    expect(more).toEqual([]);
    expect(made).toMatchObject({ version: 2 });
    const { priceCents } = await catalog.row(productKey(productId));
    expect(priceCents).toBe(made.price * 100);
    expect(await catalog.row(offerKey('rolls-6'))).toMatchObject({ priceCents, productVersion: 2 });
    const partition = productPartition(productId);
    expect((await catalog.rows('EVENT#')).filter(({ pk }) => pk === partition)).toHaveLength(2);
  });

  test('a later one is refused, and told the present version', async () => {
    const { id: productId } = await catalog.add(rolls);
    await catalog.command('increaseProductPrice', { productId, price: 5, expectedVersion: 1 });
    expect(
      await catalog.refused('decreaseProductPrice', { productId, price: 1, expectedVersion: 1 }),
    ).toMatchObject({ count: 1, errorType: 'VersionConflict', errorInfo: { version: 2 } });
  });

  test('one that was made between reading and writing refuses the other', async () => {
    const { id: productId } = await catalog.add(rolls);
    const { GetItem } = catalog.tableActions;
    // Both have read version 1 before either writes.
    let read = 0;
    let release = () => {};
    const bothRead = new Promise<void>((resolve) => (release = resolve));
    catalog.tableActions.GetItem = async (input: any, call) => {
      const row = await GetItem!(input, call);
      if (++read === 2) release();
      await bothRead;
      return row;
    };
    const answers = await Promise.allSettled([
      catalog.command('increaseProductPrice', { productId, price: 5, expectedVersion: 1 }),
      catalog.command('removeProduct', { productId, expectedVersion: 1 }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const { reason } = answers.find((answer) => answer.status === 'rejected')!;
    expect(JSON.parse(reason.message)).toMatchObject([
      { errorType: 'VersionConflict', errorInfo: { version: 2 } },
    ]);
  });
});

test('what is added while its store closes is not: its offer would stay open', async () => {
  const { TransactWriteItems } = catalog.tableActions;
  catalog.tableActions.TransactWriteItems = async (input, call) => {
    catalog.tableActions.TransactWriteItems = TransactWriteItems!;
    await catalog.command('disableStoreParticipation', { storeId: catalog.store.id, expectedVersion: 1 });
    return TransactWriteItems!(input, call);
  };
  const input = { storeId: catalog.store.id, ...rolls };
  expect(await catalog.refusal(admin, ADD, { input })).toMatchObject({ count: 1, errorType: 'TryAgain' });
  expect(await catalog.rows('OFFER')).toEqual([]);
  expect(await catalog.add(rolls)).toMatchObject({ version: 1 });
  expect(await catalog.row(offerKey('rolls-6'))).toMatchObject({ participating: false, storeVersion: 2 });
});

test('a store is given another name, and takes part or not, once each', async () => {
  const storeId = catalog.store.id;
  expect(await catalog.command('rebrandStore', { storeId, name: 'Café', expectedVersion: 1 })).toMatchObject({
    name: 'Café',
    version: 2,
  });
  expect(
    await catalog.command('disableStoreParticipation', { storeId, expectedVersion: 2 }, caretaker),
  ).toMatchObject({ participating: false, version: 3 });
  expect(await catalog.refused('disableStoreParticipation', { storeId, expectedVersion: 3 })).toMatchObject({
    errorType: 'StateConflict',
    errorInfo: { status: 'NOT_PARTICIPATING' },
  });
  expect(await catalog.command('enableStoreParticipation', { storeId, expectedVersion: 3 })).toMatchObject({
    participating: true,
    version: 4,
  });
});

describe('refused, and nothing written, is', () => {
  test.each([
    ['a product without SKU and slots', { ...rolls, sku: null }, 'sku'],
    ['parts of a cent', { ...rolls, price: 0.005 }, 'price'],
    ['a cent that is none', { ...rolls, price: 0.1 + 0.2 }, 'price'],
    ['a price below 0', { ...rolls, price: -0.01 }, 'price'],
    ['a price above 100,000', { ...rolls, price: 100_000.01 }, 'price'],
    ['a name of two lines', { ...rolls, name: 'Six\nrolls' }, 'name'],
    ['a name that turns the direction', { ...rolls, name: 'rolls\u202e' }, 'name'],
    ['a SKU with a character of keys', { ...rolls, sku: 'rolls#6' }, 'sku'],
    ['a time zone of goods', { ...rolls, timeZone: 'UTC' }, 'timeZone'],
    ['a capacity of goods', { ...rolls, capacity: 1 }, 'capacity'],
    ['a service without capacity', { ...cleaning, capacity: null }, 'capacity'],
    ['a service in no time zone', { ...cleaning, timeZone: null }, 'timeZone'],
    ['a service in two time zones', { ...cleaning, timeZone: 'Europe/Berlin Bratislava' }, 'timeZone'],
    ['a slot of no time', { ...cleaning, slotMinutes: 0 }, 'slotMinutes'],
  ])('%s', async (_what, input, argument) => {
    const before = await catalog.rows();
    expect(
      await catalog.refusal(admin, ADD, { input: { storeId: catalog.store.id, ...input } }),
    ).toMatchObject({ count: 1, errorType: 'InvalidArgument', errorInfo: { argument } });
    expect(await catalog.rows()).toEqual(before);
  });

  test('a product of no store', async () => {
    expect(await catalog.refusal(admin, ADD, { input: { storeId: 'none', ...rolls } })).toMatchObject({
      errorType: 'NotFound',
      errorInfo: { storeId: 'none' },
    });
  });

  test('a tenant', async () => {
    expect(await catalog.refusal(tenant, CREATE_STORE, { input: aStore })).toMatchObject({
      errorType: 'Unauthorized',
    });
  });
});
