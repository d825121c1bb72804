import { beforeEach, describe, expect, test } from 'vitest';
import { availabilityKey, listKey } from '../../../model/fulfilment/keys.ts';
import type { ListState } from '../../../model/fulfilment/states.ts';
import { orderEventKey, orderProgressKey } from '../../../model/orders/keys.ts';
import { admin, caretaker, person, startApi, tenant, today, type StartedApi } from '../startApi.ts';
import { availabilityRow, COMPLETE, lines, listRow, orderRows } from './rows.ts';

const now = `${today}T12:00:00.000Z`;
const listId = 'order-1';
const cancel = 'mutation ($orderId: ID!) { cancelOrder(orderId: $orderId) { id status } }';

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
});

const list = () => api.row(listKey(listId));
const progress = () => api.row(orderProgressKey(listId));
const orderEvent = (status: string) => api.row(orderEventKey(listId, `ORDER_${status}_EVENT`));
const listEvents = async () => (await api.rows('EVENT#')).filter(({ pk }) => pk === 'LIST#order-1');

/** A caretaker has the list of a paid order. */
const isTaken = (status: ListState = 'ASSIGNED') =>
  api.put(
    listRow(status, status === 'ASSIGNED' ? { assignedTo: 'caretaker-1' } : {}),
    ...[...orderRows(), availabilityRow('caretaker-1', listId)],
  );

const complete = (missing?: object[], caller = caretaker) => api.run(caller, COMPLETE, { listId, missing });
const refusal = (missing?: object[], caller = caretaker) =>
  api.refusal(caller, COMPLETE, { listId, missing });

describe('a list is completed', () => {
  test('and its order is READY, in one transaction', async () => {
    await isTaken();
    expect(await complete()).toMatchObject({
      status: 'COMPLETED',
      assignedTo: 'caretaker-1',
      updatedOn: now,
    });
    expect(await list()).toMatchObject({ status: 'COMPLETED', version: 3, missing: [] });
    expect(await progress()).toEqual({ ...orderRows('READY')[1], updatedOn: now });
    expect(await api.row(availabilityKey('caretaker-1'))).not.toHaveProperty('listId');
    expect(await listEvents()).toMatchObject([
      { eventName: 'SHOPPING_LIST_COMPLETED_EVENT', eventData: { status: 'COMPLETED', found: 'ALL' } },
    ]);
    expect((await listEvents())[0].eventData).not.toHaveProperty('missing');
    expect((await orderEvent('READY')).eventData).toEqual({
      ...{ orderId: listId, userId: 'tenant-1', status: 'READY', reason: '', stock: 'SOLD' },
      ...{ amountCents: 560, updatedOn: now, flow: 'SAGA' },
    });
  });

  test('with what is missing, at the prices that were paid', async () => {
    await isTaken();
    const missing = [{ sku: 'rolls', units: 3 }];
    expect(await complete(missing)).toMatchObject({
      stops: [{ items: [{ sku: 'rolls', units: 4, missing: 3 }] }, { items: [{ sku: 'milk', missing: 0 }] }],
    });
    const stored = [{ sku: 'rolls', units: 3, priceCents: 80 }];
    expect(await list()).toMatchObject({ status: 'COMPLETED', missing: stored });
    expect(await listEvents()).toMatchObject([{ eventData: { found: 'PART', missing: stored } }]);
    expect(await progress()).toMatchObject({ status: 'READY', stock: 'SOLD' });
  });

  test('once, however often the caller taps; another answer is refused', async () => {
    await isTaken();
    const missing = [{ sku: 'rolls', units: 3 }];
    const first = await complete(missing);
    const before = await api.rows();
    expect(await complete(missing)).toEqual(first);
    for (const other of [[], [{ sku: 'rolls', units: 2 }], [...missing, { sku: 'milk', units: 1 }]])
      expect(await refusal(other)).toMatchObject({
        ...{ errorType: 'StateConflict', errorInfo: { status: 'COMPLETED' } },
      });
    expect(await api.rows()).toEqual(before);
  });

  test('by an Admin, too', async () => {
    await isTaken();
    expect(await complete(undefined, admin)).toMatchObject({
      status: 'COMPLETED',
      assignedTo: 'caretaker-1',
    });
  });

  test('by no other caretaker, and by no tenant', async () => {
    await isTaken();
    const before = await api.rows();
    const other = person('caretaker-2', 'Caretakers');
    expect(await refusal(undefined, other)).toMatchObject({ errorType: 'Forbidden' });
    expect(await refusal(undefined, tenant)).toMatchObject({ errorType: 'Unauthorized' });
    expect(await api.rows()).toEqual(before);
  });

  test.each<ListState>(['PENDING', 'AVAILABLE', 'CANCELED'])('not while it is %s', async (status) => {
    await isTaken(status);
    const before = await api.rows();
    expect(await refusal()).toMatchObject({ errorType: 'StateConflict', errorInfo: { status } });
    expect(await api.rows()).toEqual(before);
  });
});

