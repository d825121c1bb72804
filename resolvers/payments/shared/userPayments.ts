import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { orderPartition, orderSortPrefix } from '../../../model/orders/keys.ts';
import { orderPaymentKey, paymentPrefix, userPaymentsKey } from '../../../model/payments/keys.ts';
import type { Pagination } from '../../../model/schema.ts';
import { checkId } from '../../platform/arguments.ts';
import { actorOf, checkMayRead } from '../../platform/context.ts';
import { batchGetItems, expressionOf, pageOf, pageResult, type Page } from '../../platform/dynamodb.ts';
import type { BookingPaymentRow, PaymentRow } from '../../platform/payments.ts';

/** An order, as far as its payment is listed by it. */
export interface ListedOrder {
  readonly __edb_e__: 'Order';
  readonly orderId: string;
  readonly userId: string;
  /** Whole cents. */
  readonly amountCents: number;
}

type ListedPayment = BookingPaymentRow & { readonly __edb_e__: 'Payment' };

type Listed = ListedOrder | ListedPayment;

interface Args {
  userId?: string | null;
  pagination?: Pagination | null;
}

export type UserPaymentsStep<Result = unknown> = Context<
  Args,
  object,
  { result: Page<Listed> },
  undefined,
  Result
>;

/**
 * Reads a page of a person's orders and payments of bookings, which stand side by side in an index. An order's payment is in
 * none: it would cost every order two write units.
 */
export const query = {
  request(ctx: UserPaymentsStep): DynamoDBQueryRequest {
    const actor = actorOf(ctx);
    const userId = checkId(ctx.args.userId ?? actor.id, 'userId');
    checkMayRead(actor, userId);
    return {
      operation: 'Query',
      index: 'gsi1',
      query: expressionOf('gsi1pk = :user AND gsi1sk BETWEEN :first AND :last', {
        ':user': userPaymentsKey(userId),
        ':first': orderSortPrefix,
        ':last': `${paymentPrefix}~`,
      }),
      ...pageOf(ctx.args.pagination),
    };
  },

  response(ctx: UserPaymentsStep<Page<Listed>>) {
    return pageResult(ctx);
  },
};

/** A payment of a page, with its order where it is of one. */
export type PaymentEntry =
  | { readonly order: ListedOrder; readonly payment: PaymentRow }
  | { readonly order: null; readonly payment: BookingPaymentRow };

/** The orders of the page that was read, each of which may have a payment. */
export const ordersOf = (ctx: UserPaymentsStep): ListedOrder[] =>
  ctx.prev.result.items.flatMap((row) => (row.__edb_e__ === 'Order' ? [row] : []));

/** Reads the payments of the orders in one batch: a page has at most 100. */
export const batchGetPayments = (ctx: UserPaymentsStep, orders: ListedOrder[]) =>
  batchGetItems(
    ctx,
    orders.map(({ orderId }) => orderPaymentKey(orderId)),
  );

/** The payments of the page in its order, given those of its orders; an order that has none is left out. */
export const entriesOf = (ctx: UserPaymentsStep, payments: (PaymentRow | null)[]): PaymentEntry[] =>
  ctx.prev.result.items.flatMap((row): PaymentEntry[] => {
    if (row.__edb_e__ === 'Payment') return [{ order: null, payment: row }];
    const payment = payments.find((found) => found?.pk === orderPartition(row.orderId));
    return payment ? [{ order: row, payment }] : [];
  });
