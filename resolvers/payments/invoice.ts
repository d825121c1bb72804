import { runtime, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import { userKey } from '../../model/accounts/keys.ts';
import { apartmentKey } from '../../model/apartments/keys.ts';
import { bookingKey } from '../../model/bookings/keys.ts';
import { daysBetween } from '../../model/calendar.ts';
import { offerKey } from '../../model/catalog/keys.ts';
import { orderKey, orderPartition, orderProgressKey } from '../../model/orders/keys.ts';
import type { PlacedEventData } from '../../model/orders/events.ts';
import { invoiceDocument, type InvoiceLine } from '../../model/payments/invoiceDocument.ts';
import { invoiceStatusOf, invoiceSubjectOf, type InvoiceSubject } from '../../model/payments/invoices.ts';
import { orderPaymentKey } from '../../model/payments/keys.ts';
import type { QueryInvoiceArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { actorOf, checkMayRead } from '../platform/context.ts';
import {
  batchGetItems,
  batchRows,
  expressionOf,
  queryPartition,
  type BatchResult,
  type Key,
  type Page,
} from '../platform/dynamodb.ts';
import { throwDataSourceError, throwError } from '../platform/errors.ts';
import { eurosOf, latestPaymentOf, type BookingPaymentRow, type PaymentRow } from '../platform/payments.ts';
import { bookingInvoice, orderInvoice } from './shared/invoices.ts';

/** An order, as far as its invoice needs it. */
interface OrderRow {
  readonly orderId: string;
  readonly userId: string;
  readonly lines: PlacedEventData['lines'][number][];
  /** Whole cents. */
  readonly amountCents: number;
  readonly deliverTo?: string;
}

/** A booking, as far as its invoice needs it. */
type BookingRow = { readonly userId: string } & (
  | { readonly apartmentId: string; readonly startDate: string; readonly endDate: string }
  | { readonly apartmentId?: undefined; readonly serviceName: string; readonly dateTime: string }
);

/** What the invoice is of, and its payment. */
type Invoiced =
  | { readonly kind: 'order'; readonly order: OrderRow; readonly payment: PaymentRow }
  | { readonly kind: 'booking'; readonly booking: BookingRow; readonly payment: BookingPaymentRow };

interface Stash {
  subject: InvoiceSubject;
  invoiced: Invoiced;
}

type Step<Result = unknown> = Context<QueryInvoiceArgs, Stash, { result: object | null }, undefined, Result>;

/** Reads what the invoice is of, and its payment, as they are at this moment: an invoice is what they come to. */
export const read = {
  request(ctx: Step): DynamoDBQueryRequest {
    const subject = invoiceSubjectOf(ctx.args.id);
    if (!subject)
      throwError('InvalidArgument', 'id must be order:<orderId> or booking:<bookingId>', { argument: 'id' });
    checkId(subject.id, 'id');
    ctx.stash.subject = subject;
    return subject.kind === 'order' ? queryOrderRows(subject.id) : queryPartition(bookingKey(subject.id).pk);
  },

  response(ctx: Step<Page<{ sk: string }>>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    const invoiced = invoicedOf(ctx.stash.subject, ctx.result.items);
    if (!invoiced) return null;
    ctx.stash.invoiced = invoiced;
    if (invoiced.kind === 'booking') {
      checkMayRead(actorOf(ctx), invoiced.booking.userId);
      return bookingInvoice(invoiced.payment);
    }
    checkMayRead(actorOf(ctx), invoiced.order.userId);
    return orderInvoice(invoiced.order, invoiced.payment);
  },
};

/** An order's own rows, without its events, of which raw ones may be any number. */
const queryOrderRows = (orderId: string): DynamoDBQueryRequest => ({
  operation: 'Query',
  query: expressionOf('pk = :pk AND sk BETWEEN :first AND :last', {
    ':pk': orderPartition(orderId),
    ':first': orderKey(orderId).sk,
    ':last': orderProgressKey(orderId).sk,
  }),
  consistentRead: true,
});

/** Each row is of the kind that its key names. */
const invoicedOf = (subject: InvoiceSubject, rows: { sk: string }[]): Invoiced | undefined => {
  const { kind, id } = subject;
  const rowAt = (key: { sk: string }): unknown => rows.find(({ sk }) => sk === key.sk);
  if (kind === 'order') {
    // As said above.
    const order = rowAt(orderKey(id)) as OrderRow | undefined;
    // As above.
    const payment = rowAt(orderPaymentKey(id)) as PaymentRow | undefined;
    return order && payment ? { kind, order, payment } : undefined;
  }
  // As above.
  const booking = rowAt(bookingKey(id)) as BookingRow | undefined;
  const payment = latestPaymentOf(rows);
  return booking && payment ? { kind, booking, payment } : undefined;
};

/** What an invoice's texts are made of; of each kind those that are there. */
interface NamingRow {
  readonly pk: string;
  /** A person's. */
  readonly firstName?: string;
  readonly lastName?: string;
  /** An apartment's. */
  readonly apartmentNumber?: string;
  /** An offer's. */
  readonly name?: string;
  readonly productId?: string;
}

/** Adds the lines and the document, with the names of the person, the apartment and the products, all in one batch. */
export const details = {
  request(ctx: Step) {
    const isSelected = ctx.info.selectionSetList.some((path) => path === 'lines' || path === 'document');
    if (!ctx.prev.result || !isSelected) runtime.earlyReturn(ctx.prev.result);
    return batchGetItems(ctx, namingKeys(ctx.stash.invoiced));
  },

  response(ctx: Step<BatchResult<(NamingRow | null)[]>>) {
    const rows = batchRows(ctx).filter((row) => row !== null);
    const { invoiced } = ctx.stash;
    const { payment } = invoiced;
    const lines =
      invoiced.kind === 'order'
        ? orderLines(invoiced.order, rows)
        : bookingLines(invoiced.booking, payment.amountCents, rows);
    if (!lines) return { ...ctx.prev.result, lines: null, document: null };
    return {
      ...ctx.prev.result,
      lines: lines.map((line) => ({
        text: line.text,
        units: line.units,
        price: line.priceCents === null ? null : eurosOf(line.priceCents),
        amount: eurosOf(line.amountCents),
      })),
      document: invoiceDocument({
        id: ctx.args.id,
        status: invoiceStatusOf(payment),
        to: addresseeOf(invoiced, rows),
        createdOn: payment.createdOn,
        lines,
        amountCents: lines.reduce((sum, line) => sum + line.amountCents, 0),
        refundedCents: payment.refundedCents ?? 0,
        reason: payment.reason ?? '',
      }),
    };
  },
};

/** At most 27: an order has at most 25 lines. */
const namingKeys = (invoiced: Invoiced): Key[] => {
  if (invoiced.kind === 'booking') {
    const { booking } = invoiced;
    return [userKey(booking.userId), ...(booking.apartmentId ? [apartmentKey(booking.apartmentId)] : [])];
  }
  const { userId, lines, deliverTo } = invoiced.order;
  const skus = lines.map(({ sku }) => sku);
  return [
    userKey(userId),
    ...(deliverTo ? [apartmentKey(deliverTo)] : []),
    ...skus.filter((sku, index) => skus.indexOf(sku) === index).map((sku) => offerKey(sku)),
  ];
};

/** A product is named as long as it is sold under the SKU of the line. */
const orderLines = (order: OrderRow, rows: NamingRow[]): InvoiceLine[] =>
  order.lines.map(({ sku, units, priceCents, productId }) => {
    const offer = rows.find((row) => row.pk === offerKey(sku).pk);
    return {
      text: offer?.name && offer.productId === productId ? `${offer.name} (${sku})` : sku,
      units,
      priceCents,
      amountCents: units * priceCents,
    };
  });

/** The one line of a booking; undefined while nobody knows what it costs. */
const bookingLines = (
  booking: BookingRow,
  amountCents: number | undefined,
  rows: NamingRow[],
): InvoiceLine[] | undefined => {
  if (amountCents === undefined) return undefined;
  if (booking.apartmentId === undefined) {
    const { serviceName, dateTime } = booking;
    return [
      {
        text: `${serviceName}, ${dateTime.slice(0, 16)} UTC`,
        units: 1,
        priceCents: amountCents,
        amountCents,
      },
    ];
  }
  const { startDate, endDate } = booking;
  const text = `Nights in ${placeOf(booking.apartmentId, rows)}, ${startDate} to ${endDate}`;
  return [{ text, units: daysBetween(startDate, endDate), priceCents: null, amountCents }];
};

const placeOf = (apartmentId: string, rows: NamingRow[]) => {
  const apartment = rows.find((row) => row.pk === apartmentKey(apartmentId).pk);
  return `apartment ${apartment?.apartmentNumber ?? apartmentId}`;
};

/** Whose account is gone is named by the id, which is all that is left. */
const addresseeOf = (invoiced: Invoiced, rows: NamingRow[]): string[] => {
  const userId = invoiced.kind === 'order' ? invoiced.order.userId : invoiced.booking.userId;
  const deliverTo = invoiced.kind === 'order' ? invoiced.order.deliverTo : undefined;
  const user = rows.find((row) => row.pk === userKey(userId).pk);
  return [
    user ? `${user.firstName} ${user.lastName}` : userId,
    ...(deliverTo ? [`To ${placeOf(deliverTo, rows)}`] : []),
  ];
};
