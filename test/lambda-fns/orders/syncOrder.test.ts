import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { eventRow, lines, orderRow, progressRow, rawRow } from './rows.ts';
import { startSync, type StartedSync } from './startSync.ts';

let backend: StartedSync;

beforeEach(async () => {
  backend = await startSync();
});
afterEach(() => backend.close());

const SHIPPED = 'ORDER_SHIPPED_EVENT';
const PLACED = 'ORDER_PLACED_EVENT';
const asked = { orderId: 'order-1', userId: 'user-1', lines };
const done = { batchItemFailures: [] };

test('an order that its saga leads is moved by no raw event', async () => {
  await backend.put(
    orderRow({ flow: 'SAGA' }),
    progressRow('STOCK_ALLOCATED', { stock: 'HELD', flow: 'SAGA' }),
  );
  for (const name of ['PAYMENT_ACCEPTED', 'CANCELED', 'SHIPPED', 'READY'])
    expect(await backend.happen(`ORDER_${name}_EVENT`)).toEqual(done);
  expect(await backend.progress()).toMatchObject({ status: 'STOCK_ALLOCATED', stock: 'HELD' });
  expect(await backend.rowAt('EVENT#ORDER_CANCELED_EVENT')).toMatchObject({ applied: false });
});

describe('an event that the order can apply', () => {
  test('makes the first move, and is announced with what is true of the order', async () => {
    await backend.put(orderRow());
    expect(
      await backend.happen('ORDER_CANCELED_EVENT', {
        orderId: 'order-1',
        userId: 'thief',
        status: 'DELIVERED',
      }),
    ).toEqual(done);

    expect(await backend.progress()).toMatchObject({ orderId: 'order-1', status: 'CANCELED' });
    const event = await backend.rowAt('EVENT#ORDER_CANCELED_EVENT');
    expect(event).toMatchObject({ applied: true });
    expect(event!.eventData).toEqual({
      orderId: 'order-1',
      userId: 'user-1',
      status: 'CANCELED',
      reason: '',
      stock: '',
      amountCents: 29_898,
      updatedOn: (await backend.progress())!.updatedOn,
    });
  });

  test('leaves units where they are, and says where', async () => {
    await backend.put(orderRow(), progressRow('STOCK_ALLOCATED', { stock: 'HELD' }));
    await backend.happen('ORDER_PAYMENT_ACCEPTED_EVENT');
    expect(await backend.progress()).toMatchObject({ status: 'PAYMENT_ACCEPTED', stock: 'HELD' });
    expect(await backend.rowAt('EVENT#ORDER_PAYMENT_ACCEPTED_EVENT')).toMatchObject({
      eventData: { stock: 'HELD' },
    });
  });

  test('removes a reason that no longer holds', async () => {
    await backend.put(orderRow(), progressRow('STOCK_DEPLETED', { reason: 'Not enough' }));
    await backend.happen('ORDER_CANCELED_EVENT');
    expect(await backend.progress()).not.toHaveProperty('reason');
  });

  test('moves it once, however often it is delivered', async () => {
    await backend.put(orderRow(), progressRow('PAYMENT_ACCEPTED', { stock: 'SOLD' }));
    await backend.happen(SHIPPED);
    const before = await backend.rows();
    for (const _again of [2, 3]) expect(await backend.tell(SHIPPED)).toEqual(done);
    expect(await backend.rows()).toEqual(before);
  });

  test('reads again where the order moved between reading and writing', async () => {
    await backend.put(orderRow(), progressRow('PAYMENT_ACCEPTED', { stock: 'SOLD' }));
    const { TransactWriteItems } = backend.tableActions;
    backend.tableActions.TransactWriteItems = async (input, call) => {
      backend.tableActions.TransactWriteItems = TransactWriteItems!;
      await backend.put(progressRow('CANCELED', { stock: 'SOLD' }));
      return TransactWriteItems!(input, call);
    };
    expect(await backend.happen(SHIPPED)).toEqual(done);
    expect(await backend.progress()).toMatchObject({ status: 'CANCELED' });
    expect(await backend.rowAt(`EVENT#${SHIPPED}`)).toMatchObject({ applied: false });
  });

  test('is applied by a later delivery where this one was killed', async () => {
    const { TransactWriteItems } = backend.tableActions;
    backend.tableActions.TransactWriteItems = async () => {
      throw new AwsError('InternalServerError', 'killed');
    };
    await backend.put(orderRow());
    expect((await backend.happen('ORDER_CANCELED_EVENT')).batchItemFailures).toHaveLength(1);
    backend.tableActions.TransactWriteItems = TransactWriteItems!;
    await backend.world.clock.advance(2_000);
    expect(await backend.deliver()).toEqual(done);
    expect(await backend.progress()).toMatchObject({ status: 'CANCELED' });
  });
});

describe('an event without effect is acknowledged, and not applied', () => {
  test.each([
    ['redundant', 'SHIPPED', SHIPPED],
    ['stale', 'DELIVERED', SHIPPED],
    ['forbidden', 'SHIPPED', 'ORDER_CANCELED_EVENT'],
  ])('%s: %s, %s', async (_effect, status, eventName) => {
    await backend.put(orderRow(), progressRow(status, { stock: 'SOLD' }), rawRow(eventName, {}));
    const before = await backend.rows();
    expect(await backend.tell(eventName)).toEqual(done);
    expect(await backend.rows()).toEqual(before);
    expect(await backend.deadLetters()).toEqual([]);
  });

  test('redundant: an order that is CREATED, and its creation', async () => {
    await backend.put(orderRow());
    expect(await backend.happen('ORDER_CREATED_EVENT')).toEqual(done);
    expect(await backend.rowAt('EVENT#ORDER_CREATED_EVENT')).toMatchObject({ applied: false });
  });

  test('an event that was applied meanwhile', async () => {
    await backend.put(orderRow(), eventRow({ status: 'CANCELED' }));
    const before = await backend.rows();
    expect(await backend.tell('ORDER_CANCELED_EVENT')).toEqual(done);
    expect(await backend.rows()).toEqual(before);
  });
});

