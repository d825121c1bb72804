import { beforeEach, describe, expect, test } from 'vitest';
import { bookingRow } from '../../lambda-fns/bookings/rows.ts';
import { paymentRow } from '../../lambda-fns/payments/startPayments.ts';
import { admin, caretaker, otherTenant, person, startApi, type StartedApi } from '../startApi.ts';

const queryOf = (field: string) =>
  `mutation ($bookingId: ID!) { ${field}(bookingId: $bookingId) { id status } }`;
const owner = person('user-1', 'Tenants');
const now = '2030-05-10T12:00:00.000Z';
const afterNow = '2030-05-10T12:15:00.000Z';
const held = (changes: object = {}) => {
  const { heldUntil: _claimed, ...row } = paymentRow(1, {
    paymentStatus: 'PAYMENT_AUTHORIZED',
    amountCents: 1,
  });
  return { ...row, ...changes };
};

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
  await api.put(bookingRow('booking-1', { status: 'APPROVED' }));
});

const run = (field: string, caller = owner) => api.run(caller, queryOf(field), { bookingId: 'booking-1' });
const refusal = (field: string, caller = owner) =>
  api.refusal(caller, queryOf(field), { bookingId: 'booking-1' });

test('an amount to be held begins a payment, and its message says so', async () => {
  expect(await run('authorizePayment')).toEqual({ id: 'booking-1', status: 'APPROVED' });
  expect(api.messages()).toEqual([{ bookingId: 'booking-1', attempt: 1, goal: 'hold' }]);
  expect(await api.rows('PAYMENT#')).toMatchObject([
    { paymentStatus: 'PAYMENT_PENDING', heldUntil: afterNow },
  ]);
});

test.each([
  ['confirmPayment', {}],
  ['payBooking', {}],
  ['voidPayment', { goal: 'void' }],
])('%s claims the payment whose amount is held, once', async (field, goal) => {
  await api.put(held());
  const answers = await Promise.all(Array.from({ length: 20 }, () => refusal(field)));
  expect(answers.filter(({ count }) => count === undefined)).toHaveLength(1);
  expect(api.messages()).toEqual([{ bookingId: 'booking-1', attempt: 1, ...goal }]);
  expect(await api.rows('PAYMENT#')).toMatchObject([
    { paymentStatus: 'PAYMENT_AUTHORIZED', heldUntil: afterNow },
  ]);
  expect(await refusal('voidPayment')).toMatchObject({
    errorType: 'PaymentInProgress',
    errorInfo: { paymentId: 'booking:booking-1:1' },
  });
});

test('a claim that has passed is taken again', async () => {
  await api.put(held({ heldUntil: now }));
  await run('confirmPayment');
  expect(api.messages()).toHaveLength(1);
});

test('what is held already is not held again', async () => {
  await api.put(held());
  expect(await refusal('authorizePayment')).toMatchObject({
    errorType: 'StateConflict',
    errorInfo: { status: 'PAYMENT_AUTHORIZED' },
  });
  expect(api.messages()).toEqual([]);
});

describe.each(['confirmPayment', 'voidPayment'])('%s is refused', (field) => {
  test('without a payment', async () => {
    expect(await refusal(field)).toMatchObject({ errorType: 'StateConflict', errorInfo: { status: null } });
  });

  test.each(['PAYMENT_VOIDED', 'PAYMENT_REJECTED', 'PAYMENT_ACCEPTED', 'PAYMENT_REFUNDED'])(
    'of a payment that is %s',
    async (paymentStatus) => {
      await api.put(paymentRow(1, { paymentStatus }));
      expect(await refusal(field)).toMatchObject({
        errorType: 'StateConflict',
        errorInfo: { status: paymentStatus },
      });
    },
  );

  test('while the amount is not held yet', async () => {
    await run('authorizePayment');
    expect(await refusal(field)).toMatchObject({ errorType: 'PaymentInProgress' });
  });

  test.each([
    ['another tenant', otherTenant],
    ['a Caretaker', caretaker],
  ])('to %s', async (_who, caller) => {
    await api.put(held());
    expect(await refusal(field, caller)).toMatchObject({ errorType: 'Forbidden' });
  });

  test('and the claim given up while the queue is not there', async () => {
    await api.put(held());
    api.sqs.answer = async () => ({ status: 500, headers: {}, body: '{}' });
    expect(await refusal(field)).toMatchObject({ errorType: 'QueueUnavailable' });
    expect((await api.rows('PAYMENT#'))[0].heldUntil).toBeUndefined();
  });
});

test('an Admin confirms for the owner', async () => {
  await api.put(held());
  expect(await run('confirmPayment', admin)).toMatchObject({ status: 'APPROVED' });
});

test('a booking that is over is not confirmed, and what is held for it is let go', async () => {
  await api.put(held(), bookingRow('booking-1', { status: 'CANCELLED' }));
  expect(await refusal('confirmPayment')).toMatchObject({
    errorType: 'StateConflict',
    errorInfo: { status: 'CANCELLED' },
  });
  await run('voidPayment');
  expect(api.messages()).toEqual([{ bookingId: 'booking-1', attempt: 1, goal: 'void' }]);
});

