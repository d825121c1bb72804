import { beforeEach, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { orderEventKey, orderProgressKey } from '../../../model/orders/keys.ts';
import { admin, caretaker, otherTenant, startApi, tenant, today, type StartedApi } from '../startApi.ts';
import { orderId, orderRow, placedRow, progressRows } from './rows.ts';

const cancel = 'mutation ($orderId: ID!) { cancelOrder(orderId: $orderId) { id status } }';
const ship = 'mutation ($orderId: ID!) { shipOrder(orderId: $orderId) { id status } }';
const deliver = 'mutation ($orderId: ID!) { deliverOrder(orderId: $orderId) { id status } }';
const now = `${today}T12:00:00.000Z`;

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
});

const stored = (status: string, changes: object = {}) =>
  api.put(placedRow(), orderRow(), ...progressRows(status, changes));
const progress = () => api.rows('PROGRESS');
const events = async () => (await api.rows('EVENT#')).filter(({ eventName }) => !/PLACED/.test(eventName));

describe('an order that is', () => {
  const [done, same, no] = ['moves', 'answers as it is', 'refuses'];

  // The table of transitions, by what a person may do.
  test.each([
    ['CREATED', done, no, no],
    ['STOCK_DEPLETED', done, no, no],
    ['STOCK_ALLOCATED', done, no, no],
    ['PAYMENT_REJECTED', done, no, no],
    ['PAYMENT_ACCEPTED', done, done, no],
    ['SHIPPED', no, same, done],
    ['DELIVERED', no, no, same],
    ['CANCELED', same, no, no],
  ])('%s %s when it is canceled, %s when shipped, %s when delivered', async (status, ...effects) => {
    const fields = [
      [cancel, 'CANCELED'],
      [ship, 'SHIPPED'],
      [deliver, 'DELIVERED'],
    ] as const;
    for (const [index, [field, to]] of fields.entries()) {
      api = await startApi();
      await stored(status);
      const before = await api.rows();
      if (effects[index] === no) {
        expect(await api.refusal(admin, field, { orderId })).toMatchObject({
          count: 1,
          errorType: 'StateConflict',
          errorInfo: { status },
        });
      } else {
        expect(await api.run(admin, field, { orderId })).toEqual({ id: orderId, status: to });
      }
      if (effects[index] !== done) expect(await api.rows()).toEqual(before);
      else expect(await progress()).toMatchObject([{ status: to }]);
    }
  });
});

describe('a canceled order', () => {
  test.each([
    ['CREATED', ''],
    ['STOCK_ALLOCATED', 'HELD'],
    ['PAYMENT_ACCEPTED', 'SOLD'],
    ['PAYMENT_REJECTED', 'RETURNED'],
  ])('announces, when it was %s, that its units are %j', async (status, stock) => {
    const held = stock ? { stock } : {};
    await stored(status, { ...held, reason: 'why it was so' });
    await api.run(tenant, cancel, { orderId });
    expect(await progress()).toEqual([
      {
        ...orderProgressKey(orderId),
        orderId,
        status: 'CANCELED',
        ...held,
        updatedOn: now,
        __edb_e__: 'OrderProgress',
        __edb_v__: '1',
      },
    ]);
    const eventName = 'ORDER_CANCELED_EVENT';
    const announced = {
      orderId,
      userId: 'tenant-1',
      status: 'CANCELED',
      reason: '',
      stock,
      amountCents: 3998,
    };
    expect(await events()).toEqual([
      {
        ...orderEventKey(orderId, eventName),
        orderId,
        eventName,
        eventData: { ...announced, updatedOn: now },
        applied: true,
        ttl: Date.parse('2030-06-09T12:00:00Z') / 1000,
        __edb_e__: 'OrderEvent',
        __edb_v__: '1',
      },
    ]);
  });

  test('takes the place of a raw event that was not applied', async () => {
    await stored('CREATED');
    await api.put({ ...orderEventKey(orderId, 'ORDER_CANCELED_EVENT'), eventData: {}, applied: false });
    expect(await api.run(tenant, cancel, { orderId })).toMatchObject({ status: 'CANCELED' });
    expect(await events()).toMatchObject([{ applied: true, eventData: { userId: 'tenant-1' } }]);
  });
});

describe('an order is canceled', () => {
  test.each([
    ['its owner', tenant],
    ['a Caretaker', caretaker],
    ['an Admin', admin],
  ])('by %s', async (_who, caller) => {
    await stored('CREATED');
    expect(await api.run(caller, cancel, { orderId })).toEqual({ id: orderId, status: 'CANCELED' });
  });

  test('by no other tenant, who does not learn its status either', async () => {
    for (const status of ['CREATED', 'CANCELED', 'DELIVERED']) {
      await stored(status);
      const refusal = await api.refusal(otherTenant, cancel, { orderId });
      expect(refusal).toMatchObject({ count: 1, errorType: 'Forbidden', errorInfo: null });
    }
    expect(await events()).toEqual([]);
  });

  test('once, of many at one instant', async () => {
    await stored('STOCK_ALLOCATED', { stock: 'HELD' });
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => api.run(tenant, cancel, { orderId })),
    );
    const words = answers.map((answer) =>
      answer.status === 'fulfilled' ? answer.value.status : JSON.parse(answer.reason.message)[0].errorType,
    );
    expect(words).toContain('CANCELED');
    expect(words.filter((word) => word !== 'CANCELED' && word !== 'TryAgain')).toEqual([]);
    expect(await events()).toHaveLength(1);
  });

  test('by no other tenant while it is only queued, who does not learn that it is', async () => {
    await api.put(placedRow());
    const refusal = await api.refusal(otherTenant, cancel, { orderId });
    expect(refusal).toMatchObject({ count: 1, errorType: 'Forbidden', errorInfo: null });
  });

  test('or shipped, at one instant, and never both', async () => {
    await stored('PAYMENT_ACCEPTED', { stock: 'SOLD' });
    await Promise.all([
      api.refusal(tenant, cancel, { orderId }),
      api.refusal(caretaker, ship, { orderId }),
      api.refusal(tenant, cancel, { orderId }),
    ]);
    const [{ status }] = await progress();
    expect(['CANCELED', 'SHIPPED']).toContain(status);
    expect((await events()).map(({ eventName }) => eventName)).toEqual([`ORDER_${status}_EVENT`]);
  });
});

