import { beforeEach, describe, expect, test } from 'vitest';
import { openBasketKey } from '../../../model/baskets/keys.ts';
import { tenant, type StartedApi } from '../startApi.ts';
import { documents, startedBasket, startShop } from './rows.ts';

const { START, ADD, SET, REMOVE, CANCEL, READ, OPEN } = documents;
const DAY = 86_400_000;

let api: StartedApi;
beforeEach(async () => {
  api = await startShop();
});

const baskets = () => api.rows('BASKET').then((rows) => rows.filter(({ pk }) => pk.startsWith('BASKET#')));
const events = async () => (await api.rows('EVENT#')).map(({ eventName }) => eventName).sort();

describe('canceling', () => {
  test('ends the basket, announces it once, and another can be started', async () => {
    const { id: basketId } = await startedBasket(api, { lamp: 1 });
    expect(await api.run(tenant, CANCEL, { basketId })).toMatchObject({ status: 'CANCELED', amount: 19.99 });
    expect(await api.run(tenant, CANCEL, { basketId })).toMatchObject({ status: 'CANCELED' });
    expect(await events()).toEqual(['BASKET_CANCELED_EVENT', 'BASKET_STARTED_EVENT']);
    expect(await api.run(tenant, OPEN)).toBeNull();
    expect((await baskets())[0]).not.toHaveProperty('gsi1pk');
    const { id } = await api.run(tenant, START);
    expect(id).not.toBe(basketId);
    expect(await api.refusal(tenant, ADD, { basketId, sku: 'lamp', units: 1 })).toMatchObject({
      errorType: 'StateConflict',
      errorInfo: { status: 'CANCELED' },
    });
  });

  test('at the same instant as additions loses none that was answered', async () => {
    const { id: basketId } = await startedBasket(api);
    const [canceled, ...added] = await Promise.allSettled([
      api.run(tenant, CANCEL, { basketId }),
      ...Array.from({ length: 10 }, () => api.run(tenant, ADD, { basketId, sku: 'lamp', units: 1 })),
    ]);
    const made = added.filter(({ status }) => status === 'fulfilled').length;
    const [basket] = await baskets();
    expect(basket).toMatchObject({
      status: canceled.status === 'fulfilled' ? 'CANCELED' : 'OPEN',
      version: 1 + made,
    });
  });
});

describe('after 14 days', () => {
  test('a basket is expired wherever it is read, and nobody changes it', async () => {
    const { id: basketId } = await startedBasket(api, { lamp: 1 });
    await api.world.clock.advance(14 * DAY - 1);
    expect(await api.run(tenant, OPEN)).toMatchObject({ id: basketId });
    await api.world.clock.advance(1);
    expect(await api.run(tenant, OPEN)).toBeNull();
    expect(await api.run(tenant, READ, { id: basketId })).toMatchObject({ status: 'EXPIRED' });
    for (const [document, rest] of [
      [ADD, { sku: 'lamp', units: 1 }],
      [SET, { sku: 'lamp', units: 1 }],
      [REMOVE, { sku: 'lamp' }],
      [CANCEL, {}],
    ] as const)
      expect(await api.refusal(tenant, document, { basketId, ...rest })).toMatchObject({
        errorType: 'StateConflict',
        errorInfo: { status: 'EXPIRED' },
      });
  });

  test('starting another writes down that it has expired, with its event, once', async () => {
    const { id: old } = await startedBasket(api, { lamp: 1 });
    await api.world.clock.advance(14 * DAY);
    const started = await Promise.all(Array.from({ length: 10 }, () => api.run(tenant, START)));
    expect(new Set(started.map(({ id }) => id)).size).toBe(1);
    expect(started[0].id).not.toBe(old);
    expect(await events()).toEqual(['BASKET_EXPIRED_EVENT', 'BASKET_STARTED_EVENT', 'BASKET_STARTED_EVENT']);
    expect((await baskets()).map(({ status }) => status).sort()).toEqual(['EXPIRED', 'OPEN']);
    expect(await api.row(openBasketKey('tenant-1'))).toMatchObject({ basketId: started[0].id });
  });

  test('from its last change it expires, and its place in the index follows', async () => {
    const { id: basketId } = await startedBasket(api);
    await api.world.clock.advance(DAY / 2);
    expect(await api.run(tenant, ADD, { basketId, sku: 'lamp', units: 1 })).toMatchObject({
      expiresOn: '2030-05-24T12:00:00.000Z',
    });
    await api.world.clock.advance(10 * DAY);
    expect(await api.run(tenant, REMOVE, { basketId, sku: 'lamp' })).toMatchObject({
      expiresOn: '2030-06-04T00:00:00.000Z',
    });
    expect(await baskets()).toMatchObject([{ gsi1sk: `2030-06-04T00:00:00.000Z#${basketId}` }]);
    await api.world.clock.advance(13 * DAY);
    expect(await api.run(tenant, OPEN)).toMatchObject({ id: basketId });
  });
});
