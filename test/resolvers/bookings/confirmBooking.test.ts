import { beforeEach, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { apartmentRow, bookingRow, claimRow } from '../../lambda-fns/bookings/rows.ts';
import { admin, caretaker, otherTenant, startApi, tenant, type StartedApi } from '../startApi.ts';

const confirm = `mutation ($bookingId: ID!) { confirmBooking(bookingId: $bookingId) {
  __typename id status updatedOn ... on ApartmentBooking { apartmentId startDate endDate } } }`;
const get = 'query ($id: ID!) { getBooking(id: $id) { __typename id status reason } }';
const now = '2030-05-10T12:00:00.000Z';

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
  await api.put(apartmentRow(), bookingRow('booking-1'), claimRow('booking-1'));
});

const refusal = (bookingId = 'booking-1') => api.refusal(caretaker, confirm, { bookingId });

test.each([
  ['an Admin', admin],
  ['a Caretaker', caretaker],
])('%s approves a pending stay', async (_who, caller) => {
  expect(await api.run(caller, confirm, { bookingId: 'booking-1' })).toEqual({
    __typename: 'ApartmentBooking',
    id: 'booking-1',
    status: 'APPROVED',
    updatedOn: now,
    apartmentId: 'apartment-1',
    startDate: '2089-06-01',
    endDate: '2089-06-04',
  });
});

test('booking, apartment, event and claim say the same', async () => {
  await api.run(admin, confirm, { bookingId: 'booking-1' });
  const [booking] = await api.rows('BOOKING');
  const [apartment] = await api.rows('APARTMENT');
  const [event] = await api.rows('EVENT#');
  const [claim] = await api.rows('CLAIM#');
  expect(booking).toMatchObject({ status: 'APPROVED', updatedOn: now });
  expect(apartment.apartmentStatus).toBe('OCCUPIED');
  expect([...apartment.nights]).toEqual(['2089-06-01', '2089-06-02', '2089-06-03']);
  expect(claim).toMatchObject({ bookingId: 'booking-1', heldUntil: '2089-06-04T00:00:00.000Z' });
  expect(event).toEqual({
    pk: 'EVENTS#BOOKING_ID#booking-1',
    sk: 'EVENT#BOOKING_APPROVED_EVENT',
    bookingId: 'booking-1',
    eventName: 'BOOKING_APPROVED_EVENT',
    eventData: {
      bookingId: 'booking-1',
      userId: 'user-1',
      apartmentId: 'apartment-1',
      startDate: '2089-06-01',
      endDate: '2089-06-04',
      status: 'APPROVED',
      reason: '',
      updatedOn: now,
    },
    applied: true,
    ttl: Date.parse(now) / 1000 + 30 * 86_400,
    __edb_e__: 'BookingEvent',
    __edb_v__: '1',
  });
});

test('of fifty overlapping stays confirmed at once one is approved', async () => {
  const ids = Array.from({ length: 50 }, (_, index) => `booking-${index}`);
  await api.put(...ids.map((id) => bookingRow(id, { userId: id })), ...ids.map((id) => claimRow(id, id)));
  const answers = await Promise.all(ids.map((bookingId) => api.refusal(admin, confirm, { bookingId })));

  expect(answers.filter(({ count }) => count === undefined)).toHaveLength(1);
  expect(new Set(answers.filter(({ count }) => count).map(({ errorType }) => errorType))).toEqual(
    new Set(['DatesTaken']),
  );
  expect((await api.rows('BOOKING')).filter(({ status }) => status === 'APPROVED')).toHaveLength(1);
  expect(await api.rows('EVENT#')).toHaveLength(1);
});

test('stays that only touch are both approved', async () => {
  await api.put(
    bookingRow('booking-2', { userId: 'user-2', startDate: '2089-06-04', endDate: '2089-06-05' }),
  );
  await api.put(claimRow('booking-2', 'user-2'));
  await api.run(admin, confirm, { bookingId: 'booking-1' });
  await api.run(admin, confirm, { bookingId: 'booking-2' });
  const [apartment] = await api.rows('APARTMENT');
  expect(apartment.nights.size).toBe(4);
});

