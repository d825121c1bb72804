import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as given from './given.ts';
import { expectPaymentsSettled } from './shop/invariants/payments.ts';
import * as then from './then.ts';
import * as when from './when.ts';

const BOOKING = `query ($id: ID!) { getBooking(id: $id) { id status reason
  payment { paymentId bookingId paymentStatus amount refunded } } }`;
const PAYMENTS = `query ($userId: ID) { paymentsPerUser(userId: $userId) { items { paymentId paymentStatus amount } } }`;
const INVOICES = `query ($userId: ID) { invoicesPerUser(userId: $userId) { items { id status amount refunded } } }`;

/** An hour before a stay of this night is over. */
const EVENING = Date.UTC(2027, 0, 20, 23);

let desk: given.Frontdesk;
beforeAll(async () => {
  desk = await given.frontdesk({ at: EVENING });
});
afterEach(async () => expectPaymentsSettled(await then.items(desk, '')));
afterAll(async () => desk[Symbol.asyncDispose]());

/** A stay of one night that somebody of the staff has approved. */
async function anApprovedStay(): Promise<{ tenant: given.Person; bookingId: string }> {
  const [tenant, apartment] = [await desk.tenant(), await desk.apartment()];
  const stay = when.aStay(apartment, '2027-01-20', '2027-01-21');
  const bookingId = await when.hasBooked(desk, tenant, stay);
  await when.confirms(desk, desk.caretaker, bookingId);
  await desk.cloud.settles();
  return { tenant, bookingId };
}

async function asks(tenant: given.Person, mutation: string, bookingId: string): Promise<void> {
  const { errors } = await when.ask(desk, tenant, mutation, { bookingId });
  expect(errors).toBeUndefined();
  await desk.cloud.settles();
}

const bookingOf = async (tenant: given.Person, id: string) =>
  (await tenant.graphql(BOOKING, { id }))['getBooking'];

test('an amount is held and then taken, and the person follows both', async () => {
  const { tenant, bookingId } = await anApprovedStay();
  const updates = await when.follows(desk, tenant);
  await asks(tenant, when.AUTHORIZE, bookingId);
  const held = { paymentId: `booking:${bookingId}:1`, bookingId, paymentStatus: 'PAYMENT_AUTHORIZED' };
  expect(await bookingOf(tenant, bookingId)).toMatchObject({ status: 'APPROVED', payment: held });

  await asks(tenant, when.CONFIRM_PAYMENT, bookingId);
  expect(await bookingOf(tenant, bookingId)).toMatchObject({
    status: 'PAID',
    payment: { paymentStatus: 'PAYMENT_ACCEPTED', refunded: 0 },
  });
  expect(await then.deliveredStatuses(updates, bookingId)).toEqual(['APPROVED', 'PAID']);
  then.isRefused(await when.ask(desk, tenant, when.VOID_PAYMENT, { bookingId }), 'StateConflict', {
    status: 'PAYMENT_ACCEPTED',
  });
});

test('what is held is let go, and the booking paid with another attempt: it has one invoice', async () => {
  const { tenant, bookingId } = await anApprovedStay();
  await asks(tenant, when.AUTHORIZE, bookingId);
  await asks(tenant, when.VOID_PAYMENT, bookingId);
  expect(await bookingOf(tenant, bookingId)).toMatchObject({
    status: 'APPROVED',
    payment: { paymentStatus: 'PAYMENT_VOIDED' },
  });
  await asks(tenant, when.PAY, bookingId);

  const { items: payments } = (await tenant.graphql(PAYMENTS))['paymentsPerUser'];
  expect(payments).toMatchObject([
    { paymentId: `booking:${bookingId}:1`, paymentStatus: 'PAYMENT_VOIDED' },
    { paymentId: `booking:${bookingId}:2`, paymentStatus: 'PAYMENT_ACCEPTED' },
  ]);
  expect((await tenant.graphql(INVOICES))['invoicesPerUser'].items).toEqual([
    { id: `booking:${bookingId}`, status: 'PAID', amount: payments[1].amount, refunded: 0 },
  ]);
});

test('a held amount is taken by paying', async () => {
  const { tenant, bookingId } = await anApprovedStay();
  await asks(tenant, when.AUTHORIZE, bookingId);
  await asks(tenant, when.PAY, bookingId);
  expect(await bookingOf(tenant, bookingId)).toMatchObject({
    status: 'PAID',
    payment: { paymentId: `booking:${bookingId}:1` },
  });
});

test('a cancelled booking holds nothing, whether it is confirmed at the same time or not', async () => {
  const stays = [await anApprovedStay(), await anApprovedStay()];
  for (const { tenant, bookingId } of stays) await asks(tenant, when.AUTHORIZE, bookingId);
  const [first, second] = stays;
  await Promise.all([
    when.cancels(desk, first!.tenant, first!.bookingId),
    when.ask(desk, first!.tenant, when.CONFIRM_PAYMENT, { bookingId: first!.bookingId }),
  ]);
  await when.cancels(desk, second!.tenant, second!.bookingId);
  await desk.cloud.settles();
  for (const { tenant, bookingId } of stays) {
    const { status, payment } = await bookingOf(tenant, bookingId);
    expect(status).toBe('CANCELLED');
    expect(['PAYMENT_VOIDED', 'PAYMENT_REFUNDED', 'PAYMENT_REJECTED']).toContain(payment.paymentStatus);
    expect((await tenant.graphql(INVOICES))['invoicesPerUser'].items).toMatchObject([{ status: 'CANCELED' }]);
  }
});

test('a stay that is over and was never confirmed as paid holds nothing', async () => {
  const { tenant, bookingId } = await anApprovedStay();
  await asks(tenant, when.AUTHORIZE, bookingId);
  // The night ends, and then the sweep comes by.
  await desk.cloud.advance(90 * 60_000);
  await desk.cloud.settles();
  const again = await given.signedInAgain(desk, tenant);
  expect(await bookingOf(again, bookingId)).toMatchObject({
    status: 'COMPLETED',
    payment: { paymentStatus: 'PAYMENT_VOIDED' },
  });
});
