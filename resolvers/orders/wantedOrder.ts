import type { Context } from '@aws-appsync/utils';
import { sameLines, type OrderLine } from '../../model/orders/lines.ts';
import type { OrderTicket } from '../../model/schema.ts';
import { refuse } from '../refuse.ts';

/** What is to be ordered; the first step leaves it in `ctx.stash.wanted`. */
export interface WantedOrder {
  readonly orderId: string;
  readonly userId: string;
  readonly lines: OrderLine[];
}

export const wantedOrder = (ctx: Pick<Context, 'stash'>) => ctx.stash.wanted as WantedOrder;

export const queuedTicket = ({ orderId }: WantedOrder): OrderTicket => ({ id: orderId, status: 'QUEUED' });

/** Refuses an order whose id is another order's. */
export function checkSame(
  { orderId, userId, lines }: WantedOrder,
  found: Omit<WantedOrder, 'orderId'>,
): void {
  if (found.userId !== userId || !sameLines(found.lines, lines))
    refuse('OrderConflict', 'There is another order of this id', { orderId });
}
