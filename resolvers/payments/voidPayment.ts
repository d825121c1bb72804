import type { Page } from '../platform/dynamodb.ts';
import { latestPayment, readBooking, takeHeld, type PaymentStep } from './shared/bookingPayment.ts';

/** Finds the payment whose amount is held, and has it let go. */
export const validate = {
  request(ctx: PaymentStep) {
    return readBooking(ctx);
  },

  response(ctx: PaymentStep<Page<{ sk: string }>>) {
    const claimed = takeHeld(ctx, latestPayment(ctx));
    ctx.stash.message = { ...ctx.stash.message, goal: 'void' };
    return claimed;
  },
};

export { claimToVoid as claim, releasePayment as release } from './shared/paymentClaim.ts';