describe('an event ahead of its predecessors', () => {
  const rest = (seconds: number) => backend.world.clock.advance(seconds * 1_000);

  test('waits, and is applied after them', async () => {
    expect((await backend.happen(SHIPPED)).batchItemFailures).toHaveLength(1);
    await backend.put(orderRow());
    await rest(2);
    expect((await backend.deliver()).batchItemFailures).toHaveLength(1);
    await backend.put(progressRow('PAYMENT_ACCEPTED', { stock: 'SOLD' }));
    await rest(4);
    expect(await backend.deliver()).toEqual(done);
    expect(await backend.progress()).toMatchObject({ status: 'SHIPPED', stock: 'SOLD' });
  });

  test.each([
    ['no order', [], /waits for its predecessor: there is no order order-1/],
    ['an order that is CREATED', [orderRow()], /waits for its predecessor: the order is CREATED/],
  ])('is a dead letter that says so, when it waited too long for %s', async (_what, rows, reason) => {
    await backend.put(...rows);
    await backend.happen(SHIPPED);
    for (let delivery = 2; delivery <= 9; delivery++) {
      await rest(900);
      expect((await backend.deliver()).batchItemFailures).toHaveLength(delivery < 9 ? 1 : 0);
    }
    expect(await backend.deadLetters()).toMatchObject([
      {
        MessageAttributes: {
          ErrorCode: { StringValue: 'StateConflict' },
          FailingStep: { StringValue: 'syncOrder' },
          EntityId: { StringValue: 'order-1' },
          Reason: { StringValue: expect.stringMatching(reason) },
        },
      },
    ]);
    expect(await backend.rowAt(`EVENT#${SHIPPED}`)).toMatchObject({ applied: false });
  });
});

test('all events of an order, delivered in reverse, bring it to its last status', async () => {
  const names = ['DELIVERED', 'SHIPPED', 'PAYMENT_ACCEPTED', 'STOCK_ALLOCATED', 'CREATED'];
  for (const name of names) await backend.happen(`ORDER_${name}_EVENT`);
  await backend.happen(PLACED, asked);
  for (let delivery = 2; delivery <= 9; delivery++) {
    await backend.world.clock.advance(900_000);
    await backend.deliver();
  }
  expect(await backend.progress()).toMatchObject({ status: 'DELIVERED' });
  expect(await backend.deadLetters()).toEqual([]);
});

describe('what can never succeed', () => {
  test.each([
    ['no order id', SHIPPED, {}, 'InvalidArgument', 'unknown', /eventData.orderId/],
    ['an id that forges a key', SHIPPED, { orderId: 'a#bcd' }, 'InvalidArgument', 'a#bcd', /not an id/],
    ['a number for an id', SHIPPED, { orderId: 12345 }, 'InvalidArgument', 'unknown', /eventData.orderId/],
    ['nobody’s order', PLACED, { ...asked, userId: '' }, 'InvalidArgument', 'order-1', /eventData.userId/],
    ['no lines', PLACED, { ...asked, lines: [] }, 'InvalidArgument', 'order-1', /eventData.lines/],
    [
      'lines that are none',
      PLACED,
      { ...asked, lines: ['a'] },
      'InvalidArgument',
      'order-1',
      /eventData.lines/,
    ],
    [
      'no price',
      PLACED,
      { ...asked, lines: [{ sku: 'chair', units: 1 }] },
      'InvalidArgument',
      'order-1',
      /priceCents/,
    ],
    [
      'part of a cent',
      PLACED,
      { ...asked, lines: [{ sku: 'chair', units: 1, price: 0.005 }] },
      'InvalidArgument',
      'order-1',
      /priceCents/,
    ],
    [
      'a row under other keys',
      'ORDER_CANCELED_EVENT',
      { orderId: 'other' },
      'StateConflict',
      'other',
      /no ORDER_CANCELED_EVENT of order other/,
    ],
  ])('is a dead letter at once, with its reason: %s', async (_what, name, data, code, entityId, reason) => {
    await backend.put(orderRow());
    expect(await backend.happen(name, data)).toEqual(done);
    expect(await backend.deadLetters()).toMatchObject([
      {
        MessageAttributes: {
          ErrorCode: { StringValue: code },
          FailingStep: { StringValue: 'syncOrder' },
          EntityId: { StringValue: entityId },
          Reason: { StringValue: expect.stringMatching(reason) },
        },
      },
    ]);
    expect(await backend.progress()).toBeUndefined();
  });
});

test('an order that moves whenever it is written is left to a later delivery', async () => {
  await backend.put(orderRow(), progressRow('STOCK_ALLOCATED'));
  const { TransactWriteItems } = backend.tableActions;
  let transactions = 0;
  backend.tableActions.TransactWriteItems = async (input, call) => {
    await backend.put(progressRow(++transactions % 2 ? 'PAYMENT_ACCEPTED' : 'STOCK_ALLOCATED'));
    return TransactWriteItems!(input, call);
  };
  expect((await backend.happen('ORDER_CANCELED_EVENT')).batchItemFailures).toHaveLength(1);
  expect(transactions).toBe(10);

  backend.tableActions.TransactWriteItems = TransactWriteItems!;
  await backend.world.clock.advance(2_000);
  expect(await backend.deliver()).toEqual(done);
  expect(await backend.progress()).toMatchObject({ status: 'CANCELED' });
});
