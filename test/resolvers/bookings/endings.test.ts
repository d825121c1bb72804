import { beforeEach, describe, expect, test } from 'vitest';
import { apartmentRow, bookingRow, claimRow, serviceRow } from '../../lambda-fns/bookings/rows.ts';
import { admin, caretaker, otherTenant, startApi, tenant, type StartedApi } from '../startApi.ts';

const cancel = 'mutation ($bookingId: ID!) { cancelBooking(bookingId: $bookingId) { id status } }';
const confirm = 'mutation ($bookingId: ID!) { confirmBooking(bookingId: $bookingId) { id status } }';
const update = `mutation ($input: UpdateBookingInput!) {
  updateBooking(input: $input) { id status holdUntil
    ... on ApartmentBooking { startDate endDate } ... on ServiceBooking { dateTime } } }`;
const service = `mutation ($input: CreateServiceBookingInput!) { createServiceBooking(input: $input) { id status } }`;
const bookingId = 'booking-1';
const nights = ['2089-06-01', '2089-06-02', '2089-06-03'];
const mine = { userId: 'tenant-1' };
const dateTime = '2030-06-01T08:00:00.000Z';
const userRow = { pk: 'USER#tenant-1', sk: 'USER', id: 'tenant-1', enabled: true };

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
  await api.put(userRow, apartmentRow(), bookingRow(bookingId, mine), claimRow(bookingId, 'tenant-1'));
});

/** The booking approved, its nights taken. */
const approved = async () => api.run(admin, confirm, { bookingId });
const apartment = async () => (await api.rows('APARTMENT'))[0];

describe('a booking is cancelled', () => {
  test.each([
    ['its owner', tenant],
    ['a Caretaker', caretaker],
    ['an Admin', admin],
  ])('by %s, with its event, and its claim is free', async (_who, caller) => {
    expect(await api.run(caller, cancel, { bookingId })).toEqual({ id: bookingId, status: 'CANCELLED' });
    expect(await api.rows('BOOKING')).toMatchObject([{ status: 'CANCELLED' }]);
    expect(await api.rows('EVENT#')).toMatchObject([{ eventName: 'BOOKING_CANCELLED_EVENT' }]);
    expect(await api.rows('CLAIM#')).toEqual([]);
  });

  test('after its approval, and the apartment is VACANT without its nights', async () => {
    await approved();
    await api.run(tenant, cancel, { bookingId });
    expect((await apartment()).nights).toBeUndefined();
    expect(await apartment()).toMatchObject({ apartmentStatus: 'VACANT' });
  });

  test('and the nights of others stay', async () => {
    await approved();
    await api.put({ ...apartmentRow([...nights, '2089-07-01']), apartmentStatus: 'OCCUPIED' });
    await api.run(tenant, cancel, { bookingId });
    expect([...(await apartment()).nights]).toEqual(['2089-07-01']);
    expect(await apartment()).toMatchObject({ apartmentStatus: 'OCCUPIED' });
  });

  test('and a claim that is another booking’s by now stays', async () => {
    await api.put(claimRow('newer', 'tenant-1'));
    await api.run(tenant, cancel, { bookingId });
    expect(await api.rows('CLAIM#')).toMatchObject([{ bookingId: 'newer' }]);
  });

  test('by no other tenant', async () => {
    expect(await api.refusal(otherTenant, cancel, { bookingId })).toMatchObject({ errorType: 'Forbidden' });
    expect(await api.rows('BOOKING')).toMatchObject([{ status: 'PENDING' }]);
  });

  test.each(['REJECTED', 'CANCELLED', 'EXPIRED', 'COMPLETED'])('not when it is %s', async (status) => {
    await api.put(bookingRow(bookingId, { ...mine, status }));
    expect(await api.refusal(tenant, cancel, { bookingId })).toMatchObject({
      errorType: 'StateConflict',
      errorInfo: { status },
    });
  });

  test.each([
    ['its hold has passed', { holdUntil: '2030-05-10T12:00:00.000Z' }, 'EXPIRED'],
    ['it is over', { status: 'PAID', startDate: '2030-05-01', endDate: '2030-05-10' }, 'COMPLETED'],
  ])('not once %s', async (_when, changes, status) => {
    await api.put(bookingRow(bookingId, { ...mine, ...changes }));
    expect(await api.refusal(tenant, cancel, { bookingId })).toMatchObject({
      errorType: 'StateConflict',
      errorInfo: { status },
    });
  });

  test('or confirmed, at one instant, and never both', async () => {
    await Promise.all([
      api.refusal(tenant, cancel, { bookingId }),
      api.refusal(admin, confirm, { bookingId }),
      api.refusal(tenant, cancel, { bookingId }),
    ]);
    const [{ status }] = await api.rows('BOOKING');
    expect((await apartment()).nights?.size ?? 0).toBe(status === 'APPROVED' ? 3 : 0);
    expect(await api.rows('CLAIM#')).toHaveLength(status === 'APPROVED' ? 1 : 0);
  });
});

