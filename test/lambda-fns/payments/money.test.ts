import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paymentRow, PRICE, startPayments } from './startPayments.ts';

const action = fc.constantFrom('deliver', 'deliver', 'cancel', 'refund', 'crash', 'wait');

/** What happens in an order that chance decides; afterwards everything is delivered until it is done. */
const play = async (seed: number, actions: readonly string[]) => {
  const payments = await startPayments({ failure: 30, timeout: 20, seed });
  const events = {
    deliver: () => payments.deliver(),
    cancel: async () => {
      const { status } = (await payments.booking())!;
      if (status !== 'CANCELLED') await payments.cancel();
    },
    refund: async () => {
      if ((await payments.booking())!.status === 'CANCELLED') await payments.refund();
    },
    crash: async () => {
      payments.tableActions.TransactWriteItems = async () => {
        throw new Error('killed');
      };
      await payments.deliver();
      Object.assign(payments.tableActions, payments.wholeActions);
    },
    wait: () => payments.world.clock.advance(1_000_000),
  };
  for (const name of actions) await events[name as keyof typeof events]();
  await payments.world.clock.advance(1_000_000);
  await payments.pay();
  await events.refund();
  const end = {
    booking: (await payments.booking())!.status,
    payment: (await payments.payment())!.paymentStatus,
    ...(await payments.book()),
  };
  await payments.close();
  return end;
};

test('whatever happens in whatever order, what was captured less what was refunded is what is owed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(1_000_000), fc.array(action, { maxLength: 6 }), async (seed, actions) => {
      const { booking, payment, captured, refunded } = await play(seed, actions);
      expect(captured - refunded).toBe(booking === 'PAID' ? PRICE : 0);
      expect([0, PRICE]).toContain(captured);
      expect({ booking, payment }).toEqual(
        booking === 'PAID'
          ? { booking, payment: 'PAYMENT_ACCEPTED' }
          : { booking, payment: captured > 0 ? 'PAYMENT_REFUNDED' : 'PAYMENT_REJECTED' },
      );
    }),
    { numRuns: 30, seed: 1 },
  );
});

test('with the same seed everything ends the same', async () => {
  const story = ['deliver', 'wait', 'deliver', 'cancel', 'deliver'];
  expect(await play(7, story)).toEqual(await play(7, story));
});

test('a key that is used for another amount is refused, and charged once', async () => {
  const payments = await startPayments();
  await payments.pay();
  await payments.put(paymentRow());
  const { gateway } = await import('../../../lambda-fns/payments/gateway.ts');
  const charge = { paymentId: 'booking:booking-1:1', amountCents: 1, currency: 'EUR' };
  await expect(gateway.charge(charge)).rejects.toThrow(/another amount/);
  expect(await payments.book()).toEqual({ captured: PRICE, refunded: 0 });
  await payments.close();
});
