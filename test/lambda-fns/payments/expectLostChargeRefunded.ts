import { expect } from 'vitest';
import type { StartedOrderPayments } from './startOrderPayments.ts';
import type { StartedPayments } from './startPayments.ts';

/**
 * A charge of so many cents is taken and its answer lost, until its message is a dead letter; then what is paid
 * for is cancelled. Whatever it is, it is given back once.
 */
export const expectLostChargeRefunded = async (
  payments: StartedOrderPayments | StartedPayments,
  cents: number,
) => {
  await payments.pay();
  expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_PENDING' });
  expect(await payments.deadLetters()).toHaveLength(1);
  await payments.heal();
  await payments.cancel();
  for (const _delivery of [1, 2]) expect(await payments.refund()).toBe(1);
  expect(await payments.payment()).toMatchObject({ paymentStatus: 'PAYMENT_REFUNDED' });
  expect(await payments.book()).toEqual({ captured: cents, refunded: cents });
};
