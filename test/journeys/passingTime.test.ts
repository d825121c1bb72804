import { afterEach, beforeEach, expect, test } from 'vitest';
import * as given from './given.ts';
import * as then from './then.ts';
import * as when from './when.ts';

const MINUTES = 60_000;
const HOURS = 60 * MINUTES;
/** The cloud is deployed at 10:00, and the sweep runs every quarter of an hour from then on. */
const BETWEEN_SWEEPS = 5 * MINUTES;
const NEXT_SWEEP = 10 * MINUTES;

const AT_NOON = '2027-01-20T12:00:00.000Z';

let desk: given.Frontdesk;
beforeEach(async () => {
  desk = await given.frontdesk();
});
afterEach(async () => desk[Symbol.asyncDispose]());

test('a booking whose hold has passed reads as EXPIRED at once, and is stored so by the next sweep; its owner may book again after either', async () => {
  const [apartment, owner, early] = [await desk.apartment(), await desk.tenant(), await desk.tenant()];
  await desk.cloud.advance(BETWEEN_SWEEPS);
  const id = await when.hasBooked(desk, owner, when.aStay(apartment));
  const replaced = await when.hasBooked(desk, early, when.aStay(apartment));

  await desk.cloud.advance(48 * HOURS - 1);
  const [caretaker, tenant, soon] = [
    await given.signedInAgain(desk, desk.caretaker),
    await given.signedInAgain(desk, owner),
    await given.signedInAgain(desk, early),
  ];
  const subscription = await when.follows(desk, tenant);
  expect(await then.bookingOf(tenant, id)).toMatchObject({ status: 'PENDING' });
  then.isRefused(await when.books(desk, soon, when.aStay(apartment)), 'BookingInProgress', {
    bookingId: replaced,
  });

  await desk.cloud.advance(1);
  expect(await then.bookingOf(tenant, id)).toMatchObject({ status: 'EXPIRED' });
  expect(await then.storedBooking(desk, id)).toMatchObject({ status: 'PENDING' });
  then.isRefused(await when.confirms(desk, caretaker, id), 'StateConflict', { status: 'EXPIRED' });
  const newer = await when.hasBooked(desk, soon, when.aStay(apartment));

  await desk.cloud.advance(NEXT_SWEEP);
  for (const each of [id, replaced])
    expect(await then.storedBooking(desk, each)).toMatchObject({
      status: 'EXPIRED',
      reason: expect.stringMatching(/confirmed/),
    });
  expect(await then.claimsOf(desk, owner.id)).toEqual({});
  expect(await then.claimsOf(desk, early.id)).toEqual({ [`APARTMENT#${apartment}`]: newer });
  expect(await then.apartmentOf(desk, apartment)).toEqual({ apartmentStatus: 'VACANT', nights: [] });
  await when.hasBooked(desk, tenant, when.aStay(apartment));
  expect((await when.confirms(desk, caretaker, newer)).errors).toBeUndefined();

  await desk.cloud.advance(30 * MINUTES);
  expect(await then.deliveredStatuses(subscription, id)).toEqual(['EXPIRED']);
});

test('a stay whose last night has passed is completed and its nights are free; its owner is notified once', async () => {
  const [apartment, owner] = [await desk.apartment(), await desk.tenant()];
  const id = await when.hasBooked(desk, owner, when.aStay(apartment, '2027-01-20', '2027-01-21'));
  await when.confirms(desk, desk.caretaker, id);
  await when.pays(desk, owner, id);
  await desk.cloud.settles();
  expect(await then.apartmentOf(desk, apartment)).toEqual({
    apartmentStatus: 'OCCUPIED',
    nights: ['2027-01-20'],
  });

  await desk.cloud.advance(14 * HOURS - 1);
  const tenant = await given.signedInAgain(desk, owner);
  const subscription = await when.follows(desk, tenant);
  expect(await then.bookingOf(tenant, id)).toMatchObject({ status: 'PAID' });

  await desk.cloud.advance(1);
  expect(await then.bookingOf(tenant, id)).toMatchObject({ status: 'COMPLETED', reason: null });
  expect(await then.storedBooking(desk, id)).toMatchObject({ status: 'COMPLETED' });
  expect(await then.apartmentOf(desk, apartment)).toEqual({ apartmentStatus: 'VACANT', nights: [] });
  then.isRefused(await when.cancels(desk, tenant, id), 'StateConflict', { status: 'COMPLETED' });
  await when.hasBooked(desk, tenant, when.aStay(apartment));
  await desk.cloud.advance(30 * MINUTES);
  expect(await then.deliveredStatuses(subscription, id)).toEqual(['COMPLETED']);
});

