import type { SQSHandler } from 'aws-lambda';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { buildingIndexKeys, buildingKey } from '../../../model/apartments/keys.ts';
import { rowMarks } from '../../../model/table.ts';
import { invoke, startBackend, type Backend } from '../startBackend.ts';
import { apartmentRow, bookingRow, claimRow } from './rows.ts';

let backend: Backend;
let handler: SQSHandler;

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const past = '2020-01-01T00:00:00.000Z';
const buildingRow = {
  ...buildingKey('building-1'),
  ...buildingIndexKeys('building-1'),
  ...rowMarks('Building'),
  id: 'building-1',
};
const appointmentRow = (id: string, changes: object = {}) => {
  const dateTime = `${day(-1)}T08:00:00.000Z`;
  return {
    pk: `BOOKING#${id}`,
    sk: 'BOOKING',
    gsi2pk: 'SERVICES#0',
    gsi2sk: `BOOKING#${dateTime}#${id}`,
    ...rowMarks('ServiceBooking'),
    id,
    userId: 'user-1',
    serviceId: 'cleaning',
    serviceName: 'Cleaning',
    dateTime,
    shard: '0',
    status: 'APPROVED',
    holdUntil: past,
    createdOn: past,
    updatedOn: past,
    ...changes,
  };
};

beforeEach(async () => {
  backend = await startBackend();
  vi.resetModules();
  ({ handler } = await import('../../../lambda-fns/bookings/sweepBookings.ts'));
  await backend.put(buildingRow, apartmentRow());
});
afterEach(() => backend.close());

/** A whole sweep: what the schedule sends, and what that sends itself. */
const sweep = async () => {
  await backend.send({ sweep: 'all' });
  for (const _round of ['all', 'buildings'])
    expect(await invoke(handler, await backend.receiveEvent())).toEqual({ batchItemFailures: [] });
};
const bookings = async () => (await backend.rows()).filter(({ sk }) => sk === 'BOOKING');
const rows = async (prefix: string) => (await backend.rows()).filter(({ sk }) => sk.startsWith(prefix));

test('a stay nobody confirmed expires with its event, and its claim is free', async () => {
  await backend.put(bookingRow('late', { holdUntil: past }), claimRow('late'), bookingRow('waits'));
  await sweep();
  expect(await bookings()).toMatchObject([
    { id: 'late', status: 'EXPIRED', reason: expect.stringMatching(/confirmed/) },
    { id: 'waits', status: 'PENDING' },
  ]);
  expect(await rows('EVENT#')).toMatchObject([{ eventName: 'BOOKING_EXPIRED_EVENT' }]);
  expect(await rows('CLAIM#')).toEqual([]);
});

test.each(['APPROVED', 'PAID'])(
  'an %s stay that is over is completed, and gives its nights back',
  async (status) => {
    const stay = { startDate: day(-3), endDate: day(-1), status };
    await backend.put(bookingRow('over', stay), claimRow('over'));
    await backend.put({ ...apartmentRow([day(-3), day(-2)]), apartmentStatus: 'OCCUPIED' });
    await sweep();
    expect(await bookings()).toMatchObject([{ status: 'COMPLETED' }]);
    expect(await rows('CLAIM#')).toEqual([]);
    const [apartment] = await rows('APARTMENT');
    expect(apartment).toMatchObject({ apartmentStatus: 'VACANT' });
    expect(apartment!.nights).toBeUndefined();
  },
);

test('the nights of others stay, and so does the claim of a newer booking', async () => {
  const stay = { startDate: day(-3), endDate: day(-1), status: 'PAID' };
  await backend.put(bookingRow('over', stay), claimRow('newer'));
  await backend.put({ ...apartmentRow([day(-3), day(-2), day(9)]), apartmentStatus: 'OCCUPIED' });
  await sweep();
  const [apartment] = await rows('APARTMENT');
  expect(apartment).toMatchObject({ apartmentStatus: 'OCCUPIED' });
  expect([...apartment!.nights]).toEqual([day(9)]);
  expect(await rows('CLAIM#')).toMatchObject([{ bookingId: 'newer' }]);
});

test('an appointment that was is completed, one nobody confirmed expires', async () => {
  await backend.put(appointmentRow('held'), appointmentRow('unheard', { status: 'PENDING' }));
  await sweep();
  expect(await bookings()).toMatchObject([{ status: 'COMPLETED' }, { status: 'EXPIRED' }]);
});

test('a second sweep changes nothing', async () => {
  await backend.put(bookingRow('late', { holdUntil: past }), appointmentRow('held'));
  await sweep();
  const before = await backend.rows();
  await sweep();
  expect(await backend.rows()).toEqual(before);
  expect(await backend.deadLetters()).toEqual([]);
});