describe('a pending stay gets other dates', () => {
  const dates = { startDate: '2089-07-01', endDate: '2089-07-03' };

  test('in its row, its order and its claim, without an event', async () => {
    expect(await api.run(tenant, update, { input: { bookingId, ...dates } })).toMatchObject({
      ...dates,
      status: 'PENDING',
    });
    const [row] = await api.rows('BOOKING');
    expect(row).toMatchObject({ ...dates, gsi1sk: 'BOOKING#2089-07-01#booking-1', gsi2sk: row.gsi1sk });
    expect(await api.rows('CLAIM#')).toMatchObject([{ content: '2089-07-01/2089-07-03' }]);
    expect(await api.rows('EVENT#')).toEqual([]);
  });

  test.each([
    ['reversed', { startDate: '2089-06-09' }, 'InvalidArgument'],
    ['past', { startDate: '2030-05-09' }, 'InvalidArgument'],
    ['of an appointment', { dateTime }, 'InvalidArgument'],
  ])('unless they are %s', async (_what, wrong, errorType) => {
    expect(await api.refusal(tenant, update, { input: { bookingId, ...wrong } })).toMatchObject({
      errorType,
    });
  });

  test('unless they are taken, it is approved, its hold has passed, or it is another’s', async () => {
    const refusal = async (caller = tenant) =>
      (await api.refusal(caller, update, { input: { bookingId, ...dates } })).errorType;
    expect(await refusal(otherTenant)).toBe('Forbidden');
    expect(await refusal(caretaker)).toBe('Forbidden');
    await api.put(apartmentRow(['2089-07-02']));
    expect(await refusal()).toBe('DatesTaken');
    await api.put(apartmentRow(), bookingRow(bookingId, { ...mine, holdUntil: '2030-05-10T12:00:00.000Z' }));
    expect(await refusal()).toBe('StateConflict');
    await api.put(bookingRow(bookingId, { ...mine, status: 'APPROVED' }));
    expect(await refusal()).toBe('StateConflict');
  });
});

describe('an appointment', () => {
  const input = { serviceId: 'cleaning', serviceName: 'Cleaning', dateTime: '2030-06-01T10:00:00+02:00' };
  const book = (changes: object = {}) => ({ input: { ...input, ...changes } });
  beforeEach(() => api.put(serviceRow(), serviceRow('repair')));

  test('is claimed by service and instant, and queued', async () => {
    const ticket = await api.run(tenant, service, book());
    expect(api.messages()).toMatchObject([{ bookingId: ticket.id, serviceId: 'cleaning', dateTime }]);
    const sameInstant = book({ dateTime: '2030-06-01T08:00:00Z' });
    expect(await api.refusal(tenant, service, sameInstant)).toMatchObject({
      errorType: 'BookingInProgress',
      errorInfo: { bookingId: ticket.id },
    });
    expect(await api.run(tenant, service, book({ serviceId: 'repair' }))).toMatchObject({ status: 'QUEUED' });
  });

  test('is held no longer than until it begins', async () => {
    await api.run(tenant, service, book({ dateTime: '2030-05-10T13:00:00Z' }));
    expect(api.messages()).toMatchObject([{ holdUntil: '2030-05-10T13:00:00.000Z' }]);
  });

  const stored = {
    pk: 'BOOKING#appointment',
    sk: 'BOOKING',
    id: 'appointment',
    userId: 'tenant-1',
    serviceId: 'cleaning',
    serviceName: 'Cleaning',
    dateTime,
    status: 'PENDING',
    holdUntil: '2030-05-12T12:00:00.000Z',
    createdOn: '2030-05-10T12:00:00.000Z',
    updatedOn: '2030-05-10T12:00:00.000Z',
  };
  const claim = {
    pk: 'USER#tenant-1',
    sk: `CLAIM#SERVICE#cleaning#${dateTime}`,
    bookingId: 'appointment',
    heldUntil: stored.holdUntil,
  };

  test('is confirmed without nights, moved to another time with its claim, and cancelled', async () => {
    await api.put(stored, claim);
    const dates = { dateTime: '2030-06-02T10:00:00Z' };
    expect(await api.run(tenant, update, { input: { bookingId: 'appointment', ...dates } })).toMatchObject({
      dateTime: '2030-06-02T10:00:00.000Z',
    });
    expect((await api.rows('CLAIM#SERVICE')).map(({ sk }) => sk)).toEqual([
      'CLAIM#SERVICE#cleaning#2030-06-02T10:00:00.000Z',
    ]);
    expect(await api.run(admin, confirm, { bookingId: 'appointment' })).toMatchObject({ status: 'APPROVED' });
    expect(await api.rows('CLAIM#SERVICE')).toMatchObject([{ heldUntil: '2030-06-02T10:00:00.000Z' }]);
    expect((await apartment()).nights).toBeUndefined();
    await api.run(tenant, cancel, { bookingId: 'appointment' });
    expect(await api.rows('CLAIM#SERVICE')).toEqual([]);
  });
});