describe('an order is shipped and delivered', () => {
  test.each([
    ['a Caretaker', caretaker],
    ['an Admin', admin],
  ])('by %s', async (_who, caller) => {
    await stored('PAYMENT_ACCEPTED', { stock: 'SOLD' });
    expect(await api.run(caller, ship, { orderId })).toEqual({ id: orderId, status: 'SHIPPED' });
    expect(await api.run(caller, deliver, { orderId })).toEqual({ id: orderId, status: 'DELIVERED' });
    expect(await progress()).toMatchObject([{ status: 'DELIVERED', stock: 'SOLD' }]);
    expect(await events()).toMatchObject([
      { eventName: 'ORDER_DELIVERED_EVENT' },
      { eventName: 'ORDER_SHIPPED_EVENT' },
    ]);
  });

  test('by no tenant, its owner or not', async () => {
    await stored('PAYMENT_ACCEPTED', { stock: 'SOLD' });
    for (const caller of [tenant, otherTenant])
      for (const field of [ship, deliver])
        expect(await api.refusal(caller, field, { orderId })).toMatchObject({ errorType: 'Unauthorized' });
    expect(await progress()).toMatchObject([{ status: 'PAYMENT_ACCEPTED' }]);
  });
});

describe.each([
  ['cancelOrder', cancel],
  ['shipOrder', ship],
  ['deliverOrder', deliver],
])('%s refuses', (_name, field) => {
  test('an order that is only queued for the moment: it is being stored', async () => {
    await api.put(placedRow());
    const before = await api.rows();
    expect(await api.refusal(admin, field, { orderId })).toMatchObject({
      count: 1,
      errorType: 'TryAgain',
      errorInfo: { status: 'QUEUED' },
    });
    expect(await api.rows()).toEqual(before);
  });

  test('an order that is not there, though a raw event names one', async () => {
    const none = { count: 1, errorType: 'NotFound', errorInfo: { orderId } };
    expect(await api.refusal(admin, field, { orderId })).toMatchObject(none);
    await api.put(placedRow({ eventData: {}, applied: false }));
    expect(await api.refusal(admin, field, { orderId })).toMatchObject(none);
  });

  test.each(['', 'abc', 'a#bcd', 'x'.repeat(65)])('the id %j', async (id) => {
    expect(await api.refusal(admin, field, { orderId: id })).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'orderId' },
    });
  });
});

describe('what the order became between reading and moving', () => {
  /** Lets another write come first. */
  const meanwhile = (...rows: object[]) => {
    const { TransactWriteItems } = api.tableActions;
    api.tableActions.TransactWriteItems = async (asked, call) => {
      await api.put(...rows);
      return TransactWriteItems!(asked, call);
    };
  };

  test.each([
    ['CREATED', 'STOCK_ALLOCATED', 'TryAgain'],
    ['PAYMENT_ACCEPTED', 'SHIPPED', 'StateConflict'],
  ])('from %s to %s is answered as %s', async (from, to, errorType) => {
    await stored(from);
    meanwhile(...progressRows(to));
    expect(await api.refusal(tenant, cancel, { orderId })).toMatchObject({ count: 1, errorType });
    expect(await progress()).toMatchObject([{ status: to }]);
    expect(await events()).toEqual([]);
  });

  test('does not announce otherwise: units that came back in between', async () => {
    await stored('PAYMENT_REJECTED', { stock: 'HELD' });
    meanwhile(...progressRows('PAYMENT_REJECTED', { stock: 'RETURNED' }));
    expect(await api.refusal(tenant, cancel, { orderId })).toMatchObject({ errorType: 'TryAgain' });
    expect(await events()).toEqual([]);
  });

  test('is what was asked for: the same ticket', async () => {
    await stored('CREATED');
    meanwhile(...progressRows('CANCELED'));
    expect(await api.run(tenant, cancel, { orderId })).toEqual({ id: orderId, status: 'CANCELED' });
    expect(await events()).toEqual([]);
  });
});

test.each([
  ['BatchGetItem', 'ProvisionedThroughputExceededException', 'TryAgain'],
  ['BatchGetItem', 'AccessDeniedException', 'InternalFailure'],
  ['TransactWriteItems', 'TransactionInProgressException', 'TryAgain'],
])('%s failing by %s is answered as %s', async (action, code, errorType) => {
  await stored('CREATED');
  api.tableActions[action] = async () => {
    throw new AwsError(code, 'internal words');
  };
  expect(await api.refusal(tenant, cancel, { orderId })).toMatchObject({ count: 1, errorType });
  expect(await progress()).toEqual([]);
});
