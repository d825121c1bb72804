import type { SQSHandler } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { consumeBodies, startBackend, type Backend } from '../startBackend.ts';
import { apartmentRow, bookingRow, claimRow, request } from './rows.ts';

let backend: Backend;
let handler: SQSHandler;

beforeEach(async () => {
  backend = await startBackend();
  vi.resetModules();
  ({ handler } = await import('../../../lambda-fns/bookings/createApartmentBooking.ts'));
  await backend.put(apartmentRow(), claimRow(), claimRow('booking-2', 'user-2'));
});
afterEach(() => backend.close());

const PASSED = '2020-01-01T00:00:00.000Z';

const consume = (...bodies: unknown[]) => consumeBodies(backend, handler, bodies);

describe('a request that nobody made', () => {
  test.each([
    [
      'no claim',
      request({ bookingId: 'booking-3', userId: 'user-3' }),
      'NotFound',
      /no claim for booking booking-3/,
    ],
    ['another apartment than its claim', request({ apartmentId: 'apartment-2' }), 'NotFound', /no claim/],
    ['another person’s claim', request({ userId: 'user-2' }), 'StateConflict', /not for what booking/],
    ['another booking’s claim', request({ bookingId: 'booking-3' }), 'StateConflict', /not for what booking/],
    ['other nights', request({ endDate: '2089-06-05' }), 'StateConflict', /not for what booking/],
    ['a longer hold', request({ holdUntil: '2089-05-02T00:00:00.000Z' }), 'StateConflict', /not for what/],
    [
      'a hold of a thousand years',
      request({ holdUntil: '3026-01-01T00:00:00.000Z' }),
      'InvalidArgument',
      /holdUntil: /,
    ],
    [
      'a hold from the future',
      request({ requestedOn: '3026-01-01T00:00:00.000Z' }),
      'InvalidArgument',
      /holdUntil: /,
    ],
    [
      'a hold that passed',
      request({ holdUntil: PASSED, requestedOn: PASSED }),
      'StateConflict',
      /not for what/,
    ],
    [
      'past dates',
      request({ startDate: '2020-06-01', endDate: '2020-06-04', holdUntil: PASSED, requestedOn: PASSED }),
      'StateConflict',
      /not for what/,
    ],
    [
      'an absurd length',
      request({ startDate: '0001-01-01', endDate: '9999-12-31' }),
      'InvalidArgument',
      /too many/,
    ],
    [
      'a hold that is spelled in another way than the claim’s',
      request({ holdUntil: '2089-05-01T00:00:00Z' }),
      'StateConflict',
      /not for what/,
    ],
  ])(
    'is a dead letter at once, with its reason, and nothing is stored: %s',
    async (_what, body, code, reason) => {
      const before = await backend.rows();
      expect(await consume(body)).toEqual({ batchItemFailures: [] });
      expect(await backend.rows()).toEqual(before);
      expect(await backend.deadLetters()).toMatchObject([
        {
          MessageAttributes: {
            ErrorCode: { StringValue: code },
            FailingStep: { StringValue: 'createApartmentBooking' },
            EntityId: { StringValue: body.bookingId },
            Reason: { StringValue: expect.stringMatching(reason) },
          },
        },
      ]);
    },
  );

  test('for nights that are taken keeps the claim that is another request’s', async () => {
    await backend.put(apartmentRow(['2089-06-03']), claimRow('booking-2'));
    const before = await backend.rows();
    await consume(request());
    expect(await backend.rows()).toEqual(before);
    expect(await backend.deadLetters()).toHaveLength(1);
  });

  test.each([
    ['another person’s', { userId: 'user-2' }],
    ['of another kind', { apartmentId: undefined, serviceId: 'cleaning' }],
  ])('for a booking that is %s is a dead letter', async (_what, changes) => {
    const { apartmentId: _none, ...row } = bookingRow('booking-1', changes);
    await backend.put('serviceId' in changes ? row : bookingRow('booking-1', changes));
    const before = await backend.rows();
    await consume(request());
    expect(await backend.rows()).toEqual(before);
    expect(await backend.deadLetters()).toMatchObject([
      { MessageAttributes: { ErrorCode: { StringValue: 'StateConflict' } } },
    ]);
  });
});

test('a claim of an earlier version, whose hold has no milliseconds, is stored as it is', async () => {
  const holdUntil = '2089-05-01T00:00:00Z';
  await backend.put({ ...claimRow(), heldUntil: holdUntil });
  expect(await consume(request({ holdUntil }))).toEqual({ batchItemFailures: [] });
  expect(await backend.deadLetters()).toEqual([]);
  const stored = (await backend.rows()).filter(({ sk }) => sk === bookingRow('booking-1').sk);
  expect(stored).toMatchObject([{ status: 'PENDING', holdUntil }]);
});
