import { beforeEach, describe, expect, test } from 'vitest';
import { bookingRow } from '../../lambda-fns/bookings/rows.ts';
import { paymentRow } from '../../lambda-fns/payments/startPayments.ts';
import { admin, caretaker, otherTenant, person, startApi, type StartedApi } from '../startApi.ts';

const pay = `mutation ($bookingId: ID!) { payBooking(bookingId: $bookingId) {
  __typename id status ... on ApartmentBooking { apartmentId } } }`;
const owner = person('user-1', 'Tenants');
const afterNow = '2030-05-10T12:15:00.000Z';

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
  await api.put(bookingRow('booking-1', { status: 'APPROVED' }));
});

const run = (caller = owner) => api.run(caller, pay, { bookingId: 'booking-1' });
const refusal = (caller = owner, bookingId = 'booking-1') => api.refusal(caller, pay, { bookingId });

test.each([
  ['its owner', owner],
  ['an Admin', admin],
])('%s pays an approved booking: the payment is begun and queued', async (_who, caller) => {
  expect(await run(caller)).toEqual({
    __typename: 'ApartmentBooking',
    id: 'booking-1',
    status: 'APPROVED',
    apartmentId: 'apartment-1',
  });
  expect(api.messages()).toEqual([{ bookingId: 'booking-1', attempt: 1 }]);
  expect(await api.rows('PAYMENT#')).toEqual([
    paymentRow(1, {
      heldUntil: afterNow,
      createdOn: '2030-05-10T12:00:00.000Z',
      updatedOn: '2030-05-10T12:00:00.000Z',
    }),
  ]);
});

test('of fifty requests at one instant one begins a payment', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => refusal()));
  expect(answers.filter(({ count }) => count === undefined)).toHaveLength(1);
  const refused = answers.filter(({ count }) => count).map(({ errorType }) => errorType);
  expect(['PaymentInProgress', 'TryAgain']).toEqual(expect.arrayContaining([...new Set(refused)]));
  expect(api.messages()).toHaveLength(1);
});

describe('a payment under way', () => {
  test('is not begun again, and named', async () => {
    await run();
    expect(await refusal()).toMatchObject({
      errorType: 'PaymentInProgress',
      errorInfo: { paymentId: 'booking:booking-1:1' },
    });
    expect(api.messages()).toHaveLength(1);
  });

  test('is queued again under its own id once its hold has passed', async () => {
    await api.put(paymentRow(1, { heldUntil: '2030-05-10T12:00:00.000Z', paymentRetries: 2 }));
    await run();
    expect(api.messages()).toEqual([{ bookingId: 'booking-1', attempt: 1 }]);
    expect(await api.rows('PAYMENT#')).toMatchObject([{ heldUntil: afterNow, paymentRetries: 2 }]);
  });
});

test.each(['PAYMENT_REJECTED', 'PAYMENT_REFUNDED'])(
  'after a payment that is %s another begins',
  async (paymentStatus) => {
    await api.put(paymentRow(1, { paymentStatus }));
    await run();
    expect(api.messages()).toEqual([{ bookingId: 'booking-1', attempt: 2 }]);
  },
);

describe('refused is', () => {
  test('after ten payments the eleventh', async () => {
    await api.put(...[1, 2, 10].map((attempt) => paymentRow(attempt, { paymentStatus: 'PAYMENT_REJECTED' })));
    expect(await refusal()).toMatchObject({ errorType: 'PaymentRefused', errorInfo: { attempts: 10 } });
  });

  test.each(['PENDING', 'PAID', 'CANCELLED', 'COMPLETED'])('a booking that is %s', async (status) => {
    await api.put(bookingRow('booking-1', { status }));
    expect(await refusal()).toMatchObject({ errorType: 'StateConflict', errorInfo: { status } });
    expect(api.messages()).toEqual([]);
  });

  test.each([
    ['another tenant', otherTenant],
    ['a Caretaker', caretaker],
  ])('%s', async (_who, caller) => {
    expect(await refusal(caller)).toMatchObject({ errorType: 'Forbidden', errorInfo: null });
  });

  test('a booking that is not there', async () => {
    expect(await refusal(owner, 'none')).toMatchObject({
      errorType: 'NotFound',
      errorInfo: { bookingId: 'none' },
    });
  });

  test.each(['', 'a#b', 'x'.repeat(10_000)])('an id that is none', async (bookingId) => {
    expect(await refusal(owner, bookingId)).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'bookingId' },
    });
  });

  test('a booking that is cancelled between reading and claiming', async () => {
    const { Query } = api.tableActions;
    api.tableActions.Query = async (input, call) => {
      const answer = await Query!(input, call);
      await api.put(bookingRow('booking-1', { status: 'CANCELLED' }));
      return answer;
    };
    expect(await refusal()).toMatchObject({ errorType: 'StateConflict', errorInfo: { status: 'CANCELLED' } });
    expect(await api.rows('PAYMENT#')).toEqual([]);
  });
});

describe('while the queue refuses', () => {
  beforeEach(() => {
    api.sqs.answer = async () => ({ status: 500, headers: {}, body: '{}' });
  });

  test('nothing is kept, and the caller is told', async () => {
    expect(await refusal()).toMatchObject({ errorType: 'QueueUnavailable' });
    expect(await api.rows('PAYMENT#')).toEqual([]);
  });

  test('a payment that is worked on after all stays', async () => {
    api.sqs.answer = async () => {
      await api.put(paymentRow(1, { amountCents: 1 }));
      return { status: 500, headers: {}, body: '{}' };
    };
    expect(await run()).toMatchObject({ status: 'APPROVED' });
    expect(await api.rows('PAYMENT#')).toHaveLength(1);
  });

  test('a payment that was taken up stays', async () => {
    await api.put(paymentRow(1, { heldUntil: '2030-05-10T12:00:00.000Z' }));
    expect(await refusal()).toMatchObject({ errorType: 'QueueUnavailable' });
    expect(await api.rows('PAYMENT#')).toHaveLength(1);
  });
});