test('an appointment goes from QUEUED to COMPLETED, and its owner receives each status once', async () => {
  const tenant = await desk.tenant();
  const first = await when.follows(desk, tenant);
  const ticket = await when.booksService(
    desk,
    tenant,
    when.anAppointment(await when.hasService(desk), AT_NOON),
  );
  const { id } = ticketOf(ticket);
  expect(ticket).toEqual({ data: { createServiceBooking: { id, status: 'QUEUED' } } });
  await desk.cloud.settles();
  expect(await then.bookingOf(tenant, id)).toMatchObject({
    userId: tenant.id,
    status: 'PENDING',
    serviceId: await when.hasService(desk),
    serviceName: 'Spring cleaning',
    dateTime: AT_NOON,
  });

  const { data } = await when.confirms(desk, desk.caretaker, id);
  expect(data).toEqual({ confirmBooking: { id, status: 'APPROVED' } });
  expect((await when.pays(desk, tenant, id)).errors).toBeUndefined();
  await desk.cloud.settles();
  expect(await then.bookingOf(tenant, id)).toMatchObject({ status: 'PAID' });
  expect(await then.deliveredStatuses(first, id)).toEqual(['PENDING', 'APPROVED', 'PAID']);

  await desk.cloud.advance(2 * HOURS - 1);
  const later = await given.signedInAgain(desk, tenant);
  const second = await when.follows(desk, later);
  expect(await then.bookingOf(later, id)).toMatchObject({ status: 'PAID' });
  await desk.cloud.advance(1);
  expect(await then.bookingOf(later, id)).toMatchObject({ status: 'COMPLETED' });
  await desk.cloud.advance(30 * MINUTES);
  expect(await then.storedBooking(desk, id)).toMatchObject({ status: 'COMPLETED' });
  expect(await then.claimsOf(desk, tenant.id)).toEqual({});
  expect(await then.deliveredStatuses(second, id)).toEqual(['COMPLETED']);
});

test('a clientToken returns the same ticket for a day, or while its booking is in progress, and then names another request', async () => {
  const tenant = await desk.tenant();
  const named = { ...when.anAppointment(await when.hasService(desk)), clientToken: 'try-1' };
  const waiting = {
    ...when.anAppointment(await when.hasService(desk), '2027-03-11T08:00:00.000Z'),
    clientToken: 'try-2',
  };
  const [id, pending] = [
    await when.hasBookedService(desk, tenant, named),
    await when.hasBookedService(desk, tenant, waiting),
  ];
  await when.cancels(desk, tenant, id);

  await desk.cloud.advance(24 * HOURS - 1);
  const later = await given.signedInAgain(desk, tenant);
  expect(ticketOf(await when.booksService(desk, later, named))).toEqual({ id, status: 'QUEUED' });
  await desk.cloud.settles();
  expect(await then.rows(desk, 'BOOKING#')).toHaveLength(2);
  expect(await then.storedBooking(desk, id)).toMatchObject({ status: 'CANCELLED' });
  expect(Object.values(await then.claimsOf(desk, tenant.id))).toEqual([pending]);

  await desk.cloud.advance(1);
  const again = await when.hasBookedService(desk, later, named);
  expect(again).not.toBe(id);
  expect(await then.storedBooking(desk, again)).toMatchObject({ status: 'PENDING' });
  expect(ticketOf(await when.booksService(desk, later, waiting))).toEqual({ id: pending, status: 'QUEUED' });
  await desk.cloud.settles();
  expect(await then.rows(desk, 'BOOKING#')).toHaveLength(3);
});

test('a moved appointment is completed after its new time, and its hold ends at that time at the latest', async () => {
  const tenant = await desk.tenant();
  const later = await when.hasBookedService(
    desk,
    tenant,
    when.anAppointment(await when.hasService(desk), AT_NOON),
  );
  const sooner = await when.hasBookedService(desk, tenant, when.anAppointment(await when.hasService(desk)));
  await when.updates(desk, tenant, later, { dateTime: '2027-01-20T14:00:00.000Z' });
  await when.updates(desk, tenant, sooner, { dateTime: AT_NOON });
  await when.confirms(desk, desk.caretaker, later);

  await desk.cloud.advance(2 * HOURS);
  expect(await then.storedBooking(desk, later)).toMatchObject({ status: 'APPROVED' });
  expect(await then.storedBooking(desk, sooner)).toMatchObject({ status: 'EXPIRED' });
  await desk.cloud.advance(2 * HOURS);
  expect(await then.storedBooking(desk, later)).toMatchObject({ status: 'COMPLETED' });
  expect(await then.claimsOf(desk, tenant.id)).toEqual({});
});

const ticketOf = ({ data }: when.Answer) => data!['createServiceBooking'];