test('a stay of ninety nights is approved', async () => {
  await api.put(bookingRow('booking-1', { startDate: '2089-06-01', endDate: '2089-08-30' }));
  expect(await api.run(admin, confirm, { bookingId: 'booking-1' })).toMatchObject({ status: 'APPROVED' });
});

describe('refused is', () => {
  test('a booking that is not there', async () => {
    expect(await refusal('none')).toMatchObject({ errorType: 'NotFound', errorInfo: { bookingId: 'none' } });
  });

  test('a tenant', async () => {
    expect(await api.refusal(tenant, confirm, { bookingId: 'booking-1' })).toMatchObject({
      errorType: 'Unauthorized',
    });
  });

  test.each(['APPROVED', 'REJECTED', 'CANCELLED'])('a booking that is %s', async (status) => {
    await api.put(bookingRow('booking-1', { status }));
    expect(await refusal()).toMatchObject({ errorType: 'StateConflict', errorInfo: { status } });
  });

  test('a booking whose hold has passed, from that instant on', async () => {
    await api.put(bookingRow('booking-1', { holdUntil: now }));
    expect(await refusal()).toMatchObject({ errorType: 'StateConflict', errorInfo: { status: 'EXPIRED' } });
  });

  test('a night that is taken', async () => {
    await api.put(apartmentRow(['2089-06-03']));
    expect(await refusal()).toMatchObject({
      errorType: 'DatesTaken',
      errorInfo: { apartmentId: 'apartment-1' },
    });
    expect(await api.rows('BOOKING')).toMatchObject([{ status: 'PENDING' }]);
  });

  test('a booking whose claim another one has', async () => {
    await api.put(claimRow('booking-2'));
    expect(await refusal()).toMatchObject({ errorType: 'StateConflict' });
    expect(await api.rows('BOOKING')).toMatchObject([{ status: 'PENDING' }]);
  });

  test('a booking that moved on between the two steps', async () => {
    const { GetItem } = api.tableActions;
    api.tableActions.GetItem = async (input, call) => {
      const answer = await GetItem!(input, call);
      await api.put(bookingRow('booking-1', { status: 'CANCELLED' }));
      return answer;
    };
    expect(await refusal()).toMatchObject({ errorType: 'StateConflict', errorInfo: { status: 'CANCELLED' } });
  });

  test('whoever comes while another transaction is under way, to try again', async () => {
    api.tableActions.TransactWriteItems = async () => {
      const reasons = ['None', 'TransactionConflict', 'None', 'None'].map((Code) => ({
        Code,
        Message: Code,
      }));
      throw new AwsError('TransactionCanceledException', 'canceled', {
        fields: { CancellationReasons: reasons },
      });
    };
    expect(await refusal()).toMatchObject({ count: 1, errorType: 'TryAgain' });
  });
});

describe('a booking is read', () => {
  test('by its owner and by staff, and by nobody else', async () => {
    await api.put(bookingRow('booking-2', { userId: 'tenant-1' }));
    for (const reader of [tenant, caretaker, admin])
      expect(await api.run(reader, get, { id: 'booking-2' })).toEqual({
        __typename: 'ApartmentBooking',
        id: 'booking-2',
        status: 'PENDING',
        reason: null,
      });
    expect(await api.refusal(otherTenant, get, { id: 'booking-2' })).toMatchObject({
      errorType: 'Forbidden',
    });
  });

  test('as expired once its hold has passed', async () => {
    await api.put(bookingRow('booking-1', { holdUntil: now }));
    expect(await api.run(admin, get, { id: 'booking-1' })).toMatchObject({ status: 'EXPIRED' });
  });

  test('as null where there is none', async () => {
    expect(await api.run(tenant, get, { id: 'none' })).toBeNull();
  });
});
