import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { lines, message, orderRow, progressRow, orderEventData } from '../orders/rows.ts';
import { skuRow } from './rows.ts';
import { startInventory, type StartedInventory } from './startInventory.ts';

let backend: StartedInventory;

beforeEach(async () => {
  backend = await startInventory();
  await backend.put(orderRow(), skuRow('chair', 3), skuRow('table', 0));
});
afterEach(() => backend.close());

const before = { chair: 3, table: 0 };
const after = { chair: 5, table: 1 };
const done = { batchItemFailures: [] };

const rejected = message(
  'ORDER_PAYMENT_REJECTED_EVENT',
  orderEventData({ status: 'PAYMENT_REJECTED', stock: 'HELD' }),
);
const canceled = message('ORDER_CANCELED_EVENT', orderEventData({ status: 'CANCELED', stock: 'HELD' }));
const deallocate = () => backend.consume('deallocateOrderPaymentRejected', rejected);
const compensate = () => backend.consume('compensateCanceledOrder', canceled);

test('a rejected payment brings back what was held, and the order stays rejected', async () => {
  const progress = progressRow('PAYMENT_REJECTED', { stock: 'HELD', reason: 'No money' });
  await backend.put(progress);
  expect(await deallocate()).toEqual(done);
  expect(await backend.onHand()).toEqual(after);
  expect(await backend.progress()).toEqual({ ...progress, stock: 'RETURNED' });
});

test.each(['HELD', 'SOLD'])('a cancellation brings back what was %s', async (stock) => {
  await backend.put(progressRow('CANCELED', { stock }));
  expect(await compensate()).toEqual(done);
  expect(await backend.onHand()).toEqual(after);
  expect(await backend.progress()).toEqual(progressRow('CANCELED', { stock: 'RETURNED' }));
});

test('units come back once, by however many deliveries of whichever event', async () => {
  await backend.put(progressRow('CANCELED', { stock: 'HELD' }));
  for (const _delivery of [1, 2]) {
    expect(await deallocate()).toEqual(done);
    expect(await compensate()).toEqual(done);
  }
  expect(await backend.onHand()).toEqual(after);
});

test('and once where both are at work at the same instant', async () => {
  await backend.put(progressRow('PAYMENT_REJECTED', { stock: 'HELD' }));
  const { TransactWriteItems } = backend.tableActions;
  backend.tableActions.TransactWriteItems = async (input, call) => {
    backend.tableActions.TransactWriteItems = TransactWriteItems!;
    await backend.put(progressRow('CANCELED', { stock: 'HELD' }));
    expect(await compensate()).toEqual(done);
    return TransactWriteItems!(input, call);
  };
  expect(await deallocate()).toEqual(done);
  expect(await backend.onHand()).toEqual(after);
  expect(await backend.deadLetters()).toEqual([]);
});

test('lines that name a SKU twice come back together', async () => {
  await backend.put(
    orderRow({ lines: [lines[0]!, { ...lines[0]!, units: 3 }] }),
    progressRow('CANCELED', { stock: 'HELD' }),
  );
  await compensate();
  expect(await backend.onHand()).toEqual({ chair: 8, table: 0 });
});

describe('nothing comes back', () => {
  test.each([
    ['while the order goes on', progressRow('STOCK_ALLOCATED', { stock: 'HELD' })],
    ['of an order that was delivered', progressRow('DELIVERED', { stock: 'SOLD' })],
    ['where nothing was taken', progressRow('CANCELED')],
    ['where it came back', progressRow('CANCELED', { stock: 'RETURNED' })],
  ])('%s', async (_when, progress) => {
    await backend.put(progress);
    expect(await compensate()).toEqual(done);
    expect(await backend.onHand()).toEqual(before);
    expect(await backend.progress()).toEqual(progress);
  });

  test.each([
    ['deallocateOrderPaymentRejected', 'STOCK_ALLOCATED', rejected],
    ['deallocateOrderPaymentRejected', 'PAYMENT_ACCEPTED', rejected],
    ['compensateCanceledOrder', 'PAYMENT_REJECTED', canceled],
  ] as const)('by %s of an order that is %s: the event is a dead letter', async (worker, status, event) => {
    await backend.put(progressRow(status, { stock: 'HELD' }));
    expect(await backend.consume(worker, event)).toEqual(done);
    expect(await backend.onHand()).toEqual(before);
    expect(await backend.deadLetters()).toMatchObject([
      {
        MessageAttributes: {
          ErrorCode: { StringValue: 'StateConflict' },
          Reason: { StringValue: expect.stringContaining(status) },
        },
      },
    ]);
  });

  test('of no order, which is a dead letter', async () => {
    const other = message('ORDER_CANCELED_EVENT', orderEventData({ orderId: 'other' }));
    expect(await backend.consume('compensateCanceledOrder', other)).toEqual(done);
    expect(await backend.deadLetters()).toMatchObject([
      {
        MessageAttributes: {
          ErrorCode: { StringValue: 'NotFound' },
          FailingStep: { StringValue: 'compensateCanceledOrder' },
          EntityId: { StringValue: 'other' },
        },
      },
    ]);
  });
});

test.each(['before', 'after'])(
  'a worker killed %s it wrote is made good by the next delivery',
  async (when) => {
    await backend.put(progressRow('CANCELED', { stock: 'HELD' }));
    backend.tableActions.TransactWriteItems = async (input, call) => {
      if (when === 'after') await backend.wholeActions.TransactWriteItems!(input, call);
      throw new AwsError('InternalServerError', 'killed');
    };
    expect((await compensate()).batchItemFailures).toHaveLength(1);
    Object.assign(backend.tableActions, backend.wholeActions);
    await backend.world.clock.advance(2_000);
    expect(await backend.consume('compensateCanceledOrder')).toEqual(done);
    expect(await backend.onHand()).toEqual(after);
  },
);

describe('where others write the same rows', () => {
  test('units come back at once', async () => {
    await backend.put(progressRow('CANCELED', { stock: 'HELD' }));
    const count = backend.contend(5);
    expect(await compensate()).toEqual(done);
    expect(count.transactions).toBe(6);
    expect(await backend.onHand()).toEqual(after);
  });

  test('or after a rest, when that was not enough', async () => {
    await backend.put(progressRow('CANCELED', { stock: 'HELD' }));
    const count = backend.contend(6);
    expect((await compensate()).batchItemFailures).toHaveLength(1);
    expect(count.transactions).toBe(6);
    expect(await backend.onHand()).toEqual(before);

    await backend.world.clock.advance(2_000);
    expect(await backend.consume('compensateCanceledOrder')).toEqual(done);
    expect(await backend.onHand()).toEqual(after);
    expect(await backend.progress()).toEqual(progressRow('CANCELED', { stock: 'RETURNED' }));
  });
});

test('units that move whenever they are to come back are left to a later delivery', async () => {
  await backend.put(progressRow('CANCELED', { stock: 'HELD' }));
  let transactions = 0;
  backend.tableActions.TransactWriteItems = async (input, call) => {
    await backend.put(progressRow('CANCELED', { stock: ++transactions % 2 ? 'SOLD' : 'HELD' }));
    return backend.wholeActions.TransactWriteItems!(input, call);
  };
  expect((await compensate()).batchItemFailures).toHaveLength(1);
  expect(transactions).toBe(10);
  expect(await backend.onHand()).toEqual(before);

  Object.assign(backend.tableActions, backend.wholeActions);
  await backend.world.clock.advance(2_000);
  expect(await backend.consume('compensateCanceledOrder')).toEqual(done);
  expect(await backend.onHand()).toEqual(after);
});
