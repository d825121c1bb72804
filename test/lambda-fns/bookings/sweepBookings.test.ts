import type { SQSHandler } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { entityMetadata } from '../../../model/table.ts';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { invoke, startBackend, type Backend } from '../startBackend.ts';
import { apartmentRow, bookingRow, buildingRow, claimRow, slotRow } from './rows.ts';

let backend: Backend;
let handler: SQSHandler;

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const past = '2020-01-01T00:00:00.000Z';
const appointmentRow = (id: string, changes: object = {}) => {
  const dateTime = `${day(-1)}T08:00:00.000Z`;
  return {
    pk: `BOOKING#${id}`,
    sk: 'BOOKING',
    gsi2pk: 'SERVICES#0',
    gsi2sk: `BOOKING#${dateTime}#${id}`,
    ...entityMetadata('ServiceBooking'),
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
  await backend.put(buildingRow(), apartmentRow());
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

test('a seat is free once its booking has expired, and once only', async () => {
  const dateTime = `${day(2)}T08:00:00.000Z`;
  const waiting = { status: 'PENDING', dateTime, productVersion: 1, gsi2sk: `BOOKING#${dateTime}#late` };
  const slot = { ...slotRow('late', 'other'), sk: `SLOT#${dateTime}`, dateTime };
  await backend.put(appointmentRow('late', waiting), slot);
  await sweep();
  expect(await bookings()).toMatchObject([{ status: 'EXPIRED' }]);
  expect((await rows('SLOT#')).map(({ bookingIds }) => [...bookingIds])).toEqual([['other']]);
  await backend.put({ ...slot, bookingIds: new Set(['late', 'other']) });
  await sweep();
  expect((await rows('SLOT#')).map(({ bookingIds }) => [...bookingIds])).toEqual([['late', 'other']]);
});

test('a second sweep changes nothing', async () => {
  await backend.put(bookingRow('late', { holdUntil: past }), appointmentRow('held'));
  await sweep();
  const before = await backend.rows();
  await sweep();
  expect(await backend.rows()).toEqual(before);
  expect(await backend.deadLetters()).toEqual([]);
});

describe('when one booking cannot be ended', () => {
  const overdue = ['first', 'second', 'third'];
  beforeEach(() =>
    backend.put(
      ...overdue.map((id) => bookingRow(id, { userId: id, holdUntil: past })),
      ...overdue.map((id) => claimRow(id, id)),
    ),
  );

  /** Every transaction about a booking is answered so, until the answer is undefined. */
  const refuse = (id: string, answer: () => AwsError | undefined) => {
    const { TransactWriteItems } = backend.tableActions;
    backend.tableActions.TransactWriteItems = async (input, call) => {
      const error = JSON.stringify(input).includes(`"BOOKING#${id}"`) ? answer() : undefined;
      if (error) throw error;
      return TransactWriteItems!(input, call);
    };
  };
  const canceled = (code: string) =>
    new AwsError('TransactionCanceledException', 'Transaction cancelled', {
      fields: {
        CancellationReasons: [{ Code: code, Message: 'so it is' }, { Code: 'None' }, { Code: 'None' }],
      },
    });
  const sweepBuilding = async () => {
    await backend.send({ sweep: 'building', buildingId: 'building-1' });
    const event = await backend.receiveEvent();
    return { event, answer: await invoke(handler, event) };
  };
  const statuses = async () => Object.fromEntries((await bookings()).map(({ id, status }) => [id, status]));

  test('now, the others are, and its message comes back until it can be', async () => {
    let times = 6;
    refuse('second', () => (times-- > 0 ? canceled('TransactionConflict') : undefined));
    const { event, answer } = await sweepBuilding();
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: event.Records[0]!.messageId }] });
    expect(await statuses()).toEqual({ first: 'EXPIRED', second: 'PENDING', third: 'EXPIRED' });
    expect(await rows('CLAIM#')).toMatchObject([{ bookingId: 'second' }]);

    await backend.world.clock.advance(2_000);
    expect(await invoke(handler, await backend.receiveEvent())).toEqual({ batchItemFailures: [] });
    expect(await statuses()).toEqual({ first: 'EXPIRED', second: 'EXPIRED', third: 'EXPIRED' });
    expect(await rows('EVENT#')).toHaveLength(3);
    expect(await rows('CLAIM#')).toEqual([]);
  });

  test('ever, the others are, and its message is a dead letter that names it', async () => {
    refuse('second', () => canceled('ValidationError'));
    expect((await sweepBuilding()).answer).toEqual({ batchItemFailures: [] });
    expect(await statuses()).toEqual({ first: 'EXPIRED', second: 'PENDING', third: 'EXPIRED' });
    expect(await backend.deadLetters()).toMatchObject([
      {
        MessageAttributes: {
          ErrorCode: { StringValue: 'InternalFailure' },
          FailingStep: { StringValue: 'sweepBookings' },
          EntityId: { StringValue: 'building-1' },
          Reason: { StringValue: expect.stringMatching(/^1 of 3 .*second.*so it is/) },
        },
      },
    ]);
  });

  test('and another may be later, the message comes back for both', async () => {
    refuse('first', () => canceled('ValidationError'));
    refuse('third', () => canceled('ThrottlingError'));
    expect((await sweepBuilding()).answer.batchItemFailures).toHaveLength(1);
    expect(await statuses()).toEqual({ first: 'PENDING', second: 'EXPIRED', third: 'PENDING' });
    expect(await backend.deadLetters()).toEqual([]);
  });
});
