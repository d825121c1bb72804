import { beforeEach, describe, expect, test } from 'vitest';
import { apartmentKey } from '../../../model/apartments/keys.ts';
import { basketKey } from '../../../model/baskets/keys.ts';
import { bookingKey, stayClaimKey } from '../../../model/bookings/keys.ts';
import { orderEventKey } from '../../../model/orders/keys.ts';
import { documents, startedBasket, startShop, userRow } from '../baskets/rows.ts';
import { admin, otherTenant, tenant, today, type StartedApi } from '../startApi.ts';
import { checkOutsOf } from './checkOuts.ts';

const { CANCEL } = documents;
const DAY = 86_400_000;

let api: StartedApi;
beforeEach(async () => {
  api = await startShop();
});

const { checksOut, refusalOf, placed, isOpen } = checkOutsOf(() => api);
describe('refused is', () => {
  test.each([
    ['a version that is none', { version: 0 }, 'version'],
    ['part of a cent', { expectedAmount: 19.999 }, 'expectedAmount'],
    ['less than nothing', { expectedAmount: -1 }, 'expectedAmount'],
    ['more than any basket costs', { expectedAmount: 1e15 }, 'expectedAmount'],
    ['a place that forges a key', { deliverTo: 'a#b' }, 'deliverTo'],
    ['a basket that forges a key', { basketId: 'a#b' }, 'basketId'],
  ])('%s', async (_what, changes, argument) => {
    const basket = await startedBasket(api, { lamp: 1 });
    expect(await refusalOf(basket, changes)).toMatchObject({
      count: 1,
      errorType: 'InvalidArgument',
      errorInfo: { argument },
    });
    await isOpen(basket);
  });

  test('an empty basket', async () => {
    const basket = await startedBasket(api);
    expect(await refusalOf(basket)).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'basketId' },
    });
  });

  test('another person’s basket, and none', async () => {
    const basket = await startedBasket(api, { lamp: 1 });
    expect(await refusalOf(basket, {}, otherTenant)).toMatchObject({ errorType: 'Forbidden' });
    expect(await refusalOf(basket, { basketId: 'none' })).toMatchObject({ errorType: 'NotFound' });
    await isOpen(basket);
  });

  test('one that is canceled, and one that has expired', async () => {
    const first = await startedBasket(api, { lamp: 1 });
    await api.run(tenant, CANCEL, { basketId: first.id });
    const second = await startedBasket(api, { lamp: 1 });
    await api.world.clock.advance(14 * DAY);
    for (const [basket, status] of [
      [first, 'CANCELED'],
      [second, 'EXPIRED'],
    ])
      expect(await refusalOf(basket)).toMatchObject({ errorType: 'StateConflict', errorInfo: { status } });
  });

  test('a person who is disabled, also between two steps', async () => {
    const basket = await startedBasket(api, { lamp: 1 });
    const { TransactWriteItems } = api.tableActions;
    api.tableActions.TransactWriteItems = async (input, call) => {
      await api.put(userRow('tenant-1', false));
      return TransactWriteItems!(input, call);
    };
    expect(await refusalOf(basket)).toMatchObject({
      errorType: 'UserDisabled',
      errorInfo: { userId: 'tenant-1' },
    });
    api.tableActions.TransactWriteItems = TransactWriteItems!;
    expect(await refusalOf(basket, {}, admin)).toMatchObject({ errorType: 'UserDisabled' });
    await isOpen(basket);
  });

  test('a basket whose id somebody else ordered under', async () => {
    const basket = await startedBasket(api, { lamp: 1 });
    await api.put({
      ...orderEventKey(basket.id, 'ORDER_PLACED_EVENT'),
      applied: true,
      eventData: { orderId: basket.id },
    });
    expect(await refusalOf(basket)).toMatchObject({ errorType: 'OrderConflict' });
    expect(await api.row(basketKey(basket.id))).toMatchObject({ status: 'OPEN' });
  });
});

describe('goods are brought', () => {
  const flat = (changes: object = {}) => ({ ...apartmentKey('flat'), id: 'flat', ...changes });
  const stayRows = (changes: object = {}) => [
    { ...stayClaimKey('tenant-1', 'flat'), bookingId: 'stay-1' },
    {
      ...bookingKey('stay-1'),
      id: 'stay-1',
      userId: 'tenant-1',
      apartmentId: 'flat',
      status: 'APPROVED',
      startDate: '2030-05-09',
      endDate: '2030-05-12',
      holdUntil: '2030-05-01T00:00:00.000Z',
      ...changes,
    },
  ];
  const deliverTo = 'flat';

  test('to the apartment that the person lives in, by the saga', async () => {
    await api.put(flat({ tenant: 'tenant-1' }));
    const basket = await startedBasket(api, { lamp: 1 });
    await checksOut(basket, { deliverTo });
    expect(api.messages()).toMatchObject([{ orderId: basket.id, deliverTo, flow: 'SAGA' }]);
    expect(await placed()).toMatchObject([{ eventData: { deliverTo, flow: 'SAGA' } }]);
  });

  test.each(['APPROVED', 'PAID'])('to one of which the person has a stay that is %s', async (status) => {
    await api.put(flat(), ...stayRows({ status }));
    await checksOut(await startedBasket(api, { lamp: 1 }), { deliverTo });
    expect(api.messages()).toMatchObject([{ deliverTo, flow: 'SAGA' }]);
  });

  test.each([
    ['a neighbour’s apartment', [flat({ tenant: 'tenant-2' })]],
    ['one of a stay that waits', [flat(), ...stayRows({ status: 'PENDING' })]],
    ['one of a stay that is over', [flat(), ...stayRows({ endDate: today })]],
    ['one of a stay that is cancelled', [flat(), ...stayRows({ status: 'CANCELLED' })]],
    ['one of another person’s stay', [flat(), ...stayRows({ userId: 'tenant-2' })]],
  ])('not to %s', async (_what, rows) => {
    await api.put(...rows);
    const basket = await startedBasket(api, { lamp: 1 });
    expect(await refusalOf(basket, { deliverTo })).toMatchObject({ count: 1, errorType: 'Forbidden' });
    await isOpen(basket);
  });

  test('nowhere that there is not', async () => {
    const basket = await startedBasket(api, { lamp: 1 });
    expect(await refusalOf(basket, { deliverTo })).toMatchObject({ errorType: 'NotFound' });
  });

  test.each([
    ['moves out', flat({ tenant: 'tenant-1' }), [flat()]],
    ['’s stay is cancelled', flat(), stayRows({ status: 'CANCELLED' })],
  ])('not where the person %s between two steps', async (_what, apartment, meanwhile) => {
    await api.put(apartment, ...stayRows());
    const basket = await startedBasket(api, { lamp: 1 });
    const { TransactWriteItems } = api.tableActions;
    api.tableActions.TransactWriteItems = async (input, call) => {
      await api.put(...meanwhile);
      return TransactWriteItems!(input, call);
    };
    expect(await refusalOf(basket, { deliverTo })).toMatchObject({ errorType: 'Forbidden' });
    await isOpen(basket);
  });
});
