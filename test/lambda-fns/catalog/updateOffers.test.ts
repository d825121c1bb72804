import type { SQSHandler } from 'aws-lambda';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Offer } from '../../../model/catalog/Offer.ts';
import { Store } from '../../../model/catalog/Store.ts';
import { StoreSku } from '../../../model/catalog/StoreSku.ts';
import { message } from '../orders/rows.ts';
import { consumeBodies, invoke, startBackend, type Backend, type Row } from '../startBackend.ts';

const table = 'table';
const instant = '2030-01-01T00:00:00.000Z';

let backend: Backend;
let handler: SQSHandler;
beforeEach(async () => {
  backend = await startBackend();
  vi.resetModules();
  ({ handler } = await import('../../../lambda-fns/catalog/updateOffers.ts'));
});
afterEach(() => backend.close());

const storeRow = (version: number, participating: boolean, storeId = 'store-1'): Row =>
  Store.put({
    storeId,
    name: 'Bakery',
    location: 'Here',
    participating,
    version,
    createdOn: instant,
    updatedOn: instant,
  }).params({ table }).Item;

/** An offer that follows a version of its store, and the row by which it is found. */
const offerRows = (sku: string, changes: Partial<Offer> = {}): Row[] => {
  const offer = {
    sku,
    productId: `product-of-${sku}`,
    storeId: 'store-1',
    name: 'Rolls',
    priceCents: 420,
    productVersion: 1,
    participating: true,
    storeVersion: 1,
    ...changes,
  };
  const found = StoreSku.put({ storeId: 'store-1', sku }).params({ table }).Item;
  return [Offer.put(offer).params({ table }).Item, found];
};

const changed = (storeId = 'store-1', eventName = 'STORE_PARTICIPATION_DISABLED_EVENT') =>
  message(eventName, { storeId, version: 2, by: 'person-1', updatedOn: instant });

const offers = async () => (await backend.rows()).filter(({ sk }) => sk === 'OFFER');
const said = async () =>
  (await offers()).map(({ participating, storeVersion }) => [participating, storeVersion]);

test('every offer of the store follows it, and those of others do not', async () => {
  await backend.put(storeRow(2, false), ...offerRows('rolls'), ...offerRows('bread'));
  await backend.put(
    Offer.put({ ...(await offers())[0]!, sku: 'soap', storeId: 'store-2' } as any).params({ table }).Item,
  );
  expect(await consumeBodies(backend, handler, [changed()])).toEqual({ batchItemFailures: [] });
  expect(await offers()).toMatchObject([
    { sku: 'bread', participating: false, storeVersion: 2, priceCents: 420, productVersion: 1 },
    { sku: 'rolls', participating: false, storeVersion: 2 },
    { sku: 'soap', participating: true, storeVersion: 1 },
  ]);
});

test('an event that comes again or late changes nothing: offers follow the store as it is stored', async () => {
  await backend.put(storeRow(3, true), ...offerRows('rolls'));
  await consumeBodies(backend, handler, [
    changed('store-1', 'STORE_PARTICIPATION_ENABLED_EVENT'),
    changed(),
    changed(),
  ]);
  expect(await said()).toEqual([[true, 3]]);
});

test('an offer that follows a later version already stays as it is', async () => {
  await backend.put(storeRow(2, false), ...offerRows('rolls'));
  const { UpdateItem } = backend.tableActions;
  // The store opens again, and another delivery is done with it, between reading and writing.
  backend.tableActions.UpdateItem = async (input, call) => {
    await backend.put(...offerRows('rolls', { participating: true, storeVersion: 3 }));
    return UpdateItem!(input, call);
  };
  expect(await consumeBodies(backend, handler, [changed()])).toEqual({ batchItemFailures: [] });
  expect(await said()).toEqual([[true, 3]]);
});

test('an offer that is removed meanwhile is not made again', async () => {
  await backend.put(storeRow(2, false), ...offerRows('rolls'));
  const { UpdateItem, DeleteItem } = backend.tableActions;
  backend.tableActions.UpdateItem = async (input: any, call) => {
    await DeleteItem!({ TableName: table, Key: input.Key }, call);
    return UpdateItem!(input, call);
  };
  expect(await consumeBodies(backend, handler, [changed()])).toEqual({ batchItemFailures: [] });
  expect(await offers()).toEqual([]);
});

test('one message updates two hundred, and new ones the rest', async () => {
  const rows = Array.from({ length: 250 }, (_, at) => offerRows(`sku-${at}`)).flat();
  await backend.put(storeRow(2, false), ...rows);
  const updated = async () => (await offers()).filter(({ storeVersion }) => storeVersion === 2).length;
  await consumeBodies(backend, handler, [changed()]);
  expect(await updated()).toBe(200);
  const counts: number[] = [];
  for (
    let event = await backend.receiveEvent();
    event.Records.length > 0;
    event = await backend.receiveEvent()
  ) {
    await invoke(handler, event);
    counts.push(await updated());
  }
  expect(counts).toEqual([250]);
});

test('offers that a busy table left out are tried again', async () => {
  await backend.put(storeRow(2, false), ...offerRows('rolls'));
  backend.tableActions.BatchGetItem = async ({ RequestItems }: any) => ({
    Responses: { [table]: [] },
    UnprocessedKeys: RequestItems,
  });
  const { batchItemFailures } = await consumeBodies(backend, handler, [changed()]);
  expect(batchItemFailures).toHaveLength(1);
  expect(await said()).toEqual([[true, 1]]);
});
