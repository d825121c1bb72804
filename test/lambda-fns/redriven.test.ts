import type { SQSHandler } from 'aws-lambda';
import { expect, onTestFinished, test, vi } from 'vitest';
import { testCall } from '../support/serveActions.ts';
import * as bookings from './bookings/rows.ts';
import { restockEventRow, skuRow } from './inventory/rows.ts';
import * as orders from './orders/rows.ts';
import { allocated, startOrderPayments } from './payments/startOrderPayments.ts';
import { startPayments } from './payments/startPayments.ts';
import { type Backend, invoke, type Row, startBackend } from './startBackend.ts';

/** A worker, the rows it finds, and a message that it can do. */
interface Case {
  readonly worker: string;
  readonly rows?: readonly Row[];
  readonly body: object;
  /** @default a backend without a payment gateway */
  readonly start?: () => Promise<Backend>;
}

const canceled = { status: 'CANCELED', stock: 'HELD' } as const;

const cases: Case[] = [
  {
    worker: 'bookings/createApartmentBooking',
    rows: [bookings.apartmentRow(), bookings.claimRow()],
    body: bookings.request(),
  },
  {
    worker: 'bookings/createServiceBooking',
    rows: [bookings.appointmentClaimRow()],
    body: bookings.appointmentRequest(),
  },
  { worker: 'orders/placeOrder', rows: [orders.claimRow()], body: orders.placed() },
  {
    worker: 'inventory/allocateOrderStock',
    rows: [orders.orderRow(), skuRow('chair', 9), skuRow('table', 9)],
    body: orders.message('ORDER_CREATED_EVENT', orders.orderEventData({ lines: orders.lines })),
  },
  {
    worker: 'inventory/compensateCanceledOrder',
    rows: [
      orders.orderRow(),
      skuRow('chair', 9),
      skuRow('table', 9),
      orders.progressRow('CANCELED', canceled),
    ],
    body: orders.message('ORDER_CANCELED_EVENT', orders.orderEventData(canceled)),
  },
  {
    worker: 'inventory/restockSku',
    rows: [restockEventRow('chair', 'lot-1', 5), skuRow('chair', 2)],
    body: orders.message('SKU_RESTOCKED_EVENT', { sku: 'chair', lotId: 'lot-1', units: 5 }),
  },
  { worker: 'payments/payBooking', body: { bookingId: 'booking-1', attempt: 1 }, start: startPayments },
  { worker: 'payments/processOrderPayment', body: allocated(12_500), start: startOrderPayments },
];

const given = async ({ worker, rows = [], body, start = startBackend }: Case) => {
  const backend = await start();
  onTestFinished(() => backend.close());
  if (start === startBackend) vi.resetModules();
  const [domain, name] = worker.split('/');
  const { handler }: { handler: SQSHandler } = await import(`../../lambda-fns/${domain}/${name}.ts`);
  await backend.put(...rows);

  return {
    backend,
    deliver: async () => {
      const event = await backend.receiveEvent();
      expect(event.Records).toHaveLength(1);
      return invoke(handler, event);
    },
    /** As whoever redrives sends it: a new message, with what the letter carried and one redrive more. */
    redrive: (count: number, diedOn: string) => {
      const { queueUrl: QueueUrl } = backend;
      const times = { sentOn: diedOn, firstReceivedOn: diedOn, diedOn };
      const death = { messageId: 'dead', receiveCount: 9, codeVersion: 'c0de', ...times };
      const redrive = { runId: 'run-1', by: 'ann', on: diedOn, count };
      const MessageAttributes = { Death: text(death), Redrive: text(redrive) };
      const message = { QueueUrl, MessageBody: JSON.stringify(body), MessageAttributes };
      return backend.queueActions.SendMessage!(message, testCall);
    },
  };
};

const text = (value: object) => ({ DataType: 'String', StringValue: JSON.stringify(value) });

test.each(cases)('$worker does once what died and comes back, however often it comes', async (each) => {
  const { backend, deliver, redrive } = await given(each);
  const untouched = await backend.rows();
  const diedOn = new Date(backend.world.clock.now()).toISOString();
  await redrive(1, diedOn);
  expect(await deliver()).toEqual({ batchItemFailures: [] });
  const done = await backend.rows();
  expect(done).not.toEqual(untouched);

  for (const count of [1, 2]) {
    await redrive(count, diedOn);
    expect(await deliver()).toEqual({ batchItemFailures: [] });
  }
  expect(await backend.rows()).toEqual(done);
  expect(await backend.deadLetters()).toEqual([]);
});

test.each(cases)('$worker changes nothing by a letter that was edited to what is done', async (each) => {
  const { backend, deliver, redrive } = await given(each);
  await backend.send(each.body);
  await deliver();
  const done = await backend.rows();

  await redrive(1, '2030-01-01T00:00:00.000Z');
  expect(await deliver()).toEqual({ batchItemFailures: [] });
  expect(await backend.rows()).toEqual(done);
  expect(await backend.deadLetters()).toEqual([]);
});
