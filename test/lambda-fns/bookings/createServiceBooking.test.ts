import type { SQSHandler } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { consumeBodies, invoke, startBackend, type Backend } from '../startBackend.ts';
import { appointmentClaimRow, appointmentRequest, slotRow, terms } from './rows.ts';

let backend: Backend;
let handler: SQSHandler;

beforeEach(async () => {
  backend = await startBackend();
  vi.resetModules();
  ({ handler } = await import('../../../lambda-fns/bookings/createServiceBooking.ts'));
  await backend.put(appointmentClaimRow(), appointmentClaimRow('booking-2', 'user-2'));
});
afterEach(() => backend.close());

const PASSED = '2020-01-01T00:00:00.000Z';

const rows = async (prefix: string) => (await backend.rows()).filter(({ sk }) => sk.startsWith(prefix));

const consume = (...bodies: unknown[]) => consumeBodies(backend, handler, bodies);

test('a request becomes a pending appointment, found by its person and among all appointments, and its event', async () => {
  expect(await consume(appointmentRequest())).toEqual({ batchItemFailures: [] });

  expect(await rows('BOOKING')).toMatchObject([
    {
      id: 'booking-1',
      status: 'PENDING',
      userId: 'user-1',
      serviceId: 'cleaning',
      serviceName: 'Cleaning',
      dateTime: '2089-06-01T08:00:00.000Z',
      createdOn: '2030-01-01T00:00:00.000Z',
      gsi1pk: 'USER#user-1',
      gsi1sk: 'BOOKING#2089-06-01T08:00:00.000Z#booking-1',
      gsi2pk: 'SERVICES#1',
      gsi2sk: 'BOOKING#2089-06-01T08:00:00.000Z#booking-1',
    },
  ]);
  expect(await rows('EVENT#')).toMatchObject([
    {
      pk: 'EVENTS#BOOKING_ID#booking-1',
      eventName: 'BOOKING_PENDING_EVENT',
      eventData: { apartmentId: '', serviceId: 'cleaning', serviceName: 'Cleaning', status: 'PENDING' },
    },
  ]);
  expect(await rows('CLAIM#')).toHaveLength(2);
});

test('a message delivered three times, and one sent twice, is one appointment and one event', async () => {
  await backend.send(appointmentRequest());
  const event = await backend.receiveEvent();
  for (const _delivery of [1, 2, 3]) expect(await invoke(handler, event)).toEqual({ batchItemFailures: [] });
  await consume(appointmentRequest({ requestedOn: '2030-01-01T00:00:09.000Z' }));

  expect(await rows('BOOKING')).toMatchObject([{ createdOn: '2030-01-01T00:00:00.000Z' }]);
  expect(await rows('EVENT#')).toHaveLength(1);
  expect(await backend.deadLetters()).toEqual([]);
});

test('two people may have the same service at the same time', async () => {
  await consume(appointmentRequest(), appointmentRequest({ bookingId: 'booking-2', userId: 'user-2' }));
  expect(await rows('BOOKING')).toMatchObject([{ status: 'PENDING' }, { status: 'PENDING' }]);
});

test('a request that comes after its hold is stored as expired, and its claim is gone', async () => {
  await backend.put(appointmentClaimRow('booking-1', 'user-1', { heldUntil: PASSED }));
  await consume(appointmentRequest({ holdUntil: PASSED, requestedOn: PASSED }));
  expect(await rows('BOOKING')).toMatchObject([{ status: 'EXPIRED', reason: expect.stringMatching(/hold/) }]);
  expect(await rows('EVENT#')).toMatchObject([{ eventName: 'BOOKING_EXPIRED_EVENT' }]);
  expect(await rows('CLAIM#')).toMatchObject([{ bookingId: 'booking-2' }]);
});

test.each([
  ['whose claim was replaced', { holdUntil: PASSED, requestedOn: PASSED }, 'StateConflict'],
  ['of another name', { serviceName: 'Massage' }, 'StateConflict'],
  ['for another price', { terms: { ...terms, priceCents: 1 } }, 'StateConflict'],
  ['at another version', { terms: { ...terms, productVersion: 2 } }, 'StateConflict'],
  ['for a larger slot', { terms: { ...terms, capacity: 100 } }, 'StateConflict'],
  ['without a price', { terms: undefined }, 'StateConflict'],
  ['at another time', { dateTime: '2089-06-01T09:00:00.000Z' }, 'NotFound'],
  ['of a person without a claim', { userId: 'user-3' }, 'NotFound'],
  ['with a hold of a thousand years', { holdUntil: '3026-01-01T00:00:00.000Z' }, 'InvalidArgument'],
])('a request %s is a dead letter, and changes nothing', async (_what, changes, code) => {
  const before = await backend.rows();
  await consume(appointmentRequest(changes));
  expect(await backend.rows()).toEqual(before);
  expect(await backend.deadLetters()).toMatchObject([
    { MessageAttributes: { ErrorCode: { StringValue: code }, EntityId: { StringValue: 'booking-1' } } },
  ]);
});

