import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as given from './given.ts';
import * as then from './then.ts';
import * as when from './when.ts';

let desk: given.Frontdesk;
let tenant: given.Person;
let cleaning: string;
beforeAll(async () => {
  desk = await given.frontdesk();
  cleaning = await when.hasService(desk);
});
beforeEach(async () => {
  tenant = await desk.tenant();
});
afterAll(async () => desk[Symbol.asyncDispose]());

const ticketOf = ({ data }: when.Answer) => data!['createServiceBooking'];

describe('an appointment', () => {
  test('can be booked once by each person for a service and a time, in whatever notation the time is', async () => {
    const id = await when.hasBookedService(desk, tenant, when.anAppointment(cleaning));
    for (const dateTime of ['2027-03-10T08:00:00.000Z', '2027-03-10T09:00:00+01:00'])
      then.isRefused(
        await when.booksService(desk, tenant, when.anAppointment(cleaning, dateTime)),
        'BookingInProgress',
        {
          bookingId: id,
        },
      );
    for (const [person, appointment] of [
      [tenant, when.anAppointment(cleaning, '2027-03-10T09:00:00.000Z')],
      [tenant, when.anAppointment(await when.hasService(desk, { name: 'Repair' }))],
      [await desk.tenant(), when.anAppointment(cleaning)],
    ] as const)
      expect((await when.booksService(desk, person, appointment)).errors).toBeUndefined();
  });

  test('that is requested ten times at the same instant is accepted once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => when.booksService(desk, tenant, when.anAppointment(cleaning))),
    );
    await desk.cloud.settles();
    const refused = answers.filter(({ errors }) => errors);
    const [accepted] = answers.filter(({ errors }) => !errors);
    expect(refused).toHaveLength(9);
    for (const answer of refused)
      then.isRefused(answer, 'BookingInProgress', { bookingId: ticketOf(accepted!).id });
    expect(await then.claimsOf(desk, tenant.id)).toEqual({
      [`SERVICE#${cleaning}#${when.anAppointment(cleaning).dateTime}`]: ticketOf(accepted!).id,
    });
  });

  test.each([
    ['while it is pending', async () => undefined],
    ['once it is approved', (id: string) => when.confirms(desk, desk.caretaker, id)],
  ])('can be cancelled %s, and its time may be booked again', async (_when, before) => {
    const subscription = await when.follows(desk, tenant);
    const id = await when.hasBookedService(desk, tenant, when.anAppointment(cleaning));
    await before(id);
    const { data } = await when.cancels(desk, tenant, id);
    expect(data).toEqual({ cancelBooking: { id, status: 'CANCELLED' } });
    await desk.cloud.settles();

    expect(await then.claimsOf(desk, tenant.id)).toEqual({});
    const again = await when.hasBookedService(desk, tenant, when.anAppointment(cleaning));
    expect(again).not.toBe(id);
    expect((await then.deliveredStatuses(subscription, id)).at(-1)).toBe('CANCELLED');
  });
});

describe('a clientToken', () => {
  test('that was used for another request on the same day is refused', async () => {
    const named = { ...when.anAppointment(cleaning), clientToken: 'try-1' };
    const id = await when.hasBookedService(desk, tenant, named);
    const other = { ...named, dateTime: '2027-03-11T08:00:00.000Z' };
    then.isRefused(await when.booksService(desk, tenant, other), 'InvalidArgument', {
      argument: 'clientToken',
      bookingId: id,
    });
  });
});
