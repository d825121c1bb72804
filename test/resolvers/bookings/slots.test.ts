import { beforeEach, describe, expect, test } from 'vitest';
import { claimKey, slotKey } from '../../../model/bookings/keys.ts';
import { serviceRow } from '../../lambda-fns/bookings/rows.ts';
import { otherTenant, person, startApi, tenant, type StartedApi } from '../startApi.ts';

const book =
  'mutation ($input: CreateServiceBookingInput!) { createServiceBooking(input: $input) { id status } }';
const cancel = 'mutation ($bookingId: ID!) { cancelBooking(bookingId: $bookingId) { id status } }';
const update = `mutation ($input: UpdateBookingInput!) {
  updateBooking(input: $input) { id price ... on ServiceBooking { dateTime } } }`;
const price = 'query ($id: ID!) { getBooking(id: $id) { price } }';

/** Ten o'clock in Berlin. */
const dateTime = '2030-06-03T08:00:00.000Z';
const next = '2030-06-03T09:00:00.000Z';
const slot = slotKey('cleaning', dateTime);

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
  await api.put(
    ...['tenant-1', 'tenant-2', 'third'].map((id) => ({ pk: `USER#${id}`, sk: 'USER', id, enabled: true })),
    serviceRow(),
  );
});

const request = (changes: object = {}) => ({ input: { serviceId: 'cleaning', dateTime, ...changes } });
const seats = async (key: object = slot) => [...((await api.row(key))?.bookingIds ?? [])];

/** Stores the booking that was requested last, as its consumer does. */
async function store(): Promise<string> {
  const { bookingId: id, requestedOn: createdOn, terms, ...rest } = api.messages().at(-1);
  const dates = { gsi1sk: 'x', gsi2sk: 'x' };
  await api.put({
    pk: `BOOKING#${id}`,
    sk: 'BOOKING',
    id,
    status: 'PENDING',
    createdOn,
    ...dates,
    ...rest,
    ...terms,
  });
  return id;
}

describe('a service is booked', () => {
  test('by its name, price and version in the catalogue, whatever the client calls it', async () => {
    const { id } = await api.run(tenant, book, request({ serviceName: 'My cleaning' }));
    const promised = { priceCents: 4500, productVersion: 1, capacity: 2 };
    expect(api.messages()).toMatchObject([{ bookingId: id, serviceName: 'Cleaning', terms: promised }]);
    const claim = await api.row(claimKey('tenant-1', `SERVICE#cleaning#${dateTime}`));
    expect(claim).toMatchObject({ bookingId: id, serviceName: 'Cleaning', ...promised });
    expect(await api.row(slot)).toMatchObject({ serviceId: 'cleaning', dateTime, bookingIds: new Set([id]) });
  });

  test('at the price of its first request, by one that is sent again after the price has changed', async () => {
    const { id } = await api.run(tenant, book, request({ clientToken: 'token' }));
    await api.put(serviceRow('cleaning', { priceCents: 9900, productVersion: 2, name: 'Deep cleaning' }));
    expect(await api.run(tenant, book, request({ clientToken: 'token' }))).toMatchObject({ id });
    const [first, again] = api.messages();
    expect(again).toEqual({ ...first, requestedOn: again.requestedOn });
    expect(await seats()).toEqual([id]);
  });

  test.each([
    ['nobody offers', { serviceId: 'unheard-of' }],
    ['is an article without slots', { serviceId: 'lamp' }],
    ['has a store that takes no part', { serviceId: 'closed' }],
    ['is named by its SKU', { serviceId: 'cleaning-set' }],
  ])('unless it %s', async (_which, changes) => {
    const { slotMinutes: _slotMinutes, ...article } = serviceRow('lamp');
    await api.put(
      article,
      serviceRow('closed', { participating: false }),
      serviceRow('cleaning-set', { productId: 'cleaning' }),
    );
    expect(await api.refusal(tenant, book, request(changes))).toMatchObject({
      errorType: 'NotOffered',
      errorInfo: changes,
    });
    expect(await api.rows('CLAIM#')).toEqual([]);
  });

  test.each([
    ['between two slots', '2030-06-03T08:20:00.000Z', [dateTime, next]],
    [
      'in the last hour of a day',
      '2030-06-03T21:59:59.999Z',
      ['2030-06-03T21:00:00.000Z', '2030-06-03T22:00:00.000Z'],
    ],
  ])('not %s, and the nearest slots are named', async (_when, wanted, nearest) => {
    expect(await api.refusal(tenant, book, request({ dateTime: wanted }))).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'dateTime', nearest },
    });
  });

  test.each([
    ['in a zone half an hour off', 'Asia/Kolkata', '2030-06-03T08:30:00.000Z', '2030-06-03T08:00:00.000Z'],
    // Slots of 90 minutes: of 23 hours the last one is cut short, and the next day begins at its own midnight.
    ['after a day of 23 hours', 'Europe/Berlin', '2031-03-30T22:00:00.000Z', '2031-03-30T23:00:00.000Z'],
    ['after a day of 25 hours', 'Europe/Berlin', '2030-10-27T23:00:00.000Z', '2030-10-27T22:30:00.000Z'],
  ])('by the slots of its own day, %s', async (_which, timeZone, begins, between) => {
    const slotMinutes = timeZone === 'Asia/Kolkata' ? 60 : 90;
    await api.put(serviceRow('cleaning', { timeZone, slotMinutes }));
    expect(await api.refusal(tenant, book, request({ dateTime: between }))).toMatchObject({
      errorType: 'InvalidArgument',
    });
    expect(await api.run(tenant, book, request({ dateTime: begins }))).toMatchObject({ status: 'QUEUED' });
  });
});

