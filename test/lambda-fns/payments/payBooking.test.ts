import { afterEach, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { bookingKey } from '../../../model/bookings/keys.ts';
import { entityMetadata } from '../../../model/table.ts';
import { bookingRow } from '../bookings/rows.ts';
import { invoke } from '../startBackend.ts';
import type { Faults } from './startGateway.ts';
import { paymentRow, PRICE, startPayments, type StartedPayments } from './startPayments.ts';

let payments: StartedPayments;
const start = async (faults?: Faults) => (payments = await startPayments(faults));
afterEach(() => payments.close());

const crash = async () => {
  throw new AwsError('InternalServerError', 'No');
};

describe('an accepted payment', () => {
  test('makes the booking PAID, with its event, and is recorded with its amount', async () => {
    await start();
    await payments.put(bookingRow('booking-1', { status: 'APPROVED', reason: 'PaymentRefused: before' }));
    expect(await payments.pay()).toBe(1);
    expect(await payments.booking()).toMatchObject({ status: 'PAID', gsi1pk: 'USER#user-1' });
    expect(await payments.booking()).not.toHaveProperty('reason');
    expect(await payments.payment()).toMatchObject({
      paymentStatus: 'PAYMENT_ACCEPTED',
      amountCents: PRICE,
      paymentRetries: 0,
    });
    expect(await payments.events()).toMatchObject([
      { sk: 'EVENT#BOOKING_PAID_EVENT', eventData: { bookingId: 'booking-1', status: 'PAID', reason: '' } },
    ]);
    expect(await payments.book()).toEqual({ captured: PRICE, refunded: 0 });
  });

  test('is one charge and one event, delivered three times', async () => {
    await start();
    await payments.send({ bookingId: 'booking-1', attempt: 1 });
    const event = await payments.receiveEvent();
    for (const _delivery of [1, 2, 3])
      expect(await invoke(payments.payHandler, event)).toEqual({ batchItemFailures: [] });
    expect(await payments.book()).toEqual({ captured: PRICE, refunded: 0 });
    expect(await payments.events()).toHaveLength(1);
  });

  test('is one charge and one event, delivered three times at one instant', async () => {
    await start();
    await payments.send({ bookingId: 'booking-1', attempt: 1 });
    const event = await payments.receiveEvent();
    await Promise.all([1, 2, 3].map(() => invoke(payments.payHandler, event)));
    await invoke(payments.payHandler, event);
    expect(await payments.book()).toEqual({ captured: PRICE, refunded: 0 });
    expect(await payments.events()).toHaveLength(1);
    expect(await payments.booking()).toMatchObject({ status: 'PAID' });
  });

  test('stays taken where one delivery pays between what another reads', async () => {
    await start();
    await payments.send({ bookingId: 'booking-1', attempt: 1 });
    const event = await payments.receiveEvent();
    payments.afterRead(() => invoke(payments.payHandler, event));
    expect(await invoke(payments.payHandler, event)).toEqual({ batchItemFailures: [] });
    expect(await payments.booking()).toMatchObject({ status: 'PAID' });
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_ACCEPTED' });
    expect(await payments.book()).toEqual({ captured: PRICE, refunded: 0 });
  });
});

describe('an appointment', () => {
  const appointment = {
    ...bookingKey('booking-1'),
    ...entityMetadata('ServiceBooking'),
    id: 'booking-1',
    userId: 'user-1',
    serviceId: 'cleaning',
    serviceName: 'Cleaning',
    dateTime: '2089-06-01T10:00:00.000Z',
    shard: '0',
    status: 'APPROVED',
    holdUntil: '2030-01-02T00:00:00.000Z',
    createdOn: '2030-01-01T00:00:00.000Z',
    updatedOn: '2030-01-01T00:00:00.000Z',
  };

  test('is paid as a stay is', async () => {
    await start();
    await payments.put(appointment);
    await payments.pay();
    expect(await payments.booking()).toMatchObject({ status: 'PAID', serviceId: 'cleaning' });
    expect(await payments.events()).toMatchObject([
      { eventName: 'BOOKING_PAID_EVENT', eventData: { serviceId: 'cleaning', apartmentId: '' } },
    ]);
    expect(await payments.book()).toEqual({ captured: 4_500, refunded: 0 });
  });

  test('stays APPROVED and says why when its payment is rejected', async () => {
    await start();
    await payments.put(appointment, paymentRow(1, { amountCents: 100_000_00 }));
    await payments.pay();
    const reason = expect.stringMatching(/^PaymentRefused: /);
    expect(await payments.booking()).toMatchObject({ status: 'APPROVED', reason });
  });
});

describe('a crash after the charge, before its record', () => {
  test('is mended by enquiring', async () => {
    await start();
    payments.tableActions.TransactWriteItems = crash;
    expect(await payments.deliver()).toBe(false);
    expect(await payments.booking()).toMatchObject({ status: 'APPROVED' });
    expect(await payments.book()).toEqual({ captured: PRICE, refunded: 0 });
    payments.mend();
    await payments.world.clock.advance(10_000);
    expect(await payments.deliver()).toBe(true);
    expect(await payments.booking()).toMatchObject({ status: 'PAID' });
    expect(await payments.book()).toEqual({ captured: PRICE, refunded: 0 });
  });

  test('and a cancellation meanwhile end in a refund', async () => {
    await start();
    payments.tableActions.TransactWriteItems = crash;
    await payments.deliver();
    payments.mend();
    await payments.cancel();
    expect(await payments.refund()).toBe(1);
    await payments.pay();
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REFUNDED' });
    expect(await payments.book()).toEqual({ captured: PRICE, refunded: PRICE });
    expect(await payments.events()).toEqual([]);
  });
});

describe('a rejected payment', () => {
  const refuse = async () => {
    await start();
    await payments.put(paymentRow(1, { amountCents: 100_000_00 }));
    expect(await payments.pay()).toBe(1);
  };

  test('leaves the booking APPROVED, says why, and is announced', async () => {
    await refuse();
    const reason = 'PaymentRefused: The amount is not accepted';
    expect(await payments.booking()).toMatchObject({ status: 'APPROVED', reason });
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REJECTED' });
    expect(await payments.events()).toMatchObject([
      {
        eventName: 'BOOKING_PAYMENT_REJECTED_EVENT',
        eventData: { bookingId: 'booking-1', status: 'APPROVED', reason },
      },
    ]);
    expect(await payments.book()).toEqual({ captured: 0, refunded: 0 });
  });

  test('changes nothing when it is delivered again', async () => {
    await refuse();
    const before = [await payments.booking(), await payments.payment(), await payments.events()];
    expect(await payments.pay()).toBe(1);
    expect([await payments.booking(), await payments.payment(), await payments.events()]).toEqual(before);
  });

  test('is followed by another that may succeed', async () => {
    await refuse();
    await payments.put(paymentRow(2));
    await payments.pay(2);
    expect(await payments.booking()).toMatchObject({ status: 'PAID' });
    expect(await payments.book()).toEqual({ captured: PRICE, refunded: 0 });
  });
});

describe('a gateway that fails', () => {
  test('is asked three times more, and then the payment is rejected and nothing can be charged', async () => {
    await start({ failure: 100 });
    await payments.send({ bookingId: 'booking-1', attempt: 1 });
    for (const retries of [1, 2, 3]) {
      const { batchItemFailures } = await invoke(payments.payHandler, await payments.receiveEvent());
      expect(batchItemFailures).toHaveLength(1);
      expect(await payments.payment()).toMatchObject({
        paymentStatus: 'PAYMENT_FAILED',
        paymentRetries: retries,
      });
      expect(await payments.booking()).toMatchObject({ status: 'APPROVED' });
      await payments.world.clock.advance(1_000_000);
    }
    expect(await invoke(payments.payHandler, await payments.receiveEvent())).toEqual({
      batchItemFailures: [],
    });
    const reason = 'PaymentRefused: The gateway is not available';
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REJECTED', paymentRetries: 3 });
    expect(await payments.booking()).toMatchObject({ status: 'APPROVED', reason });
    expect(await payments.events()).toMatchObject([{ eventData: { status: 'APPROVED', reason } }]);
    expect(await payments.rows()).toContainEqual(expect.objectContaining({ verdict: 'barred' }));
    expect(await payments.book()).toEqual({ captured: 0, refunded: 0 });
  });

  test('without an answer leaves the payment open, and charges nothing twice', async () => {
    await start({ timeout: 100 });
    for (const _delivery of [1, 2, 3]) {
      expect(await payments.deliver()).toBe(false);
      await payments.world.clock.advance(1_000_000);
    }
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_PENDING', amountCents: PRICE });
    expect((await payments.book()).captured).toBeLessThanOrEqual(PRICE);
  });
});

describe('a message', () => {
  test('of a payment that was withdrawn is done', async () => {
    await start();
    expect(await payments.pay(7)).toBe(1);
    expect(await payments.book()).toEqual({ captured: 0, refunded: 0 });
  });

  test.each([
    ['a forged id', { bookingId: 'a#b', attempt: 1 }, 'InvalidArgument'],
    ['an attempt too many', { bookingId: 'booking-1', attempt: 11 }, 'InvalidArgument'],
  ])('with %s is a dead letter', async (_what, body, code) => {
    await start();
    await payments.send(body);
    await invoke(payments.payHandler, await payments.receiveEvent());
    expect(await payments.deadLetters()).toMatchObject([
      { MessageAttributes: { ErrorCode: { StringValue: code }, FailingStep: { StringValue: 'payBooking' } } },
    ]);
  });
});
