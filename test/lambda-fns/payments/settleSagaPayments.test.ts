import { afterEach, describe, expect, test } from 'vitest';
import type { Faults } from './startGateway.ts';
import { AMOUNT, startSagaPayments, type StartedSagaPayments } from './startSagaPayments.ts';

const AUTHORIZE = 'AUTHORIZE_CUSTOMER_COMMAND';
const CONFIRM = 'CONFIRM_PAYMENT_COMMAND';
const REFUND = 'REFUND_PAYMENT_COMMAND';
const VOID = 'VOID_AUTHORIZATION_COMMAND';

let saga: StartedSagaPayments;
const start = async (faults?: Faults, amountCents?: number) =>
  (saga = await startSagaPayments(faults, amountCents));
afterEach(() => saga.close());

const nothing = { captured: 0, refunded: 0, held: 0 };
const paymentStatus = async () => (await saga.payment())?.paymentStatus;

const authorized = async (faults?: Faults) => {
  await start(faults);
  await saga.does(AUTHORIZE);
};
const confirmed = async (faults?: Faults) => {
  await authorized(faults);
  await saga.allocates();
  await saga.does(CONFIRM);
};

describe.each(['simulated', 'stripe'] as const)('at the %s gateway', (gateway) => {
  test('the amount is held, and then taken with the order paid for, once', async () => {
    await start({ gateway });
    await saga.commands(AUTHORIZE);
    for (const _delivery of [1, 2]) expect(await saga.deliver(AUTHORIZE)).toBe(1);
    expect(await saga.money()).toEqual({ ...nothing, held: AMOUNT });
    expect(await saga.reply(AUTHORIZE)).toMatchObject({ name: 'CUSTOMER_AUTHORIZED_REPLY' });
    expect(await saga.progress()).toBeUndefined();

    await saga.allocates();
    await saga.commands(CONFIRM);
    for (const _delivery of [1, 2]) expect(await saga.deliver(CONFIRM)).toBe(1);
    expect(await saga.money()).toEqual({ ...nothing, captured: AMOUNT });
    expect(await saga.reply(CONFIRM)).toMatchObject({ name: 'PAYMENT_CONFIRMED_REPLY' });
    expect(await saga.progress()).toMatchObject({ status: 'PAYMENT_ACCEPTED', stock: 'SOLD', flow: 'SAGA' });
    expect(await saga.rows()).toContainEqual(
      expect.objectContaining({
        eventName: 'ORDER_PAYMENT_ACCEPTED_EVENT',
        eventData: expect.objectContaining({ flow: 'SAGA', stock: 'SOLD' }),
      }),
    );
  });

  test('what is held is let go, once', async () => {
    await authorized({ gateway });
    for (const _delivery of [1, 2]) await saga.does(VOID);
    expect(await saga.money()).toEqual(nothing);
    expect(await paymentStatus()).toBe('PAYMENT_VOIDED');
    expect(await saga.reply(VOID)).toMatchObject({ name: 'AUTHORIZATION_VOIDED_REPLY' });
  });

  test('what was taken is given back, once', async () => {
    await confirmed({ gateway });
    for (const command of [REFUND, VOID, REFUND] as const) await saga.does(command);
    expect(await saga.money()).toEqual({ captured: AMOUNT, refunded: AMOUNT, held: 0 });
    expect(await saga.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REFUNDED', refundedCents: AMOUNT });
    expect(await saga.reply(REFUND)).toMatchObject({ name: 'PAYMENT_REFUNDED_REPLY' });
    expect(await saga.reply(VOID)).toMatchObject({ name: 'AUTHORIZATION_VOIDED_REPLY' });
  });
});

describe('a person who may not order any more', () => {
  test.each([
    ['is disabled', () => saga.disables(), 'UserDisabled: The account is disabled'],
    ['has moved out', () => saga.movesOut(), 'Forbidden: The apartment is not theirs any more'],
    [
      'had a stay there that is over',
      async () => {
        await saga.movesOut();
        await saga.hasStay('COMPLETED');
      },
      'Forbidden: The apartment is not theirs any more',
    ],
  ])('who %s: nothing is held', async (_why, happens, reason) => {
    await start();
    await happens();
    await saga.does(AUTHORIZE);
    expect(await saga.reply(AUTHORIZE)).toEqual({
      name: 'CUSTOMER_REJECTED_REPLY',
      endsAs: 'CANCELED',
      reason,
    });
    expect(await paymentStatus()).toBe('PAYMENT_REJECTED');
    expect(await saga.money()).toEqual(nothing);
  });

  test.each([
    ['disabled', () => saga.disables()],
    ['moved out', () => saga.movesOut()],
    ['canceled the order', () => saga.cancels()],
  ])('and %s while the amount is held: it is let go', async (_what, happens) => {
    await start();
    await saga.commands(AUTHORIZE);
    saga.before('TransactWriteItems', happens);
    expect(await saga.deliver(AUTHORIZE)).toBeLessThan(3);
    const { name } = (await saga.reply(AUTHORIZE))!;
    // A cancellation has a command of its own for what is held.
    if (name === 'CUSTOMER_AUTHORIZED_REPLY') await saga.does(VOID);
    else expect(name).toBe('CUSTOMER_REJECTED_REPLY');
    expect(await saga.money()).toEqual(nothing);
  });

  test('has a stay there: the amount is held', async () => {
    await start();
    await saga.movesOut();
    await saga.hasStay('PAID');
    await saga.does(AUTHORIZE);
    expect(await saga.reply(AUTHORIZE)).toMatchObject({ name: 'CUSTOMER_AUTHORIZED_REPLY' });
  });
});

test('what the gateway refuses is answered, and the saga ends the order', async () => {
  await start({}, 100_000_00);
  await saga.does(AUTHORIZE);
  expect(await saga.reply(AUTHORIZE)).toEqual({
    name: 'CUSTOMER_REJECTED_REPLY',
    endsAs: 'PAYMENT_REJECTED',
    reason: 'PaymentRefused: The amount is not accepted',
  });
  expect(await saga.progress()).toBeUndefined();
});

test('what is not held any more is not charged instead', async () => {
  await authorized();
  const { gateway } = await import('../../../lambda-fns/payments/gateway/gateway.ts');
  await gateway.refund('order:order-1');
  await saga.allocates();
  await saga.does(CONFIRM);
  expect(await saga.reply(CONFIRM)).toMatchObject({
    name: 'PAYMENT_REJECTED_REPLY',
    endsAs: 'PAYMENT_REJECTED',
  });
  expect(await saga.progress()).toMatchObject({ status: 'STOCK_ALLOCATED', stock: 'HELD' });
  expect(await saga.money()).toEqual(nothing);
});

test('an order that was canceled while its amount was taken gets it back', async () => {
  await authorized();
  await saga.allocates();
  await saga.commands(CONFIRM);
  saga.before('TransactWriteItems', saga.cancels);
  await saga.deliver(CONFIRM);
  expect(await saga.reply(CONFIRM)).toMatchObject({ name: 'PAYMENT_REJECTED_REPLY', endsAs: 'CANCELED' });
  expect(await saga.progress()).toMatchObject({ status: 'CANCELED' });
  expect(await saga.money()).toEqual({ captured: AMOUNT, refunded: AMOUNT, held: 0 });
});

test('of a command that comes after what undoes it nothing is done', async () => {
  await start();
  for (const command of [AUTHORIZE, CONFIRM] as const) await saga.commands(command);
  await saga.does(VOID);
  expect(await paymentStatus()).toBe('PAYMENT_VOIDED');
  await saga.allocates();
  await saga.deliver(AUTHORIZE);
  await saga.deliver(CONFIRM);
  expect(await saga.money()).toEqual(nothing);
  expect(await saga.reply(AUTHORIZE)).toBeUndefined();
});

test('a command that is called off while it is done leaves its effect to what undoes it', async () => {
  await start();
  await saga.commands(AUTHORIZE);
  saga.before('TransactWriteItems', () => saga.callsOff(AUTHORIZE));
  await saga.deliver(AUTHORIZE);
  expect(await paymentStatus()).toBe('PAYMENT_PENDING');
  await saga.does(VOID);
  expect(await saga.money()).toEqual(nothing);
});

test.each([
  ['that its saga never gave', AUTHORIZE, 'NotFound'],
  ['of another number', CONFIRM, 'NotFound'],
] as const)('a command %s is a dead letter, and moves nothing', async (_what, command, code) => {
  await start();
  if (command === CONFIRM) await saga.commands(AUTHORIZE);
  await saga.deliver(command);
  expect(await saga.deadLetters()).toMatchObject([
    { MessageAttributes: { ErrorCode: { StringValue: code } } },
  ]);
  expect(await saga.payment()).toBeUndefined();
  expect(await saga.money()).toEqual(nothing);
});
