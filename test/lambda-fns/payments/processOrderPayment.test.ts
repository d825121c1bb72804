import { afterEach, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { orderEventKey } from '../../../model/orders/keys.ts';
import { entityMetadata } from '../../../model/table.ts';
import { invoke } from '../startBackend.ts';
import type { Faults } from './startGateway.ts';
import { allocated, AMOUNT, startOrderPayments, type StartedOrderPayments } from './startOrderPayments.ts';

let payments: StartedOrderPayments;
const start = async (faults?: Faults, amountCents?: number) =>
  (payments = await startOrderPayments(faults, amountCents));
afterEach(() => payments.close());

const crash = async () => {
  throw new AwsError('InternalServerError', 'No');
};

const paidOnce = { captured: AMOUNT, refunded: 0 };
const neverCharged = { captured: 0, refunded: 0 };

describe('an accepted payment', () => {
  test('moves the order to PAYMENT_ACCEPTED and sells its units, with the event', async () => {
    await start();
    expect(await payments.pay()).toBe(1);
    expect(await payments.order()).toMatchObject({ status: 'PAYMENT_ACCEPTED', stock: 'SOLD' });
    expect(await payments.payment()).toMatchObject({
      subject: 'EVENTS#ORDER_ID',
      subjectId: 'order-1',
      paymentId: 'order:order-1',
      userId: 'user-1',
      paymentStatus: 'PAYMENT_ACCEPTED',
      amountCents: AMOUNT,
      paymentRetries: 0,
    });
    expect(await payments.events()).toMatchObject([
      {
        sk: 'EVENT#ORDER_PAYMENT_ACCEPTED_EVENT',
        applied: true,
        eventData: {
          orderId: 'order-1',
          userId: 'user-1',
          status: 'PAYMENT_ACCEPTED',
          stock: 'SOLD',
          reason: '',
          amountCents: AMOUNT,
        },
      },
    ]);
    expect(await payments.book()).toEqual(paidOnce);
  });

  test('of an order that an eventually consistent read does not find yet reads it consistently', async () => {
    await start();
    const { GetItem } = payments.tableActions;
    payments.tableActions.GetItem = async (input, call) =>
      input.ConsistentRead ? GetItem!(input, call) : {};
    expect(await payments.pay()).toBe(1);
    expect(await payments.order()).toMatchObject({ status: 'PAYMENT_ACCEPTED' });
  });

  test('costs 7 write units and half a read unit, beside what the gateway does', async () => {
    await start();
    const units = { write: 0, read: 0 };
    payments.world.feed.subscribe((record) => {
      if (record.kind === 'read' || (record.kind === 'write' && record.keys['sk'] !== 'CHARGE'))
        units[record.kind] += record.units;
    });
    await payments.pay();
    expect(units).toEqual({ write: 7, read: 0.5 });
  });

  test('of an order without units, allocated by a raw event, leaves stock alone', async () => {
    await start();
    const { stock: _none, ...progress } = (await payments.order())!;
    await payments.put(progress);
    await payments.pay();
    expect(await payments.order()).toMatchObject({ status: 'PAYMENT_ACCEPTED' });
    expect(await payments.order()).not.toHaveProperty('stock');
    expect(await payments.events()).toMatchObject([{ eventData: { status: 'PAYMENT_ACCEPTED', stock: '' } }]);
  });

  test('replaces a raw event that the order has not applied', async () => {
    await start();
    await payments.put({
      ...orderEventKey('order-1', 'ORDER_PAYMENT_ACCEPTED_EVENT'),
      ...entityMetadata('OrderEvent'),
      eventName: 'ORDER_PAYMENT_ACCEPTED_EVENT',
      eventData: { forged: true },
      applied: false,
    });
    expect(await payments.pay()).toBe(1);
    expect(await payments.events()).toMatchObject([{ applied: true, eventData: { stock: 'SOLD' } }]);
  });

  test('is one charge and one event, delivered a hundred times at one instant', async () => {
    await start();
    await payments.send(allocated(AMOUNT));
    const event = await payments.receiveEvent();
    await Promise.all(Array.from({ length: 100 }, () => invoke(payments.payHandler, event)));
    expect(await invoke(payments.payHandler, event)).toEqual({ batchItemFailures: [] });
    expect(await payments.book()).toEqual(paidOnce);
    expect(await payments.events()).toHaveLength(1);
    expect(await payments.order()).toMatchObject({ status: 'PAYMENT_ACCEPTED', stock: 'SOLD' });
  });

  test('whose answer was lost is found by enquiring, and not charged again', async () => {
    // The charge is carried out and not answered; what is asked after is answered.
    await start({ timeout: 50, seed: 6 });
    await payments.send(allocated(AMOUNT));
    const { batchItemFailures } = await invoke(payments.payHandler, await payments.receiveEvent());
    expect(batchItemFailures).toHaveLength(1);
    expect(await payments.order()).toMatchObject({ status: 'STOCK_ALLOCATED' });
    expect(await payments.book()).toEqual(paidOnce);
    await payments.world.clock.advance(10_000);
    await invoke(payments.payHandler, await payments.receiveEvent());
    expect(await payments.order()).toMatchObject({ status: 'PAYMENT_ACCEPTED', stock: 'SOLD' });
    expect(await payments.payment()).toMatchObject({ paymentRetries: 0 });
    expect(await payments.rows()).toContainEqual(
      expect.objectContaining({ pk: 'GATEWAY#order:order-1', calls: 2, capturedCents: AMOUNT }),
    );
  });
});

describe('a worker killed between the charge and its record', () => {
  test('is followed by one that enquires', async () => {
    await start();
    payments.tableActions.TransactWriteItems = crash;
    expect(await payments.deliver()).toBe(false);
    expect(await payments.order()).toMatchObject({ status: 'STOCK_ALLOCATED', stock: 'HELD' });
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_PENDING', amountCents: AMOUNT });
    expect(await payments.book()).toEqual(paidOnce);
    payments.mend();
    await payments.world.clock.advance(10_000);
    expect(await payments.deliver()).toBe(true);
    expect(await payments.order()).toMatchObject({ status: 'PAYMENT_ACCEPTED', stock: 'SOLD' });
    expect(await payments.book()).toEqual(paidOnce);
  });
});

describe('a rejected payment', () => {
  test.each([
    ['costs nothing', 0],
    ['costs 100,000.00', 100_000_00],
  ])(
    'of an order that %s ends it, and says why; its units wait to be returned',
    async (_what, amountCents) => {
      await start({}, amountCents);
      expect(await payments.pay()).toBe(1);
      const reason = 'PaymentRefused: The amount is not accepted';
      expect(await payments.order()).toMatchObject({ status: 'PAYMENT_REJECTED', stock: 'HELD', reason });
      expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REJECTED' });
      expect(await payments.events()).toMatchObject([
        {
          sk: 'EVENT#ORDER_PAYMENT_REJECTED_EVENT',
          eventData: { status: 'PAYMENT_REJECTED', stock: 'HELD', reason, amountCents },
        },
      ]);
      expect(await payments.book()).toEqual(neverCharged);
    },
  );

  test('of 99,999.99 is none', async () => {
    await start({}, 99_999_99);
    await payments.pay();
    expect(await payments.order()).toMatchObject({ status: 'PAYMENT_ACCEPTED' });
  });

  test('changes nothing when it is delivered again', async () => {
    await start({}, 0);
    await payments.pay();
    const before = [await payments.order(), await payments.payment(), await payments.events()];
    expect(await payments.pay()).toBe(1);
    expect([await payments.order(), await payments.payment(), await payments.events()]).toEqual(before);
  });
});

describe('an event', () => {
  test.each([
    ['of an order that never was', 'NotFound', { orderId: { S: 'order-2' } }],
    ['with a forged id', 'InvalidArgument', { orderId: { S: 'a#b-c' } }],
    ['with a broken amount', 'InvalidArgument', { amountCents: { N: '0.5' } }],
    ['with a debt', 'InvalidArgument', { amountCents: { N: '-1' } }],
    ['with another amount', 'StateConflict', { amountCents: { N: '1' } }],
    ['with another payer', 'StateConflict', { userId: { S: 'user-2' } }],
  ])('%s is a dead letter, and charges nothing', async (_what, code, changes) => {
    await start();
    const event = allocated(AMOUNT);
    Object.assign(event.detail.eventData, changes);
    await payments.send(event);
    await invoke(payments.payHandler, await payments.receiveEvent());
    expect(await payments.deadLetters()).toMatchObject([
      {
        MessageAttributes: {
          ErrorCode: { StringValue: code },
          FailingStep: { StringValue: 'processOrderPayment' },
        },
      },
    ]);
    expect(await payments.book()).toEqual(neverCharged);
  });

  test.each(['CREATED', 'STOCK_DEPLETED'])(
    'of an order that is %s is a dead letter, and charges nothing',
    async (status) => {
      await start();
      await payments.move({ status });
      await payments.deliver();
      expect(await payments.deadLetters()).toMatchObject([
        { MessageAttributes: { ErrorCode: { StringValue: 'StateConflict' } } },
      ]);
      expect(await payments.book()).toEqual(neverCharged);
    },
  );

  test('charges what the order says where its progress does not', async () => {
    await start();
    const { userId: _user, amountCents: _amount, ...progress } = (await payments.order())!;
    await payments.put(progress);
    expect(await payments.pay()).toBe(1);
    expect(await payments.payment()).toMatchObject({ userId: 'user-1', amountCents: AMOUNT });
    expect(await payments.book()).toEqual(paidOnce);
  });

  test('that no order has applied is a dead letter, and charges nothing', async () => {
    await start();
    const event = allocated(AMOUNT);
    event.detail.applied = false;
    await payments.send(event);
    await invoke(payments.payHandler, await payments.receiveEvent());
    expect(await payments.deadLetters()).toHaveLength(1);
    expect(await payments.book()).toEqual(neverCharged);
  });
});
