import type { SQSHandler } from 'aws-lambda';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { OrderCreated } from '../../model/inventory/messages.ts';
import { PlaceOrder, RawOrderEvent } from '../../model/orders/messages.ts';
import { testCall } from '../support/serveActions.ts';
import { logLinesOf } from './logLinesOf.ts';
import { invoke, startBackend, type Backend } from './startBackend.ts';

const MiB = 1_048_576;

let backend: Backend;
beforeAll(async () => {
  backend = await startBackend();
  Object.assign(process.env, { PAYMENT_GATEWAY: 'simulated', POWERTOOLS_LOG_LEVEL: 'INFO' });
  vi.resetModules();
});
afterAll(() => backend.close());

const handlers: Record<string, () => Promise<{ readonly handler: SQSHandler }>> = {
  createApartmentBooking: () => import('../../lambda-fns/bookings/createApartmentBooking.ts'),
  createServiceBooking: () => import('../../lambda-fns/bookings/createServiceBooking.ts'),
  rejectCompetingBookings: () => import('../../lambda-fns/bookings/rejectCompetingBookings.ts'),
  sweepBookings: () => import('../../lambda-fns/bookings/sweepBookings.ts'),
  allocateOrderStock: () => import('../../lambda-fns/inventory/allocateOrderStock.ts'),
  compensateCanceledOrder: () => import('../../lambda-fns/inventory/compensateCanceledOrder.ts'),
  completeOrderPaymentAccepted: () => import('../../lambda-fns/inventory/completeOrderPaymentAccepted.ts'),
  deallocateOrderPaymentRejected: () =>
    import('../../lambda-fns/inventory/deallocateOrderPaymentRejected.ts'),
  restockSku: () => import('../../lambda-fns/inventory/restockSku.ts'),
  placeOrder: () => import('../../lambda-fns/orders/placeOrder.ts'),
  updateOffers: () => import('../../lambda-fns/catalog/updateOffers.ts'),
  rebuildCatalog: () => import('../../lambda-fns/catalog/rebuildCatalog.ts'),
  syncOrder: () => import('../../lambda-fns/orders/syncOrder.ts'),
  payBooking: () => import('../../lambda-fns/payments/payBooking.ts'),
  processOrderPayment: () => import('../../lambda-fns/payments/processOrderPayment.ts'),
  refundCancelledBooking: () => import('../../lambda-fns/payments/refundCancelledBooking.ts'),
  refundCanceledOrder: () => import('../../lambda-fns/payments/refundCanceledOrder.ts'),
};

/** As much of `item` as a message holds. */
const full = (head: string, item: string, tail = '') =>
  head + item.repeat(Math.floor((MiB - head.length - tail.length) / item.length)).replace(/,$/, '') + tail;

/** An event with so much of something, which says enough to be looked at. */
const event = (name: string, data: string, item: string, tail: string) =>
  full(
    `{"detail":{"eventName":"${name}","applied":true,"eventData":{"orderId":{"S":"order-1"},${data}`,
    item,
    `${tail}}}}`,
  );

/** These have a kind of message and a list each; the others read theirs by the same code. */
const thorough = ['createApartmentBooking', 'allocateOrderStock', 'placeOrder', 'syncOrder'];

const bodies: Record<string, string> = {
  'not JSON': 'x',
  'a blank': ' ',
  null: 'null',
  'a list': '[]',
  'a number too large': '1e999',
  'a lone surrogate': '{"bookingId":"\\ud800","orderId":"\\udfff"}',
  'a key twice': '{"bookingId":"a","bookingId":"b"}',
  'a prototype': '{"__proto__":{"bookingId":"a"},"constructor":{"prototype":1}}',
  '1 MiB that is no JSON': full('', 'x'),
  'a text of 1 MiB': full('"', 'a', '"'),
  'a text of 1 MiB in characters of three bytes': `"${'€'.repeat(Math.floor((MiB - 2) / 3))}"`,
  'half a million lists in each other': '['.repeat(MiB / 2) + ']'.repeat(MiB / 2),
  '170,000 objects in each other': `${'{"a":'.repeat(170_000)}1${'}'.repeat(170_000)}`,
  'half a million numbers': full('[', '0,', ']'),
  '100,000 keys': `{${Array.from({ length: 90_000 }, (_, key) => `"k${key}":0`).join()}}`,
  'a line 500,000 times': full('{"orderId":"order-1","lines":[', '0,', ']}'),
  'an event of a line 500,000 times': event('ORDER_CREATED_EVENT', '"lines":{"L":[', '0,', ']}'),
  'a raw event of a line 500,000 times': event('ORDER_PLACED_EVENT', '"lines":{"L":[', '0,', ']}'),
  'a name of 1 MiB': full('{"bookingId":"', 'a', '"}'),
  'an escape code of 1 MiB': full('{"bookingId":"\\u001b[2J', '\\u009b2J', '"}'),
};

