import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MAX_LOT_UNITS, MAX_SKU_UNITS } from '../../../model/inventory/events.ts';
import { restockEventKey } from '../../../model/inventory/keys.ts';
import { message } from '../orders/rows.ts';
import { lotRow, restockEventRow, skuRow } from './rows.ts';
import { startInventory, type StartedInventory } from './startInventory.ts';

let backend: StartedInventory;

beforeEach(async () => {
  backend = await startInventory();
  await backend.put(
    restockEventRow('chair', 'lot-0', 5),
    restockEventRow('chair', 'lot-1', 5),
    restockEventRow('chair', 'lot-2', 7),
    restockEventRow('table', 'lot-1', 5),
  );
});
afterEach(() => {
  vi.useRealTimers();
  return backend.close();
});

const restocked = (changes: Record<string, unknown> = {}) =>
  message('SKU_RESTOCKED_EVENT', { sku: 'chair', lotId: 'lot-1', units: 5, ...changes });

/** Every row but the events'. */
const rows = async () => (await backend.rows()).filter(({ pk }) => !pk.startsWith('EVENTS#'));

const consume = (...bodies: unknown[]) => backend.consume('restockSku', ...bodies);

test('the first lot of a SKU makes its row, and the lot is remembered', async () => {
  expect(await consume(restocked())).toEqual({ batchItemFailures: [] });
  const now = expect.any(String);
  expect(await rows()).toEqual([
    { ...lotRow('chair', 'lot-1', 5), restockedOn: now },
    { ...skuRow('chair', 5), updatedOn: now },
  ]);
});

test('every further lot adds its units', async () => {
  await backend.put(skuRow('chair', 2));
  await consume(restocked(), restocked({ lotId: 'lot-2', units: 7 }), restocked({ sku: 'table' }));
  expect(await backend.onHand()).toEqual({ chair: 14, table: 5 });
});

test('a level stored later has a greater version, even where its work began before', async () => {
  const level = async () => (await rows()).find(({ pk }) => pk === 'SKUS');
  const [earlier, later] = ['2030-01-01T00:00:01.000Z', '2030-01-01T00:00:02.000Z'];
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(earlier) });
  const { TransactWriteItems } = backend.tableActions;
  backend.tableActions.TransactWriteItems = async (input, call) => {
    backend.tableActions.TransactWriteItems = TransactWriteItems!;
    vi.setSystemTime(later);
    await consume(restocked({ lotId: 'lot-2', units: 7 }));
    expect(await level()).toMatchObject({ units: 7, version: 1, updatedOn: later });
    return TransactWriteItems!(input, call);
  };
  await consume(restocked());
  expect(await level()).toMatchObject({ units: 12, version: 2, updatedOn: earlier });
});

test('a lot is added once, however often it is delivered', async () => {
  await consume(restocked(), restocked());
  await consume(restocked());
  expect(await backend.onHand()).toEqual({ chair: 5 });
  expect(await backend.deadLetters()).toEqual([]);
});

test('a lot whose event was lost is added by the event’s next delivery', async () => {
  backend.tableActions.TransactWriteItems = async () => {
    throw new Error('killed');
  };
  expect((await consume(restocked())).batchItemFailures).toHaveLength(1);
  expect(await rows()).toEqual([]);
  Object.assign(backend.tableActions, backend.wholeActions);
  await backend.world.clock.advance(2_000);
  expect(await consume()).toEqual({ batchItemFailures: [] });
  expect(await backend.onHand()).toEqual({ chair: 5 });
});

describe('a SKU with as many units as it may have', () => {
  test('takes the lot that fills it, and that lot again', async () => {
    await backend.put(skuRow('chair', MAX_SKU_UNITS - 5));
    await consume(restocked(), restocked());
    expect(await backend.onHand()).toEqual({ chair: MAX_SKU_UNITS });
    expect(await backend.deadLetters()).toEqual([]);
  });

  test('takes no more: the lot becomes a dead letter that says so, and can be redriven', async () => {
    await backend.put(skuRow('chair', MAX_SKU_UNITS - 4));
    const before = await rows();
    expect(await consume(restocked())).toEqual({ batchItemFailures: [] });
    expect(await rows()).toEqual(before);
    expect(await backend.deadLetters()).toMatchObject([
      {
        MessageAttributes: {
          ErrorCode: { StringValue: 'StateConflict' },
          Reason: { StringValue: 'With 5 units more, chair would have more than 1000000000 on hand' },
        },
      },
    ]);
    await backend.put(skuRow('chair', 0));
    await consume(restocked());
    expect(await backend.onHand()).toEqual({ chair: 5 });
  });
});

test('an event under another key than its lot’s adds nothing', async () => {
  await backend.put({ ...restockEventRow('chair', 'lot-3', 5), ...restockEventKey('table', 'lot-9') });
  await consume(restocked({ sku: 'table', lotId: 'lot-9' }), restocked({ lotId: 'lot-3' }));
  expect(await rows()).toEqual([]);
  expect(await backend.deadLetters()).toHaveLength(2);
});

describe('what can never succeed', () => {
  test.each([
    ['a lot of other units', restocked({ lotId: 'lot-0' }), 'LotConflict', 'chair', /brought 3 units before/],
    [
      'what is not applied',
      message('SKU_RESTOCKED_EVENT', { sku: 'chair', lotId: 'lot-1', units: 5 }, false),
      'InvalidArgument',
      'chair',
      /detail.applied: /,
    ],
    [
      'a lot nobody brought',
      restocked({ lotId: 'lot-9' }),
      'NotFound',
      'chair',
      /No event says that lot lot-9/,
    ],
    ['more than it brought', restocked({ units: 6 }), 'NotFound', 'chair', /brought 6 units/],
    ['no units', restocked({ units: 0 }), 'InvalidArgument', 'chair', /units: /],
    ['taking away', restocked({ units: -3 }), 'InvalidArgument', 'chair', /units: /],
    ['half a unit', restocked({ units: 0.5 }), 'InvalidArgument', 'chair', /units: /],
    ['too many', restocked({ units: MAX_LOT_UNITS + 1 }), 'InvalidArgument', 'chair', /units: /],
    ['units in words', restocked({ units: 'five' }), 'InvalidArgument', 'chair', /units/],
    ['no lot', restocked({ lotId: undefined }), 'InvalidArgument', 'chair', /lotId/],
    ['a short name', restocked({ sku: 'abc' }), 'InvalidArgument', 'abc', /sku: /],
    ['a name that forges a key', restocked({ lotId: 'a#bcd' }), 'InvalidArgument', 'chair', /lotId: /],
  ])('is a dead letter at once, with its reason: %s', async (_what, body, code, entityId, reason) => {
    await backend.put(skuRow('chair', 3), lotRow('chair', 'lot-0', 3));
    const before = await rows();
    expect(await consume(body)).toEqual({ batchItemFailures: [] });
    expect(await rows()).toEqual(before);
    expect(await backend.deadLetters()).toMatchObject([
      {
        MessageAttributes: {
          ErrorCode: { StringValue: code },
          FailingStep: { StringValue: 'restockSku' },
          EntityId: { StringValue: entityId },
          Reason: { StringValue: expect.stringMatching(reason) },
        },
      },
    ]);
  });
});
