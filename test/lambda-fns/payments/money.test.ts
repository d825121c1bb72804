import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Faults } from './startGateway.ts';
import { AMOUNT, startOrderPayments } from './startOrderPayments.ts';
import { paymentRow, PRICE, startPayments } from './startPayments.ts';

const action = fc.constantFrom('deliver', 'deliver', 'cancel', 'refund', 'crash', 'wait');
const seeds = fc.nat(1_000_000);
const stories = fc.array(action, { maxLength: 6 });
const canceled = ['CANCELLED', 'CANCELED'];

/**
 * What happens in an order that chance decides; afterwards everything is delivered until it is done. Only the
 * message of a payment that was canceled may be lost: as a dead letter that nobody redrives.
 */
const play = async (
  start: (faults: Faults) => ReturnType<typeof startPayments | typeof startOrderPayments>,
  seed: number,
  actions: readonly string[],
  { isLost = false, gateway = 'simulated' }: { isLost?: boolean; gateway?: Faults['gateway'] } = {},
) => {
  const payments = await start({ gateway, failure: 30, timeout: 20, seed });
  const isCanceled = async () => canceled.includes(await payments.status());
  const events = {
    deliver: () => payments.deliver(),
    cancel: async () => {
      if (!(await isCanceled())) await payments.cancel();
    },
    refund: async () => {
      if (await isCanceled()) await payments.refund();
    },
    crash: async () => {
      payments.tableActions.TransactWriteItems = async () => {
        throw new Error('killed');
      };
      await payments.deliver();
      payments.mend();
    },
    wait: () => payments.world.clock.advance(1_000_000),
  };
  for (const name of actions) await events[name as keyof typeof events]();
  await payments.world.clock.advance(1_000_000);
  if (!(isLost && (await isCanceled()))) await payments.pay();
  await events.refund();
  const end = {
    status: await payments.status(),
    payment: (await payments.payment())?.paymentStatus,
    ...(await payments.book()),
  };
  await payments.close();
  return end;
};

const subjects = [
  { what: 'a booking', start: startPayments, price: PRICE, paid: 'PAID' },
  { what: 'an order', start: startOrderPayments, price: AMOUNT, paid: 'PAYMENT_ACCEPTED' },
];

test.each(
  (['simulated', 'stripe'] as const).flatMap((gateway) =>
    subjects.map((subject) => ({ gateway, ...subject })),
  ),
)(
  'whatever happens at the $gateway gateway to $what in whatever order, what was captured less what was refunded is what is owed',
  async ({ gateway, start, price, paid }) => {
    await fc.assert(
      fc.asyncProperty(seeds, stories, fc.boolean(), async (seed, actions, isLost) => {
        const { status, payment, captured, refunded } = await play(start, seed, actions, {
          isLost,
          gateway,
        });
        expect(captured - refunded).toBe(status === paid ? price : 0);
        expect([0, price]).toContain(captured);
        // An order's payment is not even begun when it was canceled before.
        const unpaid = captured > 0 ? ['PAYMENT_REFUNDED'] : ['PAYMENT_REJECTED', undefined];
        expect(status === paid ? ['PAYMENT_ACCEPTED'] : unpaid).toContain(payment);
      }),
      { numRuns: gateway === 'simulated' ? 30 : 10, seed: 1 },
    );
  },
);

test('with the same seed everything ends the same', async () => {
  const story = ['deliver', 'wait', 'deliver', 'cancel', 'deliver'];
  expect(await play(startPayments, 7, story)).toEqual(await play(startPayments, 7, story));
});

test('a key that is used for another amount is refused, and charged once', async () => {
  const payments = await startPayments();
  await payments.pay();
  await payments.put(paymentRow());
  const { gateway } = await import('../../../lambda-fns/payments/gateway/gateway.ts');
  const charge = { paymentId: 'booking:booking-1:1', amountCents: 1, currency: 'EUR' };
  await expect(gateway.charge(charge)).rejects.toThrow(/another amount/);
  expect(await payments.book()).toEqual({ captured: PRICE, refunded: 0 });
  await payments.close();
});
