import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { bookingKey, claimKey } from '../../../model/bookings/keys.ts';
import { dateOf, dayNumberOf } from '../../../model/calendar.ts';
import { serviceRow } from '../../lambda-fns/bookings/rows.ts';
import { person, startApi, today, type StartedApi } from '../startApi.ts';

const tenant = person('tenant-1', 'Tenants');
const book = `mutation ($input: CreateApartmentBookingInput!) {
  createApartmentBooking(input: $input) { id } }`;
const appoint =
  'mutation ($input: CreateServiceBookingInput!) { createServiceBooking(input: $input) { id } }';
const update = 'mutation ($input: UpdateBookingInput!) { updateBooking(input: $input) { holdUntil } }';

/** Two days from noon of `today`. */
const WHOLE = '2030-05-12T12:00:00.000Z';
const subject = 'APARTMENT#apartment-1';

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
  await api.put(
    { pk: 'USER#tenant-1', sk: 'USER', id: 'tenant-1', enabled: true },
    { pk: 'APARTMENT#apartment-1', sk: 'APARTMENT', id: 'apartment-1', apartmentType: 'VILLA' },
    serviceRow(),
  );
});

/** Stores the booking that was requested last, as its consumer does. */
async function store(): Promise<string> {
  const { bookingId: id, requestedOn: createdOn, ...rest } = api.messages().at(-1);
  await api.put({ ...bookingKey(id), id, status: 'PENDING', createdOn, ...rest });
  return id;
}

const booked = async (startDate: string, endDate: string) => {
  await api.run(tenant, book, { input: { apartmentId: 'apartment-1', startDate, endDate } });
  return store();
};

const holdAfter = async (bookingId: string, change: object): Promise<string> =>
  (await api.run(tenant, update, { input: { bookingId, ...change } })).holdUntil;

const heldUntil = async () => (await api.row(claimKey('tenant-1', subject))).heldUntil;

describe('a stay', () => {
  test('that is moved to today and back has its whole hold again, and so has its claim', async () => {
    const id = await booked('2030-06-01', '2030-06-04');
    const tonight = { startDate: today, endDate: '2030-05-11' };
    expect(await holdAfter(id, tonight)).toBe('2030-05-11T00:00:00.000Z');
    expect(await heldUntil()).toBe('2030-05-11T00:00:00.000Z');
    await api.world.clock.advance(3_600_000);
    expect(await holdAfter(id, { startDate: '2030-06-01', endDate: '2030-06-04' })).toBe(WHOLE);
    expect(await heldUntil()).toBe(WHOLE);
  });

  test('that was requested for today has the whole hold once it is moved to a later day', async () => {
    const id = await booked(today, '2030-05-11');
    expect(await heldUntil()).toBe('2030-05-11T00:00:00.000Z');
    expect(await holdAfter(id, { endDate: '2030-06-01' })).toBe(WHOLE);
  });

  test('cannot be held for longer by being moved again and again', async () => {
    const id = await booked('2030-06-01', '2030-06-04');
    for (const endDate of ['2030-06-05', '2030-06-06', '2030-06-07']) {
      await api.world.clock.advance(12 * 3_600_000);
      expect(await holdAfter(id, { endDate })).toBe(WHOLE);
    }
  });

  test('keeps a hold that was longer, by a setting of its time', async () => {
    const id = await booked('2030-06-01', '2030-06-04');
    const row = await api.row(bookingKey(id));
    await api.put({ ...row, holdUntil: '2030-05-20T12:00:00.000Z' });
    expect(await holdAfter(id, { endDate: '2030-06-05' })).toBe('2030-05-20T12:00:00.000Z');
  });

  test('has the hold of its dates, whatever dates it had before', async () => {
    const id = await booked('2030-06-01', '2030-06-04');
    const day = fc.integer({ min: 0, max: 6 });
    await fc.assert(
      fc.asyncProperty(day, fc.integer({ min: 1, max: 5 }), async (start, nights) => {
        const [startDate, endDate] = [start, start + nights].map((days) => dateOf(dayNumberOf(today) + days));
        const end = `${endDate}T00:00:00.000Z`;
        expect(await holdAfter(id, { startDate, endDate })).toBe(end < WHOLE ? end : WHOLE);
      }),
      { numRuns: 50 },
    );
  });
});

test('an appointment that is moved to this afternoon and back has its whole hold again', async () => {
  const [soon, later] = ['2030-05-10T15:00:00.000Z', '2030-06-01T10:00:00.000Z'];
  await api.run(tenant, appoint, {
    input: { serviceId: 'cleaning', serviceName: 'Cleaning', dateTime: later },
  });
  const id = await store();
  expect(await holdAfter(id, { dateTime: soon })).toBe(soon);
  expect(await holdAfter(id, { dateTime: later })).toBe(WHOLE);
  expect(await api.rows('CLAIM#')).toMatchObject([{ bookingId: id, heldUntil: WHOLE }]);
});
