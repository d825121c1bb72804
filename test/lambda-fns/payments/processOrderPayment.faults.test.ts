import { afterEach, describe, expect, test } from 'vitest';
import { invoke } from '../startBackend.ts';
import { unansweredDeadLetter, type Faults } from './startGateway.ts';
import { allocated, AMOUNT, startOrderPayments, type StartedOrderPayments } from './startOrderPayments.ts';

let payments: StartedOrderPayments;
const start = async (faults?: Faults, amountCents?: number) =>
  (payments = await startOrderPayments(faults, amountCents));
afterEach(() => payments.close());

const paidOnce = { captured: AMOUNT, refunded: 0 };
const neverCharged = { captured: 0, refunded: 0 };

describe('a gateway that fails', () => {
  test('is asked three times more, and then the order is rejected and nothing can be charged', async () => {
    await start({ failure: 100 });
    await payments.send(allocated(AMOUNT));
    for (const paymentRetries of [1, 2, 3]) {
      const { batchItemFailures } = await invoke(payments.payHandler, await payments.receiveEvent());
      expect(batchItemFailures).toHaveLength(1);
      expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_FAILED', paymentRetries });
      expect(await payments.order()).toMatchObject({ status: 'STOCK_ALLOCATED' });
      await payments.world.clock.advance(1_000_000);
    }
    const last = await invoke(payments.payHandler, await payments.receiveEvent());
    expect(last).toEqual({ batchItemFailures: [] });
    expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REJECTED', paymentRetries: 3 });
    const reason = 'PaymentRefused: The gateway is not available';
    expect(await payments.order()).toMatchObject({ status: 'PAYMENT_REJECTED', stock: 'HELD', reason });
    expect(await payments.events()).toMatchObject([{ eventData: { status: 'PAYMENT_REJECTED', reason } }]);
    expect(await payments.rows()).toContainEqual(expect.objectContaining({ verdict: 'barred' }));
    expect(await payments.book()).toEqual(neverCharged);
  });
});

describe('a gateway that nobody reaches', () => {
  test.each([
    ['did not hear of the charge', 3, neverCharged],
    ['took the charge', 1, paidOnce],
  ] as const)(
    'and that %s: a dead letter with its reason, which redriven is paid once',
    async (_what, seed, soFar) => {
      // The first call is the charge; those after it only enquire.
      await start({ timeout: 100, seed });
      expect(await payments.pay()).toBe(9);
      const [letter, ...more] = await payments.deadLetters();
      expect(more).toEqual([]);
      expect(letter).toMatchObject(unansweredDeadLetter('processOrderPayment'));
      expect(await payments.payment()).toMatchObject({
        paymentStatus: 'PAYMENT_PENDING',
        amountCents: AMOUNT,
        paymentRetries: 0,
      });
      expect(await payments.order()).toMatchObject({ status: 'STOCK_ALLOCATED', stock: 'HELD' });
      expect(await payments.book()).toEqual(soFar);

      await payments.heal();
      expect(await payments.deliverOnce(payments.payHandler, letter.Body)).toBe(true);
      expect(await payments.order()).toMatchObject({ status: 'PAYMENT_ACCEPTED', stock: 'SOLD' });
      expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_ACCEPTED' });
      expect(await payments.events()).toHaveLength(1);
      expect(await payments.book()).toEqual(paidOnce);
    },
  );
});
