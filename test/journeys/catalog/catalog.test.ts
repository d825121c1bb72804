import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deadLetters } from '../orders/deadLetters.ts';
import * as whenOrders from '../orders/when.ts';
import { deletesRows, sends } from '../policies/operator.ts';
import * as given from '../given.ts';
import { expectCatalog } from '../shop/invariants/catalog.ts';
import { isRefused, items } from '../then.ts';
import { ask } from '../when.ts';
import * as when from './when.ts';

let desk: given.Frontdesk;
let tenant: given.Person;
beforeAll(async () => {
  desk = await given.frontdesk();
  tenant = await desk.tenant();
});
afterAll(async () => desk[Symbol.asyncDispose]());

const offers = async (storeId: string) =>
  (await items(desk, 'OFFER#')).filter((offer) => offer['storeId'] === storeId);

const keepsInvariants = async () => {
  await desk.cloud.settles();
  expectCatalog(await items(desk, ''));
};

describe('a store that takes part no longer', () => {
  test('has offers that say so, and again once it does, whatever was changed meanwhile', async () => {
    const storeId = await when.hasStore(desk);
    const productId = await when.hasProduct(desk, { storeId });
    await when.hasProduct(desk, { storeId });
    await when.changes(desk, 'disableStoreParticipation', { storeId, expectedVersion: 1 });
    await when.changes(desk, 'increaseProductPrice', { productId, price: 5, expectedVersion: 1 });
    await desk.cloud.settles();
    expect(await offers(storeId)).toMatchObject([{ participating: false }, { participating: false }]);
    await when.changes(desk, 'enableStoreParticipation', { storeId, expectedVersion: 2 });
    await keepsInvariants();
    expect(await offers(storeId)).toMatchObject([{ participating: true }, { participating: true }]);
  });

  test('may close and open and add at the same instant: all offers are as it is in the end', async () => {
    const storeId = await when.hasStore(desk);
    for (const _ of [1, 2, 3]) await when.hasProduct(desk, { storeId });
    const input = (at: number) => ({ ...when.rolls(`racing-${at}`), storeId });
    const answers = await Promise.all([
      ask(desk, desk.admin, when.COMMANDS.disableStoreParticipation, { storeId, expectedVersion: 1 }),
      ...Array.from({ length: 10 }, (_, at) => ask(desk, desk.admin, when.ADD_PRODUCT, { input: input(at) })),
      ask(desk, desk.admin, when.COMMANDS.enableStoreParticipation, { storeId, expectedVersion: 2 }),
    ]);
    expect(answers[0].errors).toBeUndefined();
    for (const { errors } of answers.filter(({ errors }) => errors))
      expect(errors).toMatchObject([{ errorType: expect.stringMatching(/TryAgain|VersionConflict/) }]);
    await keepsInvariants();
  });
});

test('whoever follows a store, a product or everything hears of each change, and of no other', async () => {
  const [storeId, other] = [await when.hasStore(desk), await when.hasStore(desk)];
  const productId = await when.hasProduct(desk, { storeId });
  const [ofStore, ofProduct, ofOther] = [
    await when.follows(desk, tenant, { storeId }),
    await when.follows(desk, tenant, { productId }),
    await when.follows(desk, tenant, { storeId: other }),
  ];
  const all = await when.follows(desk, tenant);
  await when.changes(desk, 'increaseProductPrice', { productId, price: 5, expectedVersion: 1 });
  await desk.cloud.settles();
  await when.changes(desk, 'removeProduct', { productId, expectedVersion: 2 });
  await desk.cloud.settles();
  const heard = async (news: typeof all) => {
    await news.close();
    return news.all().map(({ data }: any) => data.onProductChange);
  };
  const told = { id: productId, storeId, name: 'Six rolls', price: 5 };
  const changes = [
    { ...told, offered: true, version: 2 },
    { ...told, offered: false, version: 3 },
  ];
  for (const news of [ofStore, ofProduct, all]) expect(await heard(news)).toEqual(changes);
  expect(await heard(ofOther)).toEqual([]);
});

test('a hundred price changes at one version are one', async () => {
  const productId = await when.hasProduct(desk);
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, at) =>
      ask(desk, desk.admin, when.COMMANDS.increaseProductPrice, {
        productId,
        price: 10 + at,
        expectedVersion: 1,
      }),
    ),
  );
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
  for (const answer of answers.filter(({ errors }) => errors)) isRefused(answer, 'VersionConflict');
  await keepsInvariants();
});

