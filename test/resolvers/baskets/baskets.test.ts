import { beforeEach, describe, expect, test } from 'vitest';
import { userKey } from '../../../model/accounts/keys.ts';
import { openBasketKey } from '../../../model/baskets/keys.ts';
import { admin, caretaker, otherTenant, person, tenant, type StartedApi } from '../startApi.ts';
import { documents, offerRow, startedBasket, startShop, userRow } from './rows.ts';

const { START, ADD, SET, REMOVE, CANCEL, READ, OPEN } = documents;

let api: StartedApi;
beforeEach(async () => {
  api = await startShop();
});

const baskets = () => api.rows('BASKET').then((rows) => rows.filter(({ pk }) => pk.startsWith('BASKET#')));
const events = async () => (await api.rows('EVENT#')).map(({ eventName }) => eventName).sort();

describe('starting', () => {
  test('writes the basket, its event and the claim of the one open basket', async () => {
    const basket = await api.run(tenant, START);
    expect(basket).toEqual({
      id: expect.stringMatching(/^[0-9A-Z]{26}$/),
      userId: 'tenant-1',
      status: 'OPEN',
      version: 1,
      amount: 0,
      items: [],
      createdOn: '2030-05-10T12:00:00.000Z',
      expiresOn: '2030-05-24T12:00:00.000Z',
    });
    expect(await api.row(openBasketKey('tenant-1'))).toMatchObject({ basketId: basket.id });
    expect(await api.rows('EVENT#')).toMatchObject([
      {
        pk: `BASKET#${basket.id}`,
        eventName: 'BASKET_STARTED_EVENT',
        applied: true,
        eventData: { basketId: basket.id, userId: 'tenant-1', status: 'OPEN' },
      },
    ]);
  });

  test('again returns the open one, with what it holds', async () => {
    const { id } = await startedBasket(api, { lamp: 2 });
    expect(await api.run(tenant, START)).toMatchObject({ id, version: 2, amount: 39.98 });
    expect(await baskets()).toHaveLength(1);
  });

  test('fifty times at one instant starts one, which all are answered', async () => {
    const started = await Promise.all(Array.from({ length: 50 }, () => api.run(tenant, START)));
    expect(new Set(started.map(({ id }) => id)).size).toBe(1);
    expect(await baskets()).toHaveLength(1);
    expect(await events()).toEqual(['BASKET_STARTED_EVENT']);
  });

  test.each([
    ['a caretaker', caretaker],
    ['an Admin', admin],
  ])('%s may start one for a resident', async (_who, staff) => {
    const { id } = await api.run(staff, START, { userId: 'tenant-1' });
    expect(await api.run(tenant, OPEN)).toMatchObject({ id, userId: 'tenant-1' });
  });

  test('is refused for another person, and for one who is disabled or has no account', async () => {
    expect(await api.refusal(otherTenant, START, { userId: 'tenant-1' })).toMatchObject({
      errorType: 'Forbidden',
    });
    expect(await api.refusal(person('disabled', 'Tenants'), START)).toMatchObject({
      errorType: 'UserDisabled',
      errorInfo: { userId: 'disabled' },
    });
    expect(await api.refusal(admin, START, { userId: 'nobody' })).toMatchObject({ errorType: 'NotFound' });
    expect(await baskets()).toEqual([]);
  });

  test('is refused where the person is disabled between two steps', async () => {
    const { TransactWriteItems } = api.tableActions;
    api.tableActions.TransactWriteItems = async (input, call) => {
      await api.put(userRow('tenant-1', false));
      return TransactWriteItems!(input, call);
    };
    expect(await api.refusal(tenant, START)).toMatchObject({ errorType: 'UserDisabled' });
    expect(await baskets()).toEqual([]);
  });
});

test('a person whose account is gone is not started a basket', async () => {
  await api.tableActions.DeleteItem!(
    { TableName: 'table', Key: { pk: { S: userKey('tenant-1').pk }, sk: { S: 'USER' } } },
    { traceId: 'test' } as never,
  );
  expect(await api.refusal(tenant, START)).toMatchObject({ errorType: 'NotFound' });
});

