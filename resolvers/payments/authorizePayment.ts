import type { Page } from '../platform/dynamodb.ts';
import { throwError } from '../platform/errors.ts';
import {
  beginOrTakeOver,
  checkPayable,
  latestPayment,
  readBooking,
  type PaymentStep,
} from './shared/bookingPayment.ts';

/** Finds which payment of the booking is the next, and has its amount held. */
export const validate = {
  request(ctx: PaymentStep) {
    return readBooking(ctx);
  },

  response(ctx: PaymentStep<Page<{ sk: string }>>) {
    const last = latestPayment(ctx);
    checkPayable(ctx);
    if (last?.paymentStatus === 'PAYMENT_AUTHORIZED')
      throwError('StateConflict', 'The amount is held already', { status: last.paymentStatus });
    const claimed = beginOrTakeOver(ctx, last);
    ctx.stash.message = { ...ctx.stash.message, goal: 'hold' };
    return claimed;
  },
};

export { claimPayment as claim, releasePayment as release } from './shared/paymentClaim.ts';
