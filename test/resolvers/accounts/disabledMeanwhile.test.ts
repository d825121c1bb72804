import { beforeEach, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { bookingRow, serviceRow } from '../../lambda-fns/bookings/rows.ts';
import { offerRow } from '../orders/rows.ts';
import { person, startApi, type StartedApi } from '../startApi.ts';

const tenant = person('user-1', 'Tenants');
const account = (enabled: boolean) => ({ pk: 'USER#user-1', sk: 'USER', id: 'user-1', enabled });

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
  await api.put(
    account(true),
    { pk: 'APARTMENT#apartment-1', sk: 'APARTMENT', id: 'apartment-1', apartmentType: 'VILLA' },
    serviceRow(),
    bookingRow('booking-pending'),
    { pk: 'USER#user-1', sk: 'CLAIM#APARTMENT#apartment-1', bookingId: 'booking-pending', heldUntil: '2000' },
    bookingRow('booking-approved', { status: 'APPROVED' }),
    offerRow('lamp', 100),
  );
});

/** Disables the person just before the table is asked for the `count`th time. Returns what it was asked until the end. */
function disableBefore(count: number): string[] {
  const asked: string[] = [];
  for (const [name, action] of Object.entries(api.tableActions)) {
    api.tableActions[name] = async (input, call) => {
      if (asked.push(name) === count) await api.put(account(false));
      return action(input, call);
    };
  }
  return asked;
}

const stay = { apartmentId: 'apartment-1', startDate: '2030-06-01', endDate: '2030-06-04' };
const visit = { serviceId: 'cleaning', serviceName: 'Cleaning', dateTime: '2030-06-01T10:00:00Z' };
const order = { orderId: 'order-1', lines: [{ sku: 'lamp', units: 1, price: 1 }] };
const takes = (field: string, type: string) =>
  `mutation ($input: ${type}!) { ${field}(input: $input) { id } }`;

const book = takes('createApartmentBooking', 'CreateApartmentBookingInput');
const appoint = takes('createServiceBooking', 'CreateServiceBookingInput');
const place = takes('placeOrder', 'PlaceOrderInput');
const change = takes('updateBooking', 'UpdateBookingInput');

/** By the write that decides, which is the second thing that each asks of the table. */
const requests: [string, string, object][] = [
  ['a stay', book, { input: stay }],
  ['a stay named by its client', book, { input: { ...stay, clientToken: 'token' } }],
  ['an appointment', appoint, { input: visit }],
  ['an appointment named by its client', appoint, { input: { ...visit, clientToken: 'token' } }],
  ['an order', place, { input: order }],
];

const holdings = async () =>
  (await api.rows())
    .filter(({ sk, bookingIds }) => /^(CLAIM|TOKEN|EVENT|PAYMENT)#/.test(sk) || bookingIds)
    .map(({ sk }) => sk);

describe.each(requests)('%s', (_what, mutation, variables) => {
  const steps = mutation === appoint ? [1, 2, 3] : [1, 2];
  test.each(steps)('is refused to whoever is disabled before step %d, and nothing is kept', async (step) => {
    const before = await holdings();
    disableBefore(step);
    expect(await api.refusal(tenant, mutation, variables)).toMatchObject({
      count: 1,
      errorType: 'UserDisabled',
      errorInfo: { userId: 'user-1' },
    });
    expect(api.messages()).toEqual([]);
    // A claim whose hold has passed is replaced, and then gone.
    expect(before).toEqual(expect.arrayContaining(await holdings()));
  });

  test('is accepted of whoever is disabled once it is answered', async () => {
    // An appointment also takes a seat.
    const steps = mutation === appoint ? 5 : 4;
    const asked = disableBefore(steps);
    expect(await api.run(tenant, mutation, variables)).toMatchObject({ id: expect.any(String) });
    expect(asked.length).toBeLessThan(steps);
    expect(api.messages()).toHaveLength(1);
  });
});

describe.each(requests.filter(([what]) => /client|order/.test(what)))(
  '%s, sent again',
  (_what, mutation, variables) => {
    test.each([1, 2])('is refused to whoever is disabled before step %d', async (step) => {
      await api.run(tenant, mutation, variables);
      disableBefore(step);
      expect(await api.refusal(tenant, mutation, variables)).toMatchObject({ errorType: 'UserDisabled' });
      expect(api.messages()).toHaveLength(1);
    });
  },
);

test('where the account cannot be read, nothing is kept and the caller may try again', async () => {
  const { GetItem } = api.tableActions;
  api.tableActions.GetItem = () => Promise.reject(new AwsError('InternalServerError', 'internal words'));
  expect(await api.refusal(tenant, place, { input: order })).toMatchObject({ errorType: 'QueueUnavailable' });
  api.tableActions.GetItem = GetItem!;
  expect(await api.run(tenant, place, { input: order })).toEqual({ id: 'order-1' });
});

test.each([
  ['changed', change, { input: { bookingId: 'booking-pending', endDate: '2089-06-05' } }],
  ['paid', 'mutation ($id: ID!) { payBooking(bookingId: $id) { id } }', { id: 'booking-approved' }],
])('a booking is not %s by whoever is disabled before the write', async (_what, mutation, variables) => {
  const rows = await api.rows();
  disableBefore(2);
  expect(await api.refusal(tenant, mutation, variables)).toMatchObject({
    errorType: 'UserDisabled',
    errorInfo: { userId: 'user-1' },
  });
  expect(await api.rows()).toEqual(rows.map((row) => (row.sk === 'USER' ? account(false) : row)));
  expect(api.messages()).toEqual([]);
});

test('whoever is disabled may still cancel', async () => {
  await api.put(account(false));
  const cancel = 'mutation ($id: ID!) { cancelBooking(bookingId: $id) { status } }';
  for (const id of ['booking-pending', 'booking-approved'])
    expect(await api.run(tenant, cancel, { id })).toEqual({ status: 'CANCELLED' });
});
