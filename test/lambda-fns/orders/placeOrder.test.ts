import type { SQSHandler } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { consumeBodies, invoke, startBackend, type Backend } from '../startBackend.ts';
import { claimRow, eventRow, lines, orderRow, placed, placedOn, progressRow, rawRow } from './rows.ts';

let backend: Backend;
let handler: SQSHandler;

beforeEach(async () => {
  backend = await startBackend();
  vi.resetModules();
  ({ handler } = await import('../../../lambda-fns/orders/placeOrder.ts'));
  await backend.put(claimRow());
});
afterEach(() => backend.close());

/** Every row but the claim's. */
const rows = async () => (await backend.rows()).filter(({ sk }) => sk !== claimRow().sk);

const consume = (...bodies: unknown[]) => consumeBodies(backend, handler, bodies);

test('a claimed order becomes an order and its event, and nothing else', async () => {
  expect(await consume(placed())).toEqual({ batchItemFailures: [] });

  const [event, order, ...others] = await rows();
  expect(others).toEqual([]);
  expect(order).toEqual(orderRow());
  expect(event).toMatchObject({
    pk: 'EVENTS#ORDER_ID#order-1',
    sk: 'EVENT#ORDER_CREATED_EVENT',
    eventName: 'ORDER_CREATED_EVENT',
    applied: true,
    eventData: {
      orderId: 'order-1',
      userId: 'user-1',
      status: 'CREATED',
      reason: '',
      stock: '',
      amountCents: 29_898,
      lines,
    },
  });
});

test('lines keep whose price they have, in the order and in its event', async () => {
  const ofCatalogue = lines.map((line) => ({
    ...line,
    productId: 'product-1',
    productVersion: 12,
    storeId: 'store-1',
  }));
  const order = { orderId: 'order-2', lines: [...ofCatalogue, lines[0]] };
  await backend.put(claimRow(order));
  expect(await consume(placed(order))).toEqual({ batchItemFailures: [] });
  expect(await backend.deadLetters()).toEqual([]);
  const stored = (await backend.rows()).filter(({ pk }) => pk === 'EVENTS#ORDER_ID#order-2');
  expect(stored.find(({ sk }) => sk === 'ORDER')).toMatchObject({ lines: order.lines, amountCents: 39_896 });
  expect(stored.find(({ sk }) => sk === 'EVENT#ORDER_CREATED_EVENT')).toMatchObject({
    eventData: { lines: order.lines },
  });
});

test('an event’s row is in no index and has a time to live', async () => {
  await consume(placed());
  const [event] = await rows();
  expect(Object.keys(event!).filter((name) => name.startsWith('gsi'))).toEqual([]);
  expect(event!.ttl).toBe(Math.floor(Date.parse(event!.eventData.updatedOn) / 1000) + 30 * 86_400);
});

test('a message delivered three times is one order and one event', async () => {
  await backend.send(placed());
  const event = await backend.receiveEvent();
  await invoke(handler, event);
  const before = await rows();
  for (const _again of [2, 3]) expect(await invoke(handler, event)).toEqual({ batchItemFailures: [] });
  expect(await rows()).toEqual(before);
  expect(await backend.deadLetters()).toEqual([]);
});

test('a delivery after the order moved, and its events are gone, changes nothing', async () => {
  await backend.put(orderRow(), progressRow('DELIVERED', { stock: 'SOLD' }));
  const before = await rows();
  expect(await consume(placed({ placedOn: '2030-02-02T00:00:00.000Z' }))).toEqual({ batchItemFailures: [] });
  expect(await rows()).toEqual(before);
  expect(await backend.deadLetters()).toEqual([]);
});

test('a raw event that the order has not applied is replaced', async () => {
  await backend.put(rawRow('ORDER_CREATED_EVENT', { anything: true }));
  await consume(placed());
  expect(await rows()).toMatchObject([
    { applied: true, eventData: { orderId: 'order-1', lines } },
    { sk: 'ORDER', createdOn: placedOn },
  ]);
});

describe('a basket’s order', () => {
  const ofBasket = { basketVersion: 3, deliverTo: 'flat-1', flow: 'SAGA' };
  const claimOf = (changes: object) => {
    const { eventData, ...row } = claimRow();
    return { ...row, eventData: { ...eventData, ...changes } };
  };

  test('is announced with the basket, in one transaction', async () => {
    await backend.put(claimOf(ofBasket));
    expect(await consume(placed(ofBasket))).toEqual({ batchItemFailures: [] });
    const [basketEvent, orderEvent, order] = await rows();
    expect(basketEvent).toMatchObject({
      pk: 'BASKET#order-1',
      sk: 'EVENT#BASKET_CHECKED_OUT_EVENT',
      eventName: 'BASKET_CHECKED_OUT_EVENT',
      applied: true,
      eventData: { basketId: 'order-1', userId: 'user-1', status: 'CHECKED_OUT' },
    });
    expect(orderEvent).toMatchObject({ eventData: { status: 'CREATED', flow: 'SAGA' } });
    expect(order).toMatchObject({ orderId: 'order-1', deliverTo: 'flat-1', flow: 'SAGA' });
  });

  test('delivered again changes nothing, and is no dead letter', async () => {
    await backend.put(claimOf(ofBasket));
    await consume(placed(ofBasket));
    const before = await rows();
    await consume(placed(ofBasket));
    expect(await rows()).toEqual(before);
    expect(await backend.deadLetters()).toEqual([]);
  });

  test.each([
    ['another version', { ...ofBasket, basketVersion: 2 }],
    ['no basket', { deliverTo: 'flat-1', flow: 'SAGA' }],
    ['another place', { ...ofBasket, deliverTo: 'flat-2' }],
    ['another flow', { basketVersion: 3, deliverTo: 'flat-1' }],
  ])('that was claimed of a basket and comes of %s is a dead letter', async (_what, changes) => {
    await backend.put(claimOf(ofBasket));
    await consume(placed(changes));
    expect(await rows()).toEqual([]);
    expect(await backend.deadLetters()).toMatchObject([
      { MessageAttributes: { ErrorCode: { StringValue: 'OrderConflict' } } },
    ]);
  });
});