describe('changing', () => {
  test('adds, sets and removes, and each answer has the present prices', async () => {
    const { id: basketId } = await startedBasket(api);
    expect(await api.run(tenant, ADD, { basketId, sku: 'lamp', units: 2 })).toMatchObject({ version: 2 });
    expect(await api.run(tenant, ADD, { basketId, sku: 'lamp', units: 1 })).toMatchObject({
      version: 3,
      items: [{ sku: 'lamp', units: 3, price: 19.99, offered: true, name: 'The lamp' }],
      amount: 59.97,
    });
    expect(await api.run(tenant, ADD, { basketId, sku: 'chair', units: 1 })).toMatchObject({
      items: [{ sku: 'chair' }, { sku: 'lamp' }],
      amount: 109.97,
    });
    expect(await api.run(tenant, SET, { basketId, sku: 'lamp', units: 1 })).toMatchObject({
      version: 5,
      amount: 69.99,
    });
    expect(await api.run(tenant, REMOVE, { basketId, sku: 'chair' })).toMatchObject({
      version: 6,
      items: [{ sku: 'lamp', units: 1 }],
      amount: 19.99,
    });
    expect(await events()).toEqual(['BASKET_STARTED_EVENT']);
  });

  test('never shows an old price, and no price of what is not sold any more', async () => {
    const { id } = await startedBasket(api, { lamp: 1, chair: 1 });
    await api.put(offerRow('lamp', 2500), offerRow('chair', 5000, { participating: false }));
    expect(await api.run(tenant, READ, { id })).toMatchObject({
      version: 3,
      amount: 25,
      items: [
        { sku: 'chair', price: null, offered: false, name: null },
        { sku: 'lamp', price: 25, offered: true },
      ],
    });
  });

  test('a hundred additions at one instant are all made', async () => {
    const { id: basketId } = await startedBasket(api);
    const skus = ['lamp', 'chair'];
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        api.run(tenant, ADD, { basketId, sku: skus[index % 2], units: 1 }),
      ),
    );
    expect(await api.run(tenant, READ, { id: basketId })).toMatchObject({
      version: 101,
      items: [
        { sku: 'chair', units: 50 },
        { sku: 'lamp', units: 50 },
      ],
    });
  });

  test('removes what is not in it without a change', async () => {
    const { id: basketId } = await startedBasket(api, { lamp: 1 });
    expect(await api.run(tenant, REMOVE, { basketId, sku: 'chair' })).toMatchObject({ version: 2 });
  });

  test.each([0, -1, 1_000_001, 1_000_000_000])('takes no %d units', async (units) => {
    const { id: basketId } = await startedBasket(api, { lamp: 1 });
    for (const document of [ADD, SET])
      expect(await api.refusal(tenant, document, { basketId, sku: 'lamp', units })).toMatchObject({
        errorType: 'InvalidArgument',
        errorInfo: { argument: 'units' },
      });
    expect(await baskets()).toMatchObject([{ version: 2, items: { 'SKU#lamp': 1 } }]);
  });

  test('takes a million units of a SKU and not one more, however they come', async () => {
    const { id: basketId } = await startedBasket(api, { lamp: 999_999 });
    const answers = await Promise.allSettled(
      [1, 1].map((units) => api.run(tenant, ADD, { basketId, sku: 'lamp', units })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await api.refusal(tenant, ADD, { basketId, sku: 'lamp', units: 1 })).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'units' },
    });
    expect(await baskets()).toMatchObject([{ items: { 'SKU#lamp': 1_000_000 } }]);
  });

  test('takes 25 SKUs and no 26th, of however many that are added at one instant', async () => {
    const skus = Array.from({ length: 26 }, (_, index) => `sku-${index}`);
    await api.put(...skus.map((sku) => offerRow(sku, 100)));
    const { id: basketId } = await startedBasket(api);
    const answers = await Promise.allSettled(
      skus.map((sku) => api.run(tenant, ADD, { basketId, sku, units: 1 })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(25);
    const [{ items }] = (await baskets()) as [{ items: object }];
    expect(Object.keys(items)).toHaveLength(25);
    const out = skus.find((sku) => !Object.keys(items).includes(`SKU#${sku}`));
    expect(await api.refusal(tenant, ADD, { basketId, sku: out, units: 1 })).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'sku' },
    });
    const some = Object.keys(items)[0]!.slice(4);
    expect(await api.run(tenant, ADD, { basketId, sku: some, units: 1 })).toMatchObject({ version: 27 });
  });

  test('adds nothing that nobody sells, and changes nothing that is not in it', async () => {
    const { id: basketId } = await startedBasket(api);
    for (const sku of ['nothing', 'closed', 'cleaning', '__proto__'])
      expect(await api.refusal(tenant, ADD, { basketId, sku, units: 1 })).toMatchObject({
        errorType: 'NotOffered',
        errorInfo: { sku },
      });
    expect(await api.refusal(tenant, SET, { basketId, sku: 'lamp', units: 1 })).toMatchObject({
      errorType: 'NotFound',
      errorInfo: { sku: 'lamp' },
    });
  });

  test('is for its owner and staff', async () => {
    const { id: basketId } = await startedBasket(api, { lamp: 1 });
    for (const [document, rest] of [
      [ADD, { sku: 'lamp', units: 1 }],
      [SET, { sku: 'lamp', units: 1 }],
      [REMOVE, { sku: 'lamp' }],
      [CANCEL, {}],
    ] as const)
      expect(await api.refusal(otherTenant, document, { basketId, ...rest })).toMatchObject({
        errorType: 'Forbidden',
      });
    expect(await api.refusal(otherTenant, READ, { id: basketId })).toMatchObject({ errorType: 'Forbidden' });
    expect(await api.refusal(otherTenant, OPEN, { userId: 'tenant-1' })).toMatchObject({
      errorType: 'Forbidden',
    });
    expect(await api.run(caretaker, ADD, { basketId, sku: 'lamp', units: 1 })).toMatchObject({ version: 3 });
    expect(await api.run(admin, READ, { id: basketId })).toMatchObject({ userId: 'tenant-1', version: 3 });
  });

  test('is refused to a person who is disabled', async () => {
    const { id: basketId } = await startedBasket(api, { lamp: 1 });
    await api.put(userRow('tenant-1', false));
    expect(await api.refusal(tenant, ADD, { basketId, sku: 'lamp', units: 1 })).toMatchObject({
      errorType: 'UserDisabled',
    });
    expect(await api.run(tenant, CANCEL, { basketId })).toMatchObject({ status: 'CANCELED' });
  });

  test('of a basket that is none is NotFound, and reading it null', async () => {
    expect(await api.refusal(tenant, CANCEL, { basketId: 'none' })).toMatchObject({ errorType: 'NotFound' });
    expect(await api.run(tenant, READ, { id: 'none' })).toBeNull();
    expect(await api.run(tenant, OPEN)).toBeNull();
  });
});