const small = Object.values(bodies).filter((body) => body.length < 100);
const large = Object.values(bodies).filter((body) => body.length >= 100);

/** Delivers a body for the first time, and takes its dead letter. */
const deliver = async (worker: string, body: string) => {
  const { handler } = await handlers[worker]!();
  await backend.send(body);
  const received = await backend.receiveEvent();
  const lines = await logLinesOf(async () => {
    expect(await invoke(handler, received)).toEqual({ batchItemFailures: [] });
  });
  const [letter, ...others] = await backend.deadLetters();
  expect(others).toEqual([]);
  const { deadLetterUrl: QueueUrl } = backend;
  await backend.queueActions['DeleteMessage']!({ QueueUrl, ReceiptHandle: letter.ReceiptHandle }, testCall);
  const attributes = Object.fromEntries(
    Object.entries<any>(letter.MessageAttributes).map(([name, { StringValue }]) => [name, StringValue]),
  );
  const death = JSON.parse(attributes.Death);
  return { body: letter.Body as string, attributes, death, line: lines.at(-1)! };
};

describe.each(Object.keys(handlers))('%s', (worker) => {
  test('makes a dead letter with its reason of whatever nobody meant for it, at first sight', async () => {
    for (const body of thorough.includes(worker) ? [...small, ...large] : small) {
      const letter = await deliver(worker, body);
      expect(letter.attributes).toMatchObject({
        ErrorCode: expect.stringMatching(/^(InvalidArgument|NotFound|StateConflict)$/),
        FailingStep: worker,
        Reason: expect.stringMatching(/^[^\p{Cc}\p{Cf}\p{Cs}]{1,500}$/u),
        DeathClass: 'PERMANENT',
      });
      expect(letter.death).toMatchObject({ receiveCount: 1 });
      expect(Buffer.byteLength(letter.line)).toBeLessThan(1024);
      expect(letter.line.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
    expect(await backend.rows()).toEqual([]);
  }, 120_000);
});

describe('a body that leaves no room for its reason', () => {
  test.each([
    ['plain', full('', 'x')],
    ['of long characters', '€'.repeat(Math.floor(MiB / 3))],
    ['of pairs', '😀'.repeat(MiB / 4)],
  ])('is cut at a whole character, and its size and hash stand beside it: %s', async (_what, body) => {
    const letter = await deliver('payBooking', body);
    expect(body.startsWith(letter.body)).toBe(true);
    expect(Buffer.byteLength(letter.body)).toBeGreaterThan(MiB - 1024);
    expect(letter.attributes).toMatchObject({
      Reason: 'The body is not JSON',
    });
    expect(letter.death).toMatchObject({
      originalBytes: Buffer.byteLength(body),
      originalSha256: createHash('sha256').update(body).digest('hex'),
    });
  });

  test('is whole where there is just room', async () => {
    const small = await deliver('payBooking', 'x');
    const taken =
      Object.keys(small.attributes).join('').length + Object.values(small.attributes).join('').length;
    // Eight texts.
    const body = 'x'.repeat(MiB - taken - 8 * 'String'.length);
    const letter = await deliver('payBooking', body);
    expect(letter.body).toBe(body);
    expect(letter.death).not.toHaveProperty('originalBytes');
    expect((await deliver('payBooking', `${body}x`)).death).toHaveProperty('originalBytes');
  });
});

test('a list is counted before its items are looked at', () => {
  const many = Array(500_000).fill(0);
  const line = { L: many };
  const detail = (eventName: string) => ({
    detail: { eventName, applied: true, eventData: { orderId: { S: 'order-1' }, lines: line } },
  });
  for (const { error } of [
    PlaceOrder.safeParse({ orderId: 'order-1', lines: many }),
    OrderCreated.safeParse(detail('ORDER_CREATED_EVENT')),
    RawOrderEvent.safeParse(detail('ORDER_PLACED_EVENT')),
  ])
    expect(error!.issues.length).toBeLessThan(6);
});
