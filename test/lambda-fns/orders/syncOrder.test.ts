import type { SQSHandler } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { invoke, startBackend, type Backend, type Row } from '../startBackend.ts';
import { eventRow, lines, message, orderRow, placed, progressRow, rawRow } from './rows.ts';

let backend: Backend;
let handler: SQSHandler;

beforeEach(async () => {
  backend = await startBackend();
  vi.resetModules();
  ({ handler } = await import('../../../lambda-fns/orders/syncOrder.ts'));
});
afterEach(() => backend.close());

const SHIPPED = 'ORDER_SHIPPED_EVENT';
const PLACED = 'ORDER_PLACED_EVENT';
const asked = { orderId: 'order-1', userId: 'user-1', lines };

/** Delivers a raw event, as the bus puts it into the queue, whether or not its row is there. */
const tell = async (eventName: string, eventData: object = { orderId: 'order-1' }) => {
  await backend.send(message(eventName, eventData, false));
  return invoke(handler, await backend.receiveEvent());
};

/** Writes a raw event's row, and delivers it. */
const happen = async (eventName: string, eventData: object = { orderId: 'order-1' }) => {
  await backend.put(rawRow(eventName, eventData));
  return tell(eventName, eventData);
};

const rowAt = async (sk: string) => (await backend.rows()).find((row) => row.sk === sk);
const progress = () => rowAt('PROGRESS');
const done = { batchItemFailures: [] };

describe('an order that was placed raw', () => {
  test('is created with its event, and its placing is taken in', async () => {
    expect(await happen(PLACED, asked)).toEqual(done);

    const [created, taken, order, ...others] = await backend.rows();
    expect(others).toEqual([]);
    expect(order).toMatchObject({
      ...orderRow(),
      createdOn: expect.any(String),
      gsi1sk: expect.any(String),
      gsi2sk: expect.any(String),
    });
    expect(created).toMatchObject({
      eventName: 'ORDER_CREATED_EVENT',
      applied: true,
      eventData: { ...asked, status: 'CREATED', amountCents: 29_898 },
    });
    expect(taken).toMatchObject({
      eventName: PLACED,
      applied: true,
      eventData: { ...asked, amountCents: 29_898 },
    });
    expect(taken!.ttl).toBe(created!.ttl);
  });

  test('may say its prices as decimals', async () => {
    const priced = lines.map(({ sku, units, priceCents }) => ({ sku, units, price: priceCents / 100 }));
    await happen(PLACED, { ...asked, lines: priced });
    expect(await rowAt('ORDER')).toMatchObject({ lines, amountCents: 29_898 });
  });

  test('is one order however often it is delivered', async () => {
    await happen(PLACED, asked);
    const before = await backend.rows();
    for (const _again of [2, 3]) expect(await tell(PLACED, asked)).toEqual(done);
    expect(await backend.rows()).toEqual(before);
  });

  test('changes nothing where there is an order, of whatever content', async () => {
    await backend.put(orderRow({ userId: 'user-2' }), rawRow(PLACED, asked));
    const before = await backend.rows();
    expect(await tell(PLACED, asked)).toEqual(done);
    expect(await backend.rows()).toEqual(before);
  });
});

describe('an event that the order can take in', () => {
  test('makes the first move, and is announced with what is true of the order', async () => {
    await backend.put(orderRow());
    expect(
      await happen('ORDER_CANCELED_EVENT', { orderId: 'order-1', userId: 'thief', status: 'DELIVERED' }),
    ).toEqual(done);

    expect(await progress()).toMatchObject({ orderId: 'order-1', status: 'CANCELED' });
    const event = await rowAt('EVENT#ORDER_CANCELED_EVENT');
    expect(event).toMatchObject({ applied: true });
    expect(event!.eventData).toEqual({
      orderId: 'order-1',
      userId: 'user-1',
      status: 'CANCELED',
      reason: '',
      stock: '',
      amountCents: 29_898,
      updatedOn: (await progress())!.updatedOn,
    });
  });

  test('leaves units where they are, and says where', async () => {
    await backend.put(orderRow(), progressRow('STOCK_ALLOCATED', { stock: 'HELD' }));
    await happen('ORDER_PAYMENT_ACCEPTED_EVENT');
    expect(await progress()).toMatchObject({ status: 'PAYMENT_ACCEPTED', stock: 'HELD' });
    expect(await rowAt('EVENT#ORDER_PAYMENT_ACCEPTED_EVENT')).toMatchObject({ eventData: { stock: 'HELD' } });
  });

  test('ends a reason that is none any more', async () => {
    await backend.put(orderRow(), progressRow('STOCK_DEPLETED', { reason: 'Not enough' }));
    await happen('ORDER_CANCELED_EVENT');
    expect(await progress()).not.toHaveProperty('reason');
  });

  test('moves it once, however often it is delivered', async () => {
    await backend.put(orderRow(), progressRow('PAYMENT_ACCEPTED', { stock: 'SOLD' }));
    await happen(SHIPPED);
    const before = await backend.rows();
    for (const _again of [2, 3]) expect(await tell(SHIPPED)).toEqual(done);
    expect(await backend.rows()).toEqual(before);
  });

  test('begins again where the order moved between reading and writing', async () => {
    await backend.put(orderRow(), progressRow('PAYMENT_ACCEPTED', { stock: 'SOLD' }));
    const { TransactWriteItems } = backend.tableActions;
    backend.tableActions.TransactWriteItems = async (input, call) => {
      backend.tableActions.TransactWriteItems = TransactWriteItems!;
      await backend.put(progressRow('CANCELED', { stock: 'SOLD' }));
      return TransactWriteItems!(input, call);
    };
    expect(await happen(SHIPPED)).toEqual(done);
    expect(await progress()).toMatchObject({ status: 'CANCELED' });
    expect(await rowAt(`EVENT#${SHIPPED}`)).toMatchObject({ applied: false });
  });

  test('is taken in by a later delivery where this one was killed', async () => {
    const { TransactWriteItems } = backend.tableActions;
    backend.tableActions.TransactWriteItems = async () => {
      throw new AwsError('InternalServerError', 'killed');
    };
    await backend.put(orderRow());
    expect((await happen('ORDER_CANCELED_EVENT')).batchItemFailures).toHaveLength(1);
    backend.tableActions.TransactWriteItems = TransactWriteItems!;
    await backend.world.clock.advance(2_000);
    expect(await invoke(handler, await backend.receiveEvent())).toEqual(done);
    expect(await progress()).toMatchObject({ status: 'CANCELED' });
  });
});

