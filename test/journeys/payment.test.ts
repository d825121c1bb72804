import { afterAll, beforeAll, expect, test } from 'vitest';
import * as given from './given.ts';
import * as then from './then.ts';
import * as when from './when.ts';

const PAY = 'mutation ($bookingId: ID!) { payBooking(bookingId: $bookingId) { id status } }';

let desk: given.Frontdesk;
beforeAll(async () => {
  desk = await given.frontdesk();
});
afterAll(async () => desk[Symbol.asyncDispose]());

/** Longer than all retries of a payment. */
const LATER = 15 * 60_000;

test('an approved booking is paid by its owner, and a second payment is refused', async () => {
  const [tenant, apartment] = [await desk.tenant(), await desk.apartment()];
  const bookingId = await when.hasBooked(desk, tenant, when.aStay(apartment));
  await when.confirms(desk, desk.caretaker, bookingId);

  const { data, errors } = await when.ask(desk, tenant, PAY, { bookingId });
  expect(errors).toBeUndefined();
  expect(data).toEqual({ payBooking: { id: bookingId, status: 'APPROVED' } });
  await desk.cloud.settles();
  await desk.cloud.advance(LATER);

  expect(await then.bookingOf(tenant, bookingId)).toMatchObject({ status: 'PAID', reason: null });
  then.isRefused(await when.ask(desk, tenant, PAY, { bookingId }), 'StateConflict', { status: 'PAID' });
});

test('a booking that is not confirmed cannot be paid', async () => {
  const [tenant, apartment] = [await desk.tenant(), await desk.apartment()];
  const bookingId = await when.hasBooked(desk, tenant, when.aStay(apartment));
  then.isRefused(await when.ask(desk, tenant, PAY, { bookingId }), 'StateConflict', { status: 'PENDING' });
});