describe('the chaos door', () => {
  test.each(['STATE', 'EVENT#00000002', 'SNAPSHOT#00000050'])('writes no %s of a product', async (sk) => {
    const productId = await when.hasProduct(desk);
    const before = await items(desk, 'PRODUCT#');
    const raw = { pk: `PRODUCT#${productId}`, sk, eventName: 'PRODUCT_REMOVED_EVENT', eventData: {} };
    isRefused(await whenOrders.writesRaw(desk, raw), 'InvalidArgument');
    expect(await items(desk, 'PRODUCT#')).toEqual(before);
  });

  test('may tell of a price, of a product that is gone and of a closed store: nobody hears of it, and nothing changes', async () => {
    const storeId = await when.hasStore(desk);
    const productId = await when.hasProduct(desk, { storeId });
    await desk.cloud.settles();
    const rows = async () => [
      ...(await items(desk, 'PRODUCT#')),
      ...(await items(desk, 'STORE#')),
      ...(await items(desk, 'OFFER#')),
    ];
    const before = await rows();
    const news = await when.follows(desk, tenant);
    const stamp = { productId, storeId, version: 2, by: 'somebody', updatedOn: '2027-01-20T10:00:00.000Z' };
    for (const [eventName, eventData] of Object.entries({
      PRODUCT_PRICE_DECREASED_EVENT: { ...stamp, priceCents: 1 },
      PRODUCT_REMOVED_EVENT: stamp,
      STORE_PARTICIPATION_DISABLED_EVENT: stamp,
    })) {
      const raw = { pk: `EVENTS#PRODUCT#${productId}`, sk: `EVENT#${eventName}`, eventName, eventData };
      expect(await whenOrders.writesRaw(desk, raw)).toEqual({ data: { simulateRawEvent: true } });
    }
    await keepsInvariants();
    await news.close();
    expect(news.all()).toEqual([]);
    expect(await rows()).toEqual(before);
  });
});

test('a forged event of a store that takes part closes nothing, and one of no store is a dead letter', async () => {
  const storeId = await when.hasStore(desk);
  await when.hasProduct(desk, { storeId });
  const forged = (of: string) => ({
    detail: {
      eventName: 'STORE_PARTICIPATION_DISABLED_EVENT',
      applied: true,
      eventData: { storeId: { S: of }, version: { N: '9' } },
    },
  });
  await sends(desk, 'UpdateOffers', forged(storeId));
  await sends(desk, 'UpdateOffers', forged('no-store'));
  await keepsInvariants();
  expect(await offers(storeId)).toMatchObject([{ participating: true }]);
  expect((await deadLetters(desk, ['UpdateOffers'])).map(({ attributes }) => attributes)).toMatchObject([
    { ErrorCode: 'NotFound', Reason: expect.stringContaining('no-store') },
  ]);
});

describe('rows that are made anew from their events', () => {
  test('are what they were, whichever of them was lost', async () => {
    const storeId = await when.hasStore(desk);
    await when.changes(desk, 'rebrandStore', { storeId, name: 'Café', expectedVersion: 1 });
    const productId = await when.hasProduct(desk, { storeId });
    for (let version = 1; version <= 50; version++)
      await when.changes(desk, 'increaseProductPrice', {
        productId,
        price: 5 + version,
        expectedVersion: version,
      });
    await desk.cloud.settles();
    const before = await items(desk, '');
    const isDerived = ({ sk }: Record<string, any>) => /^(STATE|SNAPSHOT#|OFFER$|SKU#)/.test(sk);
    const sku = (await offers(storeId))[0]!['sku'];
    const own = [`STORE#${storeId}`, `PRODUCT#${productId}`, `OFFER#${sku}`];
    const lost = before.filter((row) => own.includes(row['pk']) && isDerived(row));
    expect(lost.map(({ sk }) => sk).toSorted()).toEqual([
      'OFFER',
      `SKU#${sku}`,
      'SNAPSHOT#00000050',
      'STATE',
      'STATE',
    ]);
    await deletesRows(desk, lost);
    await sends(desk, 'RebuildCatalog', { rebuild: 'store', storeId });
    await desk.cloud.settles();
    await sends(desk, 'RebuildCatalog', { rebuild: 'product', productId });
    await desk.cloud.settles();
    const byKey = (one: Record<string, any>, other: Record<string, any>) =>
      one['pk'] + one['sk'] < other['pk'] + other['sk'] ? -1 : 1;
    expect((await items(desk, '')).toSorted(byKey)).toEqual(before.toSorted(byKey));
    await keepsInvariants();
  });

  test('are those that were kept, where a hundred changes go on meanwhile', async () => {
    const storeId = await when.hasStore(desk);
    const productId = await when.hasProduct(desk, { storeId });
    for (let version = 1; version <= 100; version++) {
      if (version % 10 === 0) await sends(desk, 'RebuildCatalog', { rebuild: 'product', productId });
      await when.changes(desk, 'increaseProductPrice', {
        productId,
        price: 5 + version,
        expectedVersion: version,
      });
    }
    await keepsInvariants();
    expect(await offers(storeId)).toMatchObject([{ priceCents: 10_500, productVersion: 101 }]);
    expect(await deadLetters(desk, ['RebuildCatalog'])).toEqual([]);
  });

  test('are not made of a stream with a gap, or of none', async () => {
    const productId = await when.hasProduct(desk);
    await when.changes(desk, 'increaseProductPrice', { productId, price: 5, expectedVersion: 1 });
    await desk.cloud.settles();
    const [first] = (await items(desk, `PRODUCT#${productId}`)).filter(({ sk }) => sk === 'EVENT#00000001');
    const state = async () => (await items(desk, `PRODUCT#${productId}`)).filter(({ sk }) => sk === 'STATE');
    const before = await state();
    await deletesRows(desk, [first!]);
    await sends(desk, 'RebuildCatalog', { rebuild: 'product', productId });
    await sends(desk, 'RebuildCatalog', { rebuild: 'product', productId: 'none' });
    await desk.cloud.settles();
    expect(await state()).toEqual(before);
    const letters = await deadLetters(desk, ['RebuildCatalog']);
    expect(letters.map(({ attributes }) => attributes['ErrorCode']).toSorted()).toEqual([
      'NotFound',
      'StateConflict',
    ]);
  });
});