describe('what is missing', () => {
  test.each([
    ['what is not on the list', [{ sku: 'soap', units: 1 }], 'missing[0].sku'],
    ['no SKU', [{ sku: 'x', units: 1 }], 'missing[0].sku'],
    ['a SKU twice', [1, 2].map((units) => ({ sku: 'rolls', units })), 'missing[1].sku'],
    ['nothing', [{ sku: 'rolls', units: 0 }], 'missing[0].units'],
    ['less than nothing', [{ sku: 'rolls', units: -1 }], 'missing[0].units'],
    ['more than was ordered', [{ sku: 'rolls', units: 5 }], 'missing[0].units'],
    ['a billion', [{ sku: 'rolls', units: 1_000_000_000 }], 'missing[0].units'],
    ['more than an order has', Array.from({ length: 26 }, () => ({ sku: 'rolls', units: 1 })), 'missing'],
  ])('cannot be %s', async (_what, missing, argument) => {
    await isTaken();
    const before = await api.rows();
    expect(await refusal(missing)).toMatchObject({ errorType: 'InvalidArgument', errorInfo: { argument } });
    expect(await api.rows()).toEqual(before);
  });

  test('can be everything: then list and order are canceled, and nothing is READY', async () => {
    await isTaken();
    const missing = lines.map(({ sku, units }) => ({ sku, units }));
    const first = await complete(missing);
    expect(first).toMatchObject({ status: 'CANCELED' });
    expect(await list()).toMatchObject({
      ...{
        status: 'CANCELED',
        missing: lines.map(({ sku, units, priceCents }) => ({ sku, units, priceCents })),
      },
    });
    const reason = 'Nothing of it was to be had';
    expect(await progress()).toMatchObject({ status: 'CANCELED', stock: 'SOLD', reason, flow: 'SAGA' });
    expect((await orderEvent('CANCELED')).eventData).toMatchObject({
      status: 'CANCELED',
      reason,
      flow: 'SAGA',
    });
    expect(await orderEvent('READY')).toBeUndefined();
    expect(await listEvents()).toMatchObject([{ eventName: 'SHOPPING_LIST_CANCELED_EVENT' }]);
    expect(await api.row(availabilityKey('caretaker-1'))).not.toHaveProperty('listId');
    expect(await complete(missing)).toEqual(first);
  });
});

describe('an order that is canceled at the same instant', () => {
  /** Does something before the next transaction. */
  const before = (act: () => Promise<unknown>) => {
    const { TransactWriteItems } = api.tableActions;
    api.tableActions.TransactWriteItems = async (input, call) => {
      api.tableActions.TransactWriteItems = TransactWriteItems!;
      await act();
      return TransactWriteItems!(input, call);
    };
  };

  test('stays canceled, and its list is not completed', async () => {
    await isTaken();
    before(() => api.run(tenant, cancel, { orderId: listId }));
    expect(await refusal()).toMatchObject({ errorType: 'StateConflict', errorInfo: { status: 'CANCELED' } });
    expect(await list()).toMatchObject({ status: 'ASSIGNED', version: 2 });
    expect(await progress()).toMatchObject({ status: 'CANCELED' });
  });

  test('is READY where the list was completed first, and whoever cancels has to try again', async () => {
    await isTaken();
    before(() => complete());
    expect(await api.refusal(tenant, cancel, { orderId: listId })).toMatchObject({ errorType: 'TryAgain' });
    expect(await progress()).toMatchObject({ status: 'READY' });
    expect(await list()).toMatchObject({ status: 'COMPLETED' });
  });

  test('by its list, at the other tap of the same person, is one completion', async () => {
    await isTaken();
    before(() => complete());
    expect(await complete()).toMatchObject({ status: 'COMPLETED' });
    expect(await listEvents()).toHaveLength(1);
  });
});

describe('what a saga leads is shipped', () => {
  const ship = 'mutation ($orderId: ID!) { shipOrder(orderId: $orderId) { id status } }';

  test('once it is READY, and not as soon as it is paid for', async () => {
    await isTaken();
    expect(await api.refusal(caretaker, ship, { orderId: listId })).toMatchObject({
      ...{ errorType: 'StateConflict', errorInfo: { status: 'PAYMENT_ACCEPTED' } },
    });
    await complete();
    expect(await api.run(caretaker, ship, { orderId: listId })).toEqual({ id: listId, status: 'SHIPPED' });
    expect(await progress()).toMatchObject({ status: 'SHIPPED', stock: 'SOLD', flow: 'SAGA' });
  });
});
