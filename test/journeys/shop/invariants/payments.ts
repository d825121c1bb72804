import { expect } from 'vitest';
import { invoiceStatusOf } from '../../../../model/payments/invoices.ts';

type Row = Record<string, any>;

/** Orders that a raw event moved may be paid for without a payment, or hold one that nobody knows of. */
interface Exceptions {
  readonly raw?: Pick<ReadonlySet<string>, 'has'>;
}

/**
 * Checks what is true at every instant, by the rows of the table and the book of the simulated gateway: nothing is charged
 * without a payment of that amount, nothing is held and charged at once, and no more is given back than was taken.
 */
export function expectNothingTakenTwice(rows: readonly Row[]): void {
  const payments = new Map(paymentsOf(rows).map((payment) => [payment['paymentId'], payment]));
  for (const [paymentId, book] of booksOf(rows)) {
    const { capturedCents, refundedCents, heldCents } = book;
    if (capturedCents + heldCents === 0) continue;
    const { amountCents } = payments.get(paymentId) ?? {};
    expect({ paymentId, taken: capturedCents + heldCents }).toEqual({ paymentId, taken: amountCents });
    expect({ paymentId, captured: capturedCents > 0, held: heldCents > 0 }).toEqual({
      paymentId,
      captured: heldCents === 0,
      held: capturedCents === 0,
    });
    expect(refundedCents).toBeLessThanOrEqual(capturedCents);
  }
}

/**
 * Checks what is true once nothing is in flight: each payment says what the gateway's book says, what was kept of an order or a
 * booking is what is owed for it, nothing is held of what has ended, and each has one invoice, with its payment's amounts.
 */
export function expectPaymentsSettled(rows: readonly Row[], { raw = new Set() }: Exceptions = {}): void {
  expectNothingTakenTwice(rows);
  const books = booksOf(rows);
  const payments = paymentsOf(rows);
  for (const payment of payments) expectBooked(payment, books.get(payment['paymentId']) ?? nothing);
  for (const order of rows.filter(({ sk }) => sk === 'ORDER'))
    if (!raw.has(order['orderId'])) expectOrderSettled(order, rows, books);
  for (const booking of rows.filter(({ pk, sk }) => pk.startsWith('BOOKING#') && sk === 'BOOKING'))
    expectBookingSettled(booking, payments, books);
  expectOneInvoiceEach(payments);
}

interface Book {
  readonly capturedCents: number;
  readonly refundedCents: number;
  readonly heldCents: number;
}

const nothing: Book = { capturedCents: 0, refundedCents: 0, heldCents: 0 };

const paymentsOf = (rows: readonly Row[]) =>
  rows.filter(
    ({ pk, sk }) =>
      sk.startsWith('PAYMENT#') && (pk.startsWith('BOOKING#') || pk.startsWith('EVENTS#ORDER_ID#')),
  );

const booksOf = (rows: readonly Row[]): ReadonlyMap<string, Book> =>
  new Map(
    rows
      .filter(({ pk, sk }) => pk.startsWith('GATEWAY#') && sk === 'CHARGE')
      .map(({ paymentId, capturedCents = 0, refundedCents = 0, heldCents = 0 }) => [
        paymentId,
        { capturedCents, refundedCents, heldCents },
      ]),
  );

/** What the gateway's book must say of a payment in each status. */
function expectBooked(payment: Row, book: Book): void {
  const { paymentId, paymentStatus, amountCents = 0, refundedCents = 0 } = payment;
  const taken = { ...nothing, capturedCents: amountCents };
  const expected: Record<string, Book[]> = {
    PAYMENT_AUTHORIZED: [{ ...nothing, heldCents: amountCents }],
    PAYMENT_ACCEPTED: [{ ...taken, refundedCents }],
    PAYMENT_REFUNDED: [{ ...taken, refundedCents: amountCents }],
    PAYMENT_REJECTED: [nothing],
    PAYMENT_VOIDED: [nothing],
    // Its message is a dead letter: nobody knows what became of it.
    PAYMENT_PENDING: [nothing, taken, { ...nothing, heldCents: amountCents }],
    PAYMENT_FAILED: [nothing, taken, { ...nothing, heldCents: amountCents }],
  };
  expect(expected[paymentStatus]?.map((each) => ({ paymentId, paymentStatus, ...each }))).toContainEqual({
    paymentId,
    paymentStatus,
    ...book,
  });
  if (paymentStatus === 'PAYMENT_ACCEPTED')
    expect({ paymentId, refundedCents, partial: refundedCents < amountCents }).toEqual({
      paymentId,
      refundedCents,
      partial: amountCents > 0,
    });
}

