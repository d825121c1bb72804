import type { Page } from '../platform/dynamodb.ts';
import {
  checkPayable,
  latestPayment,
  readBooking,
  takeHeld,
  type PaymentStep,
} from './shared/bookingPayment.ts';

/** Finds the payment whose amount is held, and has it taken. */
export const validate = {
  request(ctx: PaymentStep) {
    return readBooking(ctx);
  },

  response(ctx: PaymentStep<Page<{ sk: string }>>) {
    const last = latestPayment(ctx);
    checkPayable(ctx);
    return takeHeld(ctx, last);
  },
};

export { claimPayment as claim, releasePayment as release } from './shared/paymentClaim.ts';