describe('an event without effect is acknowledged, and not taken in', () => {
  test.each([
    ['redundant', 'SHIPPED', SHIPPED],
    ['stale', 'DELIVERED', SHIPPED],
    ['forbidden', 'SHIPPED', 'ORDER_CANCELED_EVENT'],
  ])('%s: %s, %s', async (_effect, status, eventName) => {
    await backend.put(orderRow(), progressRow(status, { stock: 'SOLD' }), rawRow(eventName, {}));
    const before = await backend.rows();
    expect(await tell(eventName)).toEqual(done);
    expect(await backend.rows()).toEqual(before);
    expect(await backend.deadLetters()).toEqual([]);
  });

  test('redundant: an order that is CREATED, and its creation', async () => {
    await backend.put(orderRow());
    expect(await happen('ORDER_CREATED_EVENT')).toEqual(done);
    expect(await rowAt('EVENT#ORDER_CREATED_EVENT')).toMatchObject({ applied: false });
  });

  test('one whose row is ours by now', async () => {
    await backend.put(orderRow(), eventRow({ status: 'CANCELED' }));
    const before = await backend.rows();
    expect(await tell('ORDER_CANCELED_EVENT')).toEqual(done);
    expect(await backend.rows()).toEqual(before);
  });
});

describe('an event ahead of its predecessors', () => {
  const rest = (seconds: number) => backend.world.clock.advance(seconds * 1_000);
  const deliver = async () => invoke(handler, await backend.receiveEvent());

  test('waits, and is taken in after them', async () => {
    expect((await happen(SHIPPED)).batchItemFailures).toHaveLength(1);
    await backend.put(orderRow());
    await rest(2);
    expect((await deliver()).batchItemFailures).toHaveLength(1);
    await backend.put(progressRow('PAYMENT_ACCEPTED', { stock: 'SOLD' }));
    await rest(4);
    expect(await deliver()).toEqual(done);
    expect(await progress()).toMatchObject({ status: 'SHIPPED', stock: 'SOLD' });
  });

  test.each([
    ['no order', [], /waits for its predecessor: there is no order order-1/],
    ['an order that is CREATED', [orderRow()], /waits for its predecessor: the order is CREATED/],
  ])('is a dead letter that says so, when it waited too long for %s', async (_what, rows, reason) => {
    await backend.put(...(rows as Row[]));
    await happen(SHIPPED);
    for (let delivery = 2; delivery <= 10; delivery++) {
      await rest(900);
      expect((await deliver()).batchItemFailures).toHaveLength(delivery < 10 ? 1 : 0);
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
    expect(await rowAt(`EVENT#${SHIPPED}`)).toMatchObject({ applied: false });
  });
});

test('all events of an order, delivered in the reverse of their order, bring it where it belongs', async () => {
  const names = ['DELIVERED', 'SHIPPED', 'PAYMENT_ACCEPTED', 'STOCK_ALLOCATED', 'CREATED'];
  for (const name of names) await happen(`ORDER_${name}_EVENT`);
  await happen(PLACED, asked);
  for (let delivery = 2; delivery <= 10; delivery++) {
    await backend.world.clock.advance(900_000);
    await invoke(handler, await backend.receiveEvent());
  }
  expect(await progress()).toMatchObject({ status: 'DELIVERED' });
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
    expect(await happen(name, data)).toEqual(done);
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
    expect(await progress()).toBeUndefined();
  });
});

test('a placed order that meets its own raw placing is one order', async () => {
  const { handler: place } = await import('../../../lambda-fns/orders/placeOrder.ts');
  await happen(PLACED, asked);
  await backend.send(placed());
  expect(await invoke(place, await backend.receiveEvent())).toEqual(done);
  expect(await backend.deadLetters()).toEqual([]);
  expect((await backend.rows()).filter(({ sk }) => sk === 'ORDER')).toHaveLength(1);
});