const PAID = ['PAYMENT_ACCEPTED', 'READY', 'SHIPPED', 'DELIVERED'];
const ENDED = ['STOCK_DEPLETED', 'PAYMENT_REJECTED', 'CANCELED'];

function expectOrderSettled(order: Row, rows: readonly Row[], books: ReadonlyMap<string, Book>): void {
  const { orderId, amountCents } = order;
  const progress = rows.find(({ pk, sk }) => pk === order['pk'] && sk === 'PROGRESS');
  const status: string = progress?.['status'] ?? 'CREATED';
  const list = rows.find(({ pk, sk }) => pk === `LIST#${orderId}` && sk === 'LIST');
  const missing: Row[] = list?.['status'] === 'COMPLETED' ? (list['missing'] ?? []) : [];
  const missingCents = missing.reduce((sum, { units, priceCents }) => sum + units * priceCents, 0);
  const { capturedCents, refundedCents, heldCents } = books.get(`order:${orderId}`) ?? nothing;
  expect({ orderId, status, kept: capturedCents - refundedCents }).toEqual({
    orderId,
    status,
    kept: PAID.includes(status) ? amountCents - missingCents : 0,
  });
  if (ENDED.includes(status) || PAID.includes(status))
    expect({ orderId, status, heldCents }).toEqual({ orderId, status, heldCents: 0 });
}

function expectBookingSettled(
  booking: Row,
  payments: readonly Row[],
  books: ReadonlyMap<string, Book>,
): void {
  const { id, status } = booking;
  const own = payments.filter(({ pk }) => pk === booking['pk']);
  const accepted = own.filter(({ paymentStatus }) => paymentStatus === 'PAYMENT_ACCEPTED');
  const sum = (of: (book: Book) => number) =>
    own.reduce((total, { paymentId }) => total + of(books.get(paymentId) ?? nothing), 0);
  // What is over was paid or not. What it costs is frozen with it, where its row says so.
  const owed = ['PAID', 'COMPLETED'].includes(status) ? (accepted[0]?.['amountCents'] ?? 0) : 0;
  expect({ id, status, kept: sum((book) => book.capturedCents - book.refundedCents) }).toEqual({
    id,
    status,
    kept: owed,
  });
  if (status === 'PAID') expect({ id, accepted: accepted.length }).toEqual({ id, accepted: 1 });
  for (const { amountCents } of accepted)
    expect({ id, amountCents }).toEqual({ id, amountCents: booking['priceCents'] ?? amountCents });
  if (status !== 'APPROVED')
    expect({ id, status, held: sum((book) => book.heldCents) }).toEqual({ id, status, held: 0 });
}

/** Of several attempts to pay for one thing, the last one counts, and is listed. */
function expectOneInvoiceEach(payments: readonly Row[]): void {
  for (const [pk, attempts] of Map.groupBy(payments, (payment) => payment['pk'])) {
    const sorted = attempts.toSorted((one, other) => one['attempt'] - other['attempt']);
    expect({ pk, listed: sorted.map(({ superseded }) => !superseded) }).toEqual({
      pk,
      listed: sorted.map((_, index) => index === sorted.length - 1),
    });
    const { paymentStatus, amountCents = 0, refundedCents = 0 } = sorted.at(-1)!;
    const status = invoiceStatusOf({ paymentStatus, refundedCents });
    const owed = ['PAID', 'ADJUSTED'].includes(status) ? amountCents - refundedCents : 0;
    const kept = paymentStatus === 'PAYMENT_ACCEPTED' ? amountCents - refundedCents : 0;
    expect({ pk, status, owed }).toEqual({ pk, status, owed: kept });
  }
}