describe('the seat of a request', () => {
  const seats = async () => [...((await rows('SLOT#'))[0]?.bookingIds ?? [])].sort();

  test('stays, and its booking has the price that it was promised', async () => {
    await backend.put(slotRow('booking-1', 'other'));
    await consume(appointmentRequest());
    expect(await rows('BOOKING')).toMatchObject([{ status: 'PENDING', priceCents: 4500, productVersion: 1 }]);
    expect(await seats()).toEqual(['booking-1', 'other']);
  });

  test('is taken where it has none, as by a copy that came before the first had taken it', async () => {
    await consume(appointmentRequest());
    expect(await rows('BOOKING')).toMatchObject([{ status: 'PENDING' }]);
    expect(await rows('SLOT#')).toMatchObject([
      { pk: 'SERVICE#cleaning', dateTime: '2089-06-01T08:00:00.000Z', ttl: expect.any(Number) },
    ]);
    expect(await seats()).toEqual(['booking-1']);
  });

  test('is refused where others have them all: it is rejected, and its claim is gone', async () => {
    await backend.put(slotRow('other', 'another'));
    await consume(appointmentRequest());
    expect(await rows('BOOKING')).toMatchObject([
      { status: 'REJECTED', reason: expect.stringMatching(/seats/) },
    ]);
    expect(await rows('EVENT#')).toMatchObject([{ eventName: 'BOOKING_REJECTED_EVENT' }]);
    expect(await rows('CLAIM#')).toMatchObject([{ bookingId: 'booking-2' }]);
    expect(await seats()).toEqual(['another', 'other']);
  });

  test('is free once where its hold has passed, however often the message comes', async () => {
    await backend.put(
      appointmentClaimRow('booking-1', 'user-1', { heldUntil: PASSED }),
      slotRow('booking-1', 'other'),
    );
    const late = appointmentRequest({ holdUntil: PASSED, requestedOn: PASSED });
    await consume(late);
    expect(await seats()).toEqual(['other']);
    // Somebody else has it by now.
    await backend.put(slotRow('other', 'newer'));
    await consume(late, late);
    expect(await seats()).toEqual(['newer', 'other']);
  });

  test('is not taken again by a message about a booking that was cancelled', async () => {
    await consume(appointmentRequest());
    const [booking] = await rows('BOOKING');
    await backend.put({ ...booking, status: 'CANCELLED' }, slotRow());
    await consume(appointmentRequest());
    expect(await seats()).toEqual([]);
  });

  test('is none of a request from before services had slots', async () => {
    const { pk, sk, heldUntil } = appointmentClaimRow();
    await backend.put({ pk, sk, heldUntil, bookingId: 'booking-1', content: 'Cleaning' });
    await consume(appointmentRequest({ terms: undefined }));
    const [booking] = await rows('BOOKING');
    expect(booking).toMatchObject({ status: 'PENDING', serviceName: 'Cleaning' });
    expect(booking).not.toHaveProperty('priceCents');
    expect(await rows('SLOT#')).toEqual([]);
  });
});

test.each([
  ['a time that is none', { dateTime: '2089-06-31T08:00:00.000Z' }, /dateTime: /],
  ['a date alone', { dateTime: '2089-06-01' }, /dateTime: /],
  ['no name', { serviceName: '' }, /serviceName: /],
  ['an id that forges a key', { serviceId: 'a#b' }, /serviceId: /],
  ['an apartment', { apartmentId: 'apartment-1' }, /apartmentId/],
])('%s is a dead letter at once, and its batch mate is stored', async (_what, changes, reason) => {
  const body = appointmentRequest(changes);
  expect(await consume(body, appointmentRequest({ bookingId: 'booking-2', userId: 'user-2' }))).toEqual({
    batchItemFailures: [],
  });

  expect(await backend.deadLetters()).toMatchObject([
    {
      Body: JSON.stringify(body),
      MessageAttributes: {
        ErrorCode: { StringValue: 'InvalidArgument' },
        FailingStep: { StringValue: 'createServiceBooking' },
        EntityId: { StringValue: 'booking-1' },
        Reason: { StringValue: expect.stringMatching(reason) },
      },
    },
  ]);
  expect(await rows('BOOKING')).toMatchObject([{ id: 'booking-2' }]);
});
