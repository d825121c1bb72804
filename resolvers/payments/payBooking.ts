import type { Page } from '../platform/dynamodb.ts';
import {
  beginOrTakeOver,
  checkPayable,
  latestPayment,
  readBooking,
  type PaymentStep,
} from './shared/bookingPayment.ts';

/** Finds which payment of the booking is the next. One whose amount is held takes what is held. */
export const validate = {
  request(ctx: PaymentStep) {
    return readBooking(ctx);
  },

  response(ctx: PaymentStep<Page<{ sk: string }>>) {
    const last = latestPayment(ctx);
    checkPayable(ctx);
    return beginOrTakeOver(ctx, last);
  },
};

export { claimPayment as claim, releasePayment as release } from './shared/paymentClaim.ts';
