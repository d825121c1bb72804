import { beforeEach, describe, expect, test } from 'vitest';
import { serviceRow } from '../../lambda-fns/bookings/rows.ts';
import { otherTenant, person, startApi, tenant, type StartedApi } from '../startApi.ts';

const book =
  'mutation ($input: CreateServiceBookingInput!) { createServiceBooking(input: $input) { id status } }';
const free = `query ($serviceId: ID!, $from: AWSDate!, $to: AWSDate!) {
  availableSlots(serviceId: $serviceId, from: $from, to: $to) { dateTime free } }`;

/** Ten o'clock in Berlin. */
const dateTime = '2030-06-03T08:00:00.000Z';
const next = '2030-06-03T09:00:00.000Z';

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
  await api.put(
    ...['tenant-1', 'tenant-2', 'third'].map((id) => ({ pk: `USER#${id}`, sk: 'USER', id, enabled: true })),
    serviceRow(),
  );
});

const request = (changes: object = {}) => ({ input: { serviceId: 'cleaning', dateTime, ...changes } });

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
