import type { SQSHandler } from 'aws-lambda';
import { expect, test, vi } from 'vitest';
import type { FeedRecord } from '../../../local/platform/Feed.ts';
import { message, orderEventData, orderRow } from '../orders/rows.ts';
import { testCall } from '../../support/serveActions.ts';
import { invoke } from '../startBackend.ts';
import { skuRow } from './rows.ts';
import { startInventory, type StartedInventory } from './startInventory.ts';

// Pauses pass in turns, as transactions do: a hostile one takes up to 200, which stand for ten milliseconds.
vi.mock('node:timers/promises', () => ({
  setTimeout: async (ms: number) => {
    for (let turn = 0; turn < ms * 20; turn++) await new Promise(setImmediate);
  },
}));

/** The environment can set more: `HOT_ORDERS=1000 HOT_SEEDS=1,2,3 HOT_INVOCATIONS=2,10,50`. */
const { HOT_ORDERS = '100', HOT_SEEDS = '1', HOT_INVOCATIONS = '10' } = process.env;
const numbers = (text: string) => text.split(',').map(Number);
const runs = numbers(HOT_SEEDS).flatMap((seed) =>
  numbers(HOT_INVOCATIONS).map((invocations) => ({ seed, invocations, orders: Number(HOT_ORDERS) })),
);

const skus = ['bread', 'milk', 'eggs', 'cheese', 'salt'];

test.each(runs)(
  'a burst of orders for five hot SKUs leaves no dead letter, whatever conflicts: %j',
  async ({ seed, invocations, orders }) => {
    const backend = await startInventory({ seed, conflicts: 'hostile' });
    const costs = countCosts(backend);
    const { handler } = await import('../../../lambda-fns/inventory/allocateOrderStock.ts');
    await backend.put(...skus.map((sku) => skuRow(sku, orders)));
    for (let at = 0; at < orders; at++) await createOrder(backend, at);

    for (let minutes = 0; await hasWork(backend); minutes++) {
      expect(minutes).toBeLessThan(30);
      await Promise.all(Array.from({ length: invocations }, () => work(backend, handler)));
      await backend.world.clock.advance(60_000);
    }

    expect(await backend.deadLetters()).toEqual([]);
    const stored = await backend.rows();
    const held = stored.filter(({ sk, stock }) => sk === 'PROGRESS' && stock === 'HELD');
    expect(held).toHaveLength(orders);
    const left = Object.values(await backend.onHand()).reduce((sum, units) => sum + units, 0);
    expect(left).toBe(skus.length * orders - 2 * orders);
    expect(costs.conflicts).toBeGreaterThan(0);
    if (process.env['HOT_ORDERS']) console.log(JSON.stringify({ seed, invocations, orders, ...costs }));
    await backend.close();
  },
  300_000,
);

/** Stores an order of one unit of each of two SKUs, and sends its event. */
async function createOrder(backend: StartedInventory, at: number): Promise<void> {
  const lines = [0, 1 + (at % 3)].map((apart) => ({
    sku: skus[(at + apart) % skus.length]!,
    units: 1,
    priceCents: 100,
  }));
  const order = { orderId: `order-${at}`, lines };
  const { amountCents } = orderRow(order);
  await backend.put(orderRow(order));
  await backend.send(message('ORDER_CREATED_EVENT', orderEventData({ ...order, amountCents })));
}

/** One of the invocations at a time, until nothing is visible. */
async function work(backend: StartedInventory, handler: SQSHandler): Promise<void> {
  for (
    let event = await backend.receiveEvent();
    event.Records.length > 0;
    event = await backend.receiveEvent()
  ) {
    const { batchItemFailures } = await invoke(handler, event);
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const { messageId, receiptHandle } of event.Records)
      if (!failed.has(messageId))
        await backend.queueActions['DeleteMessage']!(
          { QueueUrl: process.env['QUEUE_URL'], ReceiptHandle: receiptHandle },
          testCall,
        );
  }
}

async function hasWork(backend: StartedInventory): Promise<boolean> {
  const { Attributes } = await backend.queueActions['GetQueueAttributes']!(
    { QueueUrl: process.env['QUEUE_URL'], AttributeNames: ['All'] },
    testCall,
  );
  return Object.entries(Attributes).some(
    ([name, count]) => name.startsWith('ApproximateNumberOfMessages') && Number(count) > 0,
  );
}

/** Transactions, those that were canceled, and deliveries after the first. */
function countCosts(backend: StartedInventory) {
  const costs = { transactions: 0, conflicts: 0, redeliveries: 0, mostDeliveries: 1 };
  const { TransactWriteItems } = backend.tableActions;
  backend.tableActions['TransactWriteItems'] = async (input, call) => {
    costs.transactions++;
    return TransactWriteItems!(input, call).catch((error: unknown) => {
      costs.conflicts++;
      throw error;
    });
  };
  backend.world.feed.subscribe((record: FeedRecord) => {
    if (record.kind !== 'message' || record.change !== 'received') return;
    if (record.receiveCount > 1) costs.redeliveries++;
    costs.mostDeliveries = Math.max(costs.mostDeliveries, record.receiveCount);
  });
  return costs;
}
