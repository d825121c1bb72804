import type { OrderTicket } from '../../model/schema.ts';
import { actorOf, checkMayRead } from '../platform/context.ts';
import type { TransactionResult } from '../platform/dynamodb.ts';
import {
  currentOrder,
  movedOrder,
  moveOrder,
  readOrder,
  type OrderRows,
  type TransitionStep,
} from './shared/orderTransition.ts';

/** Reads the order, which its owner and staff may cancel. */
export const read = {
  request(ctx: TransitionStep) {
    return readOrder(ctx);
  },

  response(ctx: TransitionStep<OrderRows>) {
    const order = currentOrder(ctx);
    checkMayRead(actorOf(ctx), order.userId);
    return order;
  },
};

/** Cancels the order. Workers return its units and its money when they receive the event. */
export const move = {
  request(ctx: TransitionStep) {
    return moveOrder(ctx, 'CANCELED');
  },

  response(ctx: TransitionStep<TransactionResult<object>>): OrderTicket {
    return movedOrder(ctx, 'CANCELED');
  },
};
