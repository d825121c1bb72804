import { beforeEach, describe, expect, test } from 'vitest';
import { claimKey, slotKey } from '../../../model/bookings/keys.ts';
import { apartmentRow, bookingRow, claimRow, serviceRow } from '../../lambda-fns/bookings/rows.ts';
import { admin, otherTenant, person, startApi, tenant, type StartedApi } from '../startApi.ts';

const book =
  'mutation ($input: CreateServiceBookingInput!) { createServiceBooking(input: $input) { id status } }';
const cancel = 'mutation ($bookingId: ID!) { cancelBooking(bookingId: $bookingId) { id status } }';
const update = `mutation ($input: UpdateBookingInput!) {
  updateBooking(input: $input) { id price ... on ServiceBooking { dateTime } } }`;
const free = `query ($serviceId: ID!, $from: AWSDate!, $to: AWSDate!) {
  availableSlots(serviceId: $serviceId, from: $from, to: $to) { dateTime free } }`;
const stay =
  'mutation ($input: CreateApartmentBookingInput!) { createApartmentBooking(input: $input) { id } }';
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
    apartmentRow(),
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

describe('what is free', () => {
  const ask = (from: string, to = from, serviceId = 'cleaning') => ({ serviceId, from, to });
  const listed = async (from: string, to = from): Promise<{ dateTime: string; free: number }[]> =>
    api.run(tenant, free, ask(from, to));

  test('is told by the days of the service, full slots too', async () => {
    for (const caller of [tenant, otherTenant]) await api.run(caller, book, request());
    await api.run(person('third', 'Tenants'), book, request({ dateTime: next }));
    const slots = await listed('2030-06-03');
    expect(slots).toHaveLength(24);
    expect(slots[0]).toEqual({ dateTime: '2030-06-03T00:00:00+02:00', free: 2 });
    expect(slots.slice(9, 13)).toEqual([
      { dateTime: '2030-06-03T09:00:00+02:00', free: 2 },
      { dateTime: '2030-06-03T10:00:00+02:00', free: 0 },
      { dateTime: '2030-06-03T11:00:00+02:00', free: 1 },
      { dateTime: '2030-06-03T12:00:00+02:00', free: 2 },
    ]);
  });

  test('on a day of 23 and on one of 25 hours is every hour of it, and each can be booked', async () => {
    for (const [date, hours] of [
      ['2031-03-30', 23],
      ['2030-10-27', 25],
    ] as const) {
      const slots = await listed(date);
      expect(new Set(slots.map((each) => Date.parse(each.dateTime))).size).toBe(hours);
      for (const each of slots.slice(1, 5))
        expect(await api.run(tenant, book, request({ dateTime: each.dateTime }))).toMatchObject({
          status: 'QUEUED',
        });
      expect((await listed(date)).map((each) => each.free)).toEqual([
        2,
        1,
        1,
        1,
        1,
        ...Array(hours - 5).fill(2),
      ]);
    }
  });

  test('of today begins now', async () => {
    const [first] = await listed('2030-05-10');
    expect(first).toEqual({ dateTime: '2030-05-10T15:00:00+02:00', free: 2 });
    expect(await listed('2030-05-09')).toEqual([]);
    expect(await listed('2030-05-09', '2030-05-10')).toHaveLength(9);
  });

  test('over a month is told for long slots, and for short ones day by day', async () => {
    await api.put(serviceRow('cleaning', { slotMinutes: 5, capacity: 100 }));
    expect(await listed('2030-10-27')).toHaveLength(300);
    expect(await api.refusal(tenant, free, ask('2030-10-27', '2030-10-28'))).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'to', days: 1 },
    });
    await api.put(serviceRow('cleaning', { slotMinutes: 1440 }));
    expect(await listed('2030-10-01', '2030-10-31')).toHaveLength(32);
  });

  test.each([
    ['reversed', ask('2030-06-04', '2030-06-03'), 'InvalidArgument'],
    ['of 32 days', ask('2030-06-01', '2030-07-02'), 'InvalidArgument'],
    ['of a service that nobody offers', ask('2030-06-03', '2030-06-03', 'other'), 'NotOffered'],
  ])('is not told of days %s', async (_which, variables, errorType) => {
    expect(await api.refusal(tenant, free, variables)).toMatchObject({ errorType });
  });
});

describe('a stay', () => {
  const weekend = { name: 'Weekend', weekdays: [5, 6], percent: 150 };
  const summer = { name: 'Summer', startDate: '2030-07-01', endDate: '2030-09-01', priceCents: 20_000 };
  const dates = (startDate: string, endDate: string) => ({
    input: { apartmentId: 'apartment-1', startDate, endDate },
  });

  test('costs the sum of its nights as they cost when it was requested', async () => {
    await api.put({ ...apartmentRow(), nightlyPriceCents: 10_001, rates: [summer, weekend] });
    // Thursday to Monday: 100.01 + 150.02 + 150.02 + 100.01.
    const { id } = await api.run(tenant, stay, dates('2030-06-13', '2030-06-17'));
    expect(api.messages()).toMatchObject([{ bookingId: id, priceCents: 50_006 }]);
    expect(await api.row(claimKey('tenant-1', 'APARTMENT#apartment-1'))).toMatchObject({
      priceCents: 50_006,
    });
  });

  test('costs what is usual where its apartment has no price, and another price on other dates', async () => {
    await api.run(tenant, stay, dates('2030-06-10', '2030-06-12'));
    expect(api.messages()).toMatchObject([{ priceCents: 24_000 }]);
    const id = await store();
    await api.put({ ...apartmentRow(), nightlyPriceCents: 5000, rates: [summer] });
    expect(await api.run(tenant, price, { id })).toEqual({ price: 240 });
    const change = { input: { bookingId: id, startDate: '2030-06-30', endDate: '2030-07-02' } };
    expect(await api.run(tenant, update, change)).toMatchObject({ price: 250 });
    expect(await api.rows('BOOKING')).toMatchObject([{ priceCents: 25_000 }]);
  });

  test('of an earlier version has no price until it gets other dates', async () => {
    await api.put(bookingRow('old', { userId: 'tenant-1' }), claimRow('old', 'tenant-1'));
    expect(await api.run(admin, price, { id: 'old' })).toEqual({ price: null });
  });
});
