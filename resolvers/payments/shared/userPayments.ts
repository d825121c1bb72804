import { runtime, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import { orderPartition, orderSortPrefix } from '../../../model/orders/keys.ts';
import { orderPaymentKey, paymentPrefix, userPaymentsKey } from '../../../model/payments/keys.ts';
import type { Pagination } from '../../../model/schema.ts';
import { checkId } from '../../platform/arguments.ts';
import { actorOf, checkMayRead } from '../../platform/context.ts';
import {
  batchGetItems,
  batchRows,
  expressionOf,
  pageOf,
  pageResult,
  type BatchResult,
  type Page,
} from '../../platform/dynamodb.ts';
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

type Step<Result> = Context<Args, object, { result: Page<Listed> }, undefined, Result>;

/**
 * Reads a page of a person's orders and payments of bookings, which stand side by side in an index. An order's payment is in
 * none: it would cost every order two write units.
 */
export const query = {
  request(ctx: Step<unknown>): DynamoDBQueryRequest {
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

  response(ctx: Step<Page<Listed>>) {
    return pageResult(ctx);
  },
};

/** A payment of a page, with its order where it is of one. */
export type PaymentEntry =
  | { readonly order: ListedOrder; readonly payment: PaymentRow }
  | { readonly order: null; readonly payment: BookingPaymentRow };

/** Reads the payments of the page's orders. Without any, answers what `toItem` makes of the others at once. */
export function batchGetPayments<Item>(ctx: Step<unknown>, toItem: (entry: PaymentEntry) => Item | null) {
  const orders = ordersOf(ctx);
  if (orders.length === 0) runtime.earlyReturn(pageWith(ctx, [], toItem));
  return batchGetItems(
    ctx,
    orders.map(({ orderId }) => orderPaymentKey(orderId)),
  );
}

/** Returns the page with what `toItem` makes of each payment; an order without one, and what becomes null, are left out. */
export function paymentsPage<Item>(
  ctx: Step<BatchResult<(PaymentRow | null)[]>>,
  toItem: (entry: PaymentEntry) => Item | null,
) {
  return pageWith(ctx, batchRows(ctx), toItem);
}

const ordersOf = (ctx: Step<unknown>): ListedOrder[] =>
  ctx.prev.result.items.flatMap((row) => (row.__edb_e__ === 'Order' ? [row] : []));

const pageWith = <Item>(
  ctx: Step<unknown>,
  payments: (PaymentRow | null)[],
  toItem: (entry: PaymentEntry) => Item | null,
) => {
  const { items, nextToken } = ctx.prev.result;
  const entries = items.flatMap((row): PaymentEntry[] => {
    if (row.__edb_e__ === 'Payment') return [{ order: null, payment: row }];
    const payment = payments.find((found) => found?.pk === orderPartition(row.orderId));
    return payment ? [{ order: row, payment }] : [];
  });
  return { items: entries.map((entry) => toItem(entry)).filter((item) => item !== null), nextToken };
};
