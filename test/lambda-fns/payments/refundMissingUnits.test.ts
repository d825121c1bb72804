import { afterEach, describe, expect, test } from 'vitest';
import type { Faults } from './startGateway.ts';
import { AMOUNT, startSagaPayments, type StartedSagaPayments } from './startSagaPayments.ts';

const REFUND = 'REFUND_PAYMENT_COMMAND';

let saga: StartedSagaPayments;
afterEach(() => saga.close());

const nothing = { captured: 0, refunded: 0, held: 0 };

/** An order that its saga has had paid. */
const confirmed = async (faults?: Faults) => {
  saga = await startSagaPayments(faults);
  await saga.does('AUTHORIZE_CUSTOMER_COMMAND');
  await saga.allocates();
  await saga.does('CONFIRM_PAYMENT_COMMAND');
};

describe.each(['simulated', 'stripe'] as const)('at the %s gateway', (gateway) => {
  test('missing units are refunded once, and the rest with the order', async () => {
    await confirmed({ gateway });
    await saga.lacks([{ sku: 'rolls', units: 2, priceCents: AMOUNT / 10 }], 'COMPLETED', 3);
    expect(await saga.money()).toEqual({ ...nothing, captured: AMOUNT, refunded: AMOUNT / 5 });
    expect(await saga.payment()).toMatchObject({
      paymentStatus: 'PAYMENT_ACCEPTED',
      refundedCents: AMOUNT / 5,
      reason: 'Units were missing',
    });
    await saga.does(REFUND);
    expect(await saga.money()).toEqual({ captured: AMOUNT, refunded: AMOUNT, held: 0 });
  });

  test('missing units of an order that was refunded are not refunded again', async () => {
    await confirmed({ gateway });
    await saga.does(REFUND);
    await saga.lacks([{ sku: 'rolls', units: 2, priceCents: AMOUNT / 10 }]);
    expect(await saga.money()).toEqual({ captured: AMOUNT, refunded: AMOUNT, held: 0 });
    expect(await saga.deadLetters()).toEqual([]);
  });
});

test('a list that is not completed refunds nothing, whatever is announced', async () => {
  await confirmed();
  await saga.lacks([{ sku: 'rolls', units: 2, priceCents: 1 }], 'ASSIGNED');
  expect(await saga.deadLetters()).toMatchObject([
    { MessageAttributes: { ErrorCode: { StringValue: 'StateConflict' } } },
  ]);
  expect(await saga.money()).toEqual({ ...nothing, captured: AMOUNT });
});

test('an order that was canceled after its list was completed is left to its saga', async () => {
  await confirmed();
  await saga.lacks([{ sku: 'rolls', units: 2, priceCents: 1 }], 'CANCELED');
  expect(await saga.money()).toEqual({ ...nothing, captured: AMOUNT });
});

test('a cancellation that is faster at the gateway leaves nothing to refund', async () => {
  await confirmed();
  const { gateway } = await import('../../../lambda-fns/payments/gateway/gateway.ts');
  await gateway.refund('order:order-1');
  await saga.lacks([{ sku: 'rolls', units: 2, priceCents: 1 }]);
  expect(await saga.deadLetters()).toEqual([]);
  expect(await saga.money()).toEqual({ captured: AMOUNT, refunded: AMOUNT, held: 0 });
});
