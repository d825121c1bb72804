import { util, type Context, type DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { ORDER_PLACED_EVENT } from '../../model/orders/events.ts';
import { orderEventKey, orderKey, orderProgressKey } from '../../model/orders/keys.ts';
import type { OrderState, StockState } from '../../model/orders/states.ts';
import { checkName } from '../checks.ts';
import { batchRows } from '../batchRows.ts';
import { refuse } from '../refuse.ts';
import { settingsOf } from '../settings.ts';

/** An order as it stands at this moment. */
export interface StandingOrder {
  readonly orderId: string;
  readonly userId: string;
  /** Whole cents; 0 of an order that is only queued. */
  readonly amountCents: number;
  readonly status: OrderState | 'QUEUED';
  /** `''` where no units were taken. */
  readonly stock: StockState | '';
}

/** Reads an order's rows by their names: raw events may lie beside them, any number. */
export function readOrder(ctx: Context, orderId: string): DynamoDBBatchGetItemRequest {
  checkName(orderId, 'orderId');
  const keys = [orderKey(orderId), orderProgressKey(orderId), orderEventKey(orderId, ORDER_PLACED_EVENT)];
  return {
    operation: 'BatchGetItem',
    tables: {
      [settingsOf(ctx).tableName]: {
        keys: keys.map((key) => util.dynamodb.toMapValues(key)),
        consistentRead: true,
      },
    },
  };
}

/** The order that was read; refuses where there is none. Its progress begins with its first move. */
export function standingOrder(ctx: Context, orderId: string): StandingOrder {
  const [order, progress, placed] = batchRows(ctx);
  if (order) {
    const { userId, amountCents } = order;
    return {
      orderId,
      userId,
      amountCents,
      status: progress?.status ?? 'CREATED',
      stock: progress?.stock ?? '',
    };
  }
  // A raw event that no order took in claims nothing.
  if (!placed?.applied) refuse('NotFound', 'There is no such order', { orderId });
  return { orderId, userId: placed.eventData.userId, amountCents: 0, status: 'QUEUED', stock: '' };
}
