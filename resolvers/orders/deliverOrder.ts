import type { OrderTicket } from '../../model/schema.ts';
import type { TransactionResult } from '../platform/dynamodb.ts';
import { movedOrder, moveOrder, type TransitionStep } from './shared/orderTransition.ts';

export { readForStaff as read } from './shared/orderTransition.ts';

/** Writes order and event in one transaction. */
export const move = {
  request(ctx: TransitionStep) {
    return moveOrder(ctx, 'DELIVERED');
  },

  response(ctx: TransitionStep<TransactionResult<object>>): OrderTicket {
    return movedOrder(ctx, 'DELIVERED');
  },
};
