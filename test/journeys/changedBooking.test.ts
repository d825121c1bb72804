import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as given from './given.ts';
import * as then from './then.ts';
import * as when from './when.ts';

let desk: given.Frontdesk;
let tenant: given.Person;
beforeAll(async () => {
  desk = await given.frontdesk();
});
beforeEach(async () => {
  tenant = await desk.tenant();
});
afterAll(async () => desk[Symbol.asyncDispose]());

describe('a pending stay', () => {
  let apartment: string;
  let id: string;
  beforeEach(async () => {
    apartment = await desk.apartment();
    id = await when.hasBooked(desk, tenant, when.aStay(apartment));
  });

  test('can get other dates, and takes only their nights when it is confirmed', async () => {
    const dates = { startDate: '2027-03-12', endDate: '2027-03-15' };
    const { data } = await when.updates(desk, tenant, id, dates);
    expect(data).toEqual({ updateBooking: { id, status: 'PENDING', ...dates } });
    await when.confirms(desk, desk.caretaker, id);

    expect(await then.bookingOf(tenant, id)).toMatchObject({ status: 'APPROVED', ...dates });
    expect(await then.apartmentOf(desk, apartment)).toEqual({
      apartmentStatus: 'OCCUPIED',
      nights: ['2027-03-12', '2027-03-13', '2027-03-14'],
    });
    const other = await desk.tenant();
    const freed = await when.hasBooked(desk, other, when.aStay(apartment, '2027-03-10', '2027-03-12'));
    expect((await when.confirms(desk, desk.caretaker, freed)).errors).toBeUndefined();
  });

  test('keeps its claim, which has the new dates from now on', async () => {
    const named = { ...when.aStay(apartment, '2027-04-01', '2027-04-03'), clientToken: 'try-1' };
    await when.cancels(desk, tenant, id);
    const booked = await when.hasBooked(desk, tenant, named);
    await when.updates(desk, tenant, booked, { endDate: '2027-04-05' });

    expect(await then.claimsOf(desk, tenant.id)).toEqual({ [`APARTMENT#${apartment}`]: booked });
    then.isRefused(await when.books(desk, tenant, when.aStay(apartment)), 'BookingInProgress', {
      bookingId: booked,
    });
    // The first request, sent again, is still recognized.
    expect((await when.books(desk, tenant, named)).data).toEqual({
      createApartmentBooking: { id: booked, status: 'QUEUED' },
    });
    await desk.cloud.settles();
    expect(await then.bookingOf(tenant, booked)).toMatchObject({ endDate: '2027-04-05' });
  });

  test('cannot get nights that are taken, nor other dates once it is approved', async () => {
    const rival = await when.hasBooked(
      desk,
      await desk.tenant(),
      when.aStay(apartment, '2027-03-20', '2027-03-22'),
    );
    await when.confirms(desk, desk.caretaker, rival);
    await desk.cloud.settles();
    const taken = { startDate: '2027-03-19', endDate: '2027-03-21' };
    then.isRefused(await when.updates(desk, tenant, id, taken), 'DatesTaken', { apartmentId: apartment });
    expect(await then.bookingOf(tenant, id)).toMatchObject({
      startDate: '2027-03-10',
      endDate: '2027-03-13',
    });

    await when.confirms(desk, desk.caretaker, id);
    then.isRefused(await when.updates(desk, tenant, id, { endDate: '2027-03-14' }), 'StateConflict', {
      status: 'APPROVED',
    });
  });

  test('causes no notification when its dates change, because its status does not', async () => {
    const subscription = await when.follows(desk, tenant);
    await when.updates(desk, tenant, id, { endDate: '2027-03-14' });
    await when.cancels(desk, tenant, id);
    await desk.cloud.settles();
    expect(await then.deliveredStatuses(subscription, id)).toEqual(['CANCELLED']);
  });
});

describe('a pending appointment', () => {
  const [atNoon, atTwo] = ['2027-01-20T12:00:00.000Z', '2027-01-20T14:00:00.000Z'];

  test('can get another time, which is then claimed, and the previous one is free', async () => {
    const cleaning = await when.hasService(desk);
    const id = await when.hasBookedService(desk, tenant, when.anAppointment(cleaning, atNoon));
    const { data } = await when.updates(desk, tenant, id, { dateTime: '2027-01-20T15:00:00+01:00' });
    expect(data).toEqual({ updateBooking: { id, status: 'PENDING', dateTime: atTwo } });
    expect(await then.claimsOf(desk, tenant.id)).toEqual({ [`SERVICE#${cleaning}#${atTwo}`]: id });

    then.isRefused(
      await when.booksService(desk, tenant, when.anAppointment(cleaning, atTwo)),
      'BookingInProgress',
      {
        bookingId: id,
      },
    );
    const other = await when.hasBookedService(desk, tenant, when.anAppointment(cleaning, atNoon));
    then.isRefused(await when.updates(desk, tenant, other, { dateTime: atTwo }), 'BookingInProgress', {
      bookingId: id,
    });
    expect(await then.bookingOf(tenant, other)).toMatchObject({ dateTime: atNoon });
  });
});