describe('what can never succeed', () => {
  test.each([
    ['no JSON', 'not {json', 'InvalidArgument', 'unknown', /not JSON/],
    ['no lines', placed({ lines: [] }), 'InvalidArgument', 'order-1', /lines: /],
    [
      'no units',
      placed({ lines: [{ ...lines[0], units: 0 }] }),
      'InvalidArgument',
      'order-1',
      /lines.0.units: /,
    ],
    [
      'part of a cent',
      placed({ lines: [{ ...lines[0], priceCents: 0.5 }] }),
      'InvalidArgument',
      'order-1',
      /priceCents: /,
    ],
    ['an unknown key', placed({ price: 1 }), 'InvalidArgument', 'order-1', /price/],
    ['an id that forges a key', placed({ userId: 'a#b' }), 'InvalidArgument', 'order-1', /userId: /],
    [
      'another person’s order',
      placed({ orderId: 'taken', userId: 'user-2' }),
      'OrderConflict',
      'taken',
      /another order taken/,
    ],
    [
      'another content',
      placed({ orderId: 'taken', lines: [lines[0]] }),
      'OrderConflict',
      'taken',
      /another order taken/,
    ],
    ['an order nobody claimed', placed({ orderId: 'none' }), 'NotFound', 'none', /Nobody claimed order none/],
    [
      'an order claimed for another',
      placed({ userId: 'user-2' }),
      'OrderConflict',
      'order-1',
      /claimed with another content/,
    ],
    [
      'an order claimed with other lines',
      placed({ lines: [lines[0]] }),
      'OrderConflict',
      'order-1',
      /claimed with another content/,
    ],
    [
      'an order claimed at another version of a product',
      placed({
        lines: [{ ...lines[0], productId: 'product-1', productVersion: 2, storeId: 'store-1' }, lines[1]],
      }),
      'OrderConflict',
      'order-1',
      /claimed with another content/,
    ],
    [
      'a version that is none',
      placed({ lines: [{ ...lines[0], productVersion: 0 }] }),
      'InvalidArgument',
      'order-1',
      /productVersion: /,
    ],
    [
      'an order claimed at another time',
      placed({ placedOn: '3026-01-01T00:00:00.000Z' }),
      'OrderConflict',
      'order-1',
      /claimed with another content/,
    ],
    [
      'an order that a raw event would place',
      placed({ orderId: 'raw-1' }),
      'OrderConflict',
      'raw-1',
      /claimed with another content/,
    ],
    ['an event without its order', placed({ orderId: 'half' }), 'StateConflict', 'half', /no order/],
  ])('is a dead letter at once, with its reason: %s', async (_what, body, code, entityId, reason) => {
    await backend.put(orderRow({ orderId: 'taken' }), eventRow({ orderId: 'half' }), {
      ...claimRow({ orderId: 'raw-1' }),
      applied: false,
    });
    const before = await rows();
    expect(await consume(body)).toEqual({ batchItemFailures: [] });

    expect(await rows()).toEqual(before);
    expect(await backend.deadLetters()).toMatchObject([
      {
        Body: typeof body === 'string' ? body : JSON.stringify(body),
        MessageAttributes: {
          ErrorCode: { StringValue: code },
          FailingStep: { StringValue: 'placeOrder' },
          EntityId: { StringValue: entityId },
          Reason: { StringValue: expect.stringMatching(reason) },
        },
      },
    ]);
  });
});

test('an order the table was too busy for is stored later', async () => {
  const { TransactWriteItems } = backend.tableActions;
  backend.tableActions.TransactWriteItems = async () => {
    throw new AwsError('TransactionCanceledException', 'Transaction cancelled', {
      fields: { CancellationReasons: [{ Code: 'ThrottlingError', Message: 'busy' }, { Code: 'None' }] },
    });
  };
  expect((await consume(placed())).batchItemFailures).toHaveLength(1);
  expect(await rows()).toEqual([]);

  backend.tableActions.TransactWriteItems = TransactWriteItems!;
  await backend.world.clock.advance(2_000);
  expect(await invoke(handler, await backend.receiveEvent())).toEqual({ batchItemFailures: [] });
  expect(await rows()).toHaveLength(2);
});
