import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Charge, PaymentGateway } from '../../../../model/payments/gateways.ts';
import { startGateway } from '../startGateway.ts';

// What docs/payments.md says that a gateway guarantees, of every gateway there is.
describe.each(['simulated', 'stripe'] as const)('the %s gateway', (name) => {
  let backend: Awaited<ReturnType<typeof startGateway>>;
  let gateway: PaymentGateway;
  let payments = 0;
  beforeAll(async () => {
    backend = await startGateway({ gateway: name });
    ({ gateway } = await import('../../../../lambda-fns/payments/gateway/gateway.ts'));
  });
  afterAll(() => backend.close());

  /** A payment that nobody asked about before. */
  const aCharge = (amountCents = 12_500): Charge => ({
    paymentId: `order:contract-${++payments}`,
    amountCents,
    currency: 'EUR',
  });

  /** What it adds to the gateway's book. */
  const booked = async (act: () => Promise<unknown>) => {
    const before = await backend.book();
    await act();
    const after = await backend.book();
    return { captured: after.captured - before.captured, refunded: after.refunded - before.refunded };
  };

  test('charges a key once, however often it is asked, one after the other or at the same time', async () => {
    const charge = aCharge();
    const moved = await booked(async () => {
      // One of those at the same time may throw, which says nothing of what happened.
      const answers = await Promise.allSettled(Array.from({ length: 5 }, () => gateway.charge(charge)));
      const outcomes = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
      expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['accepted']));
      for (let times = 0; times < 2; times++)
        expect(await gateway.charge(charge)).toEqual({ outcome: 'accepted' });
    });
    expect(moved).toEqual({ captured: 12_500, refunded: 0 });
    expect(await gateway.enquire(charge.paymentId)).toEqual({ outcome: 'accepted' });
  });

  test('throws for the same key with another amount, and charges nothing more', async () => {
    const charge = aCharge();
    await gateway.charge(charge);
    const moved = await booked(() =>
      expect(gateway.charge({ ...charge, amountCents: 99 })).rejects.toThrow(/another amount/),
    );
    expect(moved).toEqual({ captured: 0, refunded: 0 });
  });

  test.each([0, 100_000_000])('rejects %i cents, whenever it is asked', async (cents) => {
    const charge = aCharge(cents);
    for (let times = 0; times < 2; times++)
      expect(await gateway.charge(charge)).toEqual({
        outcome: 'rejected',
        reason: 'The amount is not accepted',
      });
  });

  test('knows of no charge before there is one, and an enquiry changes nothing', async () => {
    const { paymentId } = aCharge();
    for (let times = 0; times < 2; times++)
      expect(await gateway.enquire(paymentId)).toEqual({ outcome: 'none' });
  });

  test('refunds all once, and the key stays refunded', async () => {
    const charge = aCharge();
    const moved = await booked(async () => {
      await gateway.charge(charge);
      for (let times = 0; times < 3; times++) expect(await gateway.refund(charge.paymentId)).toBe('refunded');
    });
    expect(moved).toEqual({ captured: 12_500, refunded: 12_500 });
    expect(await gateway.enquire(charge.paymentId)).toEqual({ outcome: 'refunded' });
  });

  test('bars a key that is refunded before it is charged', async () => {
    const charge = aCharge();
    const moved = await booked(async () => {
      for (let times = 0; times < 2; times++)
        expect(await gateway.refund(charge.paymentId)).toBe('nothingCharged');
      expect(await gateway.charge(charge)).toMatchObject({ outcome: 'rejected' });
    });
    expect(moved).toEqual({ captured: 0, refunded: 0 });
    expect(await gateway.enquire(charge.paymentId)).toMatchObject({ outcome: 'rejected' });
  });

  test('owes nothing where a charge and its refund meet', async () => {
    for (let times = 0; times < 5; times++) {
      const charge = aCharge();
      const { captured, refunded } = await booked(async () => {
        await Promise.allSettled([gateway.charge(charge), gateway.refund(charge.paymentId)]);
        await gateway.refund(charge.paymentId);
      });
      expect(captured).toBe(refunded);
      expect(await gateway.charge(charge).catch(() => ({ outcome: 'unknown' }))).not.toEqual({
        outcome: 'none',
      });
    }
  });

  test('holds an amount, takes a part of it once, and lets go of the rest', async () => {
    const charge = aCharge();
    const held = await booked(async () => {
      for (let times = 0; times < 2; times++)
        expect(await gateway.authorize(charge)).toEqual({ outcome: 'accepted' });
    });
    expect(held).toEqual({ captured: 0, refunded: 0 });
    expect(await gateway.enquire(charge.paymentId)).toEqual({ outcome: 'authorized' });
    await expect(gateway.capture(charge.paymentId, 12_501)).rejects.toThrow();
    const taken = await booked(async () => {
      for (let times = 0; times < 2; times++)
        expect(await gateway.capture(charge.paymentId, 10_000)).toBe('captured');
      await expect(gateway.capture(charge.paymentId, 9_000)).rejects.toThrow(/another amount/);
    });
    expect(taken).toEqual({ captured: 10_000, refunded: 0 });
    expect(await gateway.enquire(charge.paymentId)).toEqual({ outcome: 'accepted' });
  });

  test('takes what is held where it is charged, and lets go of it where it is refunded', async () => {
    const [charged, called] = [aCharge(), aCharge()];
    await gateway.authorize(charged);
    await gateway.authorize(called);
    const moved = await booked(async () => {
      expect(await gateway.charge(charged)).toEqual({ outcome: 'accepted' });
      expect(await gateway.refund(called.paymentId)).toBe('nothingCharged');
      expect(await gateway.capture(called.paymentId, 12_500)).toBe('nothingAuthorized');
    });
    expect(moved).toEqual({ captured: 12_500, refunded: 0 });
    expect(await gateway.capture(aCharge().paymentId, 1)).toBe('nothingAuthorized');
  });

  test('refunds each part once, and never more than was charged', async () => {
    const charge = aCharge();
    const { paymentId } = charge;
    expect(await gateway.refundPart({ paymentId, refundId: 'early', amountCents: 1 })).toBe('nothingCharged');
    await gateway.charge(charge);
    const moved = await booked(async () => {
      for (const refundId of ['a', 'b', 'a'])
        expect(await gateway.refundPart({ paymentId, refundId, amountCents: 4_000 })).toBe('refunded');
      await expect(gateway.refundPart({ paymentId, refundId: 'a', amountCents: 1 })).rejects.toThrow();
      await expect(gateway.refundPart({ paymentId, refundId: 'c', amountCents: 5_000 })).rejects.toThrow();
    });
    expect(moved).toEqual({ captured: 0, refunded: 8_000 });
    expect(await gateway.enquire(paymentId)).toEqual({ outcome: 'accepted' });
    // The rest goes back, and no more.
    expect(await booked(() => gateway.refund(paymentId))).toEqual({ captured: 0, refunded: 4_500 });
    expect(await gateway.enquire(paymentId)).toEqual({ outcome: 'refunded' });
  });
});