describe('a full slot', () => {
  beforeEach(async () => {
    for (const caller of [tenant, otherTenant]) await api.run(caller, book, request());
  });

  test('is refused, and no claim is kept', async () => {
    const third = person('third', 'Tenants');
    for (const changes of [{}, { clientToken: 'token' }])
      expect(await api.refusal(third, book, request(changes))).toMatchObject({
        errorType: 'SlotTaken',
        errorInfo: { serviceId: 'cleaning', dateTime },
      });
    expect(await seats()).toHaveLength(2);
    expect(api.messages()).toHaveLength(2);
    expect((await api.rows()).filter(({ pk }) => pk === 'USER#third')).toHaveLength(1);
    expect(await api.run(third, book, request({ dateTime: next }))).toMatchObject({ status: 'QUEUED' });
  });

  test('is free again once a booking is cancelled, and one seat of it', async () => {
    const bookingId = await store();
    await api.run(otherTenant, cancel, { bookingId });
    expect(await seats()).toHaveLength(1);
    expect(await api.refusal(otherTenant, cancel, { bookingId })).toMatchObject({
      errorType: 'StateConflict',
    });
    expect(await seats()).toHaveLength(1);
    expect(await api.run(person('third', 'Tenants'), book, request())).toMatchObject({ status: 'QUEUED' });
  });
});

test('a request that SQS does not take gives its seat back with its claim', async () => {
  const { answer } = api.sqs;
  api.sqs.answer = async () => ({ status: 500, headers: {}, body: '{}' });
  for (const changes of [{}, { clientToken: 'token' }]) {
    expect(await api.refusal(tenant, book, request(changes))).toMatchObject({
      errorType: 'QueueUnavailable',
    });
    expect(await seats()).toEqual([]);
    expect(await api.rows('CLAIM#')).toEqual([]);
  }
  api.sqs.answer = answer;
  expect(await api.run(tenant, book, request())).toMatchObject({ status: 'QUEUED' });
});

describe('an appointment that is moved', () => {
  const move = (bookingId: string, to = next) => ({ input: { bookingId, dateTime: to } });

  test('takes its seat along, and the price is that of the day', async () => {
    await api.run(tenant, book, request());
    const id = await store();
    await api.put(serviceRow('cleaning', { priceCents: 5000, productVersion: 2 }));
    expect(await api.run(tenant, price, { id })).toEqual({ price: 45 });
    expect(await api.run(tenant, update, move(id))).toMatchObject({ dateTime: next, price: 50 });
    expect(await api.row({ pk: `BOOKING#${id}`, sk: 'BOOKING' })).toMatchObject({
      priceCents: 5000,
      productVersion: 2,
    });
    expect(await seats()).toEqual([]);
    expect(await seats(slotKey('cleaning', next))).toEqual([id]);
    // To where it is: nothing changes, and no price.
    await api.put(serviceRow('cleaning', { priceCents: 6000, productVersion: 3 }));
    expect(await api.run(tenant, update, move(id))).toMatchObject({ price: 50 });
    expect(await seats(slotKey('cleaning', next))).toEqual([id]);
  });

  test('stays where it is if the other slot is full, is none, or the service is gone', async () => {
    await api.put(serviceRow('cleaning', { capacity: 1 }));
    await api.run(otherTenant, book, request({ dateTime: next }));
    await api.run(tenant, book, request());
    const id = await store();
    expect(await api.refusal(tenant, update, move(id))).toMatchObject({
      errorType: 'SlotTaken',
      errorInfo: { serviceId: 'cleaning', dateTime: next },
    });
    expect(await api.refusal(tenant, update, move(id, '2030-06-03T09:30:00Z'))).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { nearest: [next, '2030-06-03T10:00:00.000Z'] },
    });
    await api.put(serviceRow('cleaning', { participating: false }));
    expect(await api.refusal(tenant, update, move(id))).toMatchObject({ errorType: 'NotOffered' });
    expect(await seats()).toEqual([id]);
    expect(await api.rows('BOOKING')).toMatchObject([{ dateTime, priceCents: 4500 }]);
  });
});
