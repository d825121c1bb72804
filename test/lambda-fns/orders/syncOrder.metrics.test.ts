import { afterEach, beforeEach, expect, test } from 'vitest';
import { logLinesOf } from '../logLinesOf.ts';
import { eventRow, orderRow, progressRow, rawRow } from './rows.ts';
import { startSync, type StartedSync } from './startSync.ts';

let backend: StartedSync;
const orderId = 'a'.repeat(64);

beforeEach(async () => {
  backend = await startSync({ logLevel: 'INFO' });
});
afterEach(() => backend.close());

const lineOf = async (eventName: string) => {
  const [line, ...more] = await logLinesOf(() => backend.tell(eventName, { orderId }));
  expect(more).toEqual([]);
  expect(Buffer.byteLength(line!)).toBeLessThan(1024);
  return JSON.parse(line!);
};

test.each([
  ['redundant', 'SHIPPED', 'ORDER_SHIPPED_EVENT'],
  ['stale', 'DELIVERED', 'ORDER_SHIPPED_EVENT'],
  ['forbidden', 'SHIPPED', 'ORDER_CANCELED_EVENT'],
])('an event that is %s is counted, in the one line there is of it', async (outcome, status, eventName) => {
  await backend.put(
    orderRow({ orderId }),
    { ...progressRow(status), pk: `EVENTS#ORDER_ID#${orderId}`, orderId },
    rawRow(eventName, {}, orderId),
  );
  const line = await lineOf(eventName);
  expect(line).toMatchObject({ message: 'done', step: 'syncOrder', outcome, entityId: orderId });
  expect(line).toMatchObject({
    Messages: 1,
    _aws: {
      Timestamp: expect.any(Number),
      CloudWatchMetrics: [
        {
          Namespace: 'Frontdesk/dev',
          Dimensions: [['step', 'outcome']],
          Metrics: [{ Name: 'Messages', Unit: 'Count' }],
        },
        { Namespace: 'Frontdesk/dev', Dimensions: [['step']], Metrics: [{ Name: 'Latency' }] },
      ],
    },
  });
  expect(Math.abs(line['_aws'].Timestamp - Date.parse(line.timestamp))).toBeLessThan(2_000);
});

test.each([
  ['CANCELED', rawRow('ORDER_CANCELED_EVENT', {}, orderId)],
  ['duplicate', eventRow({ orderId, status: 'CANCELED' })],
])('what is %s is not', async (outcome, row) => {
  await backend.put(orderRow({ orderId }), row);
  const line = await lineOf('ORDER_CANCELED_EVENT');
  expect(line).toMatchObject({ outcome });
  expect(line).not.toHaveProperty('Messages');
  expect(line['_aws'].CloudWatchMetrics).toMatchObject([{ Dimensions: [['step']] }]);
});