test('the next attempt takes the place of the last, unless it cannot be queued', async () => {
  await api.put(paymentRow(1, { paymentStatus: 'PAYMENT_VOIDED' }));
  const superseded = async () => (await api.rows('PAYMENT#001'))[0].superseded;
  api.sqs.answer = async () => ({ status: 500, headers: {}, body: '{}' });
  expect(await refusal('authorizePayment')).toMatchObject({ errorType: 'QueueUnavailable' });
  expect(await superseded()).toBeUndefined();
  expect(await api.rows('PAYMENT#')).toHaveLength(1);
  api.sqs.answer = async () => ({ status: 200, headers: {}, body: '{}' });
  await run('authorizePayment');
  expect(await superseded()).toBe(true);
});

describe('what a person paid and owes', () => {
  const payments = `query ($userId: ID, $pagination: Pagination) { paymentsPerUser(userId: $userId, pagination: $pagination) {
    items { __typename paymentId paymentStatus amount refunded
      ... on OrderPayment { orderId } ... on BookingPayment { bookingId } } nextToken } }`;
  const invoices = `query ($userId: ID) { invoicesPerUser(userId: $userId) {
    items { id status amount refunded } } }`;
  const order = (orderId: string) => ({
    pk: `EVENTS#ORDER_ID#${orderId}`,
    sk: 'ORDER',
    __edb_e__: 'Order',
    orderId,
    userId: 'user-1',
    amountCents: 1_250,
    lines: [{ sku: 'rolls', units: 10, priceCents: 125 }],
    createdOn: now,
    gsi1pk: 'USER#user-1',
    gsi1sk: `ORDER#${now}#${orderId}`,
  });
  const orderPayment = (orderId: string, changes: object = {}) => ({
    ...paymentRow(1, { amountCents: 1_250, paymentStatus: 'PAYMENT_ACCEPTED', ...changes }),
    pk: `EVENTS#ORDER_ID#${orderId}`,
    gsi1pk: undefined,
    gsi1sk: undefined,
    paymentId: `order:${orderId}`,
    subjectId: orderId,
  });

  beforeEach(async () => {
    const rows = [
      order('order-1'),
      orderPayment('order-1', { refundedCents: 125 }),
      order('order-2'),
      paymentRow(1, { paymentStatus: 'PAYMENT_REJECTED', superseded: true, amountCents: 4_500 }),
      paymentRow(2, { paymentStatus: 'PAYMENT_AUTHORIZED', amountCents: 4_500 }),
      bookingRow('booking-2', { status: 'APPROVED' }),
    ].map((row) => JSON.parse(JSON.stringify(row)));
    await api.put(...rows);
  });

  test('is a page of payments, of orders and of bookings', async () => {
    const { items, nextToken } = await api.run(owner, payments, {});
    expect(nextToken).toBeNull();
    expect(items).toEqual([
      {
        __typename: 'OrderPayment',
        paymentId: 'order:order-1',
        orderId: 'order-1',
        paymentStatus: 'PAYMENT_ACCEPTED',
        amount: 12.5,
        refunded: 1.25,
      },
      ...[1, 2].map((attempt) => ({
        __typename: 'BookingPayment',
        paymentId: `booking:booking-1:${attempt}`,
        bookingId: 'booking-1',
        paymentStatus: attempt === 1 ? 'PAYMENT_REJECTED' : 'PAYMENT_AUTHORIZED',
        amount: 45,
        refunded: 0,
      })),
    ]);
  });

  test('comes page by page, each once', async () => {
    const seen: string[] = [];
    let nextToken: string | null = null;
    do {
      const page: any = await api.run(owner, payments, { pagination: { limit: 1, nextToken } });
      seen.push(...page.items.map(({ paymentId }: any) => paymentId));
      nextToken = page.nextToken;
    } while (nextToken);
    expect(seen).toEqual(['order:order-1', 'booking:booking-1:1', 'booking:booking-1:2']);
  });

  test('is one invoice of each, with the payment’s amounts', async () => {
    expect(await api.run(owner, invoices, {})).toEqual({
      items: [
        { id: 'order:order-1', status: 'ADJUSTED', amount: 12.5, refunded: 1.25 },
        { id: 'booking:booking-1', status: 'CREATED', amount: 45, refunded: 0 },
      ],
    });
  });

  test.each([
    ['of another person', payments],
    ['of another person', invoices],
  ])('%s is for staff alone', async (_whose, query) => {
    const caller = otherTenant;
    expect(await api.refusal(caller, query, { userId: 'user-1' })).toMatchObject({ errorType: 'Forbidden' });
    expect((await api.run(caretaker, query, { userId: 'user-1' })).items.length).toBeGreaterThan(0);
  });

  test('of nothing is an empty page', async () => {
    expect(await api.run(otherTenant, invoices, {})).toEqual({ items: [] });
  });
});
