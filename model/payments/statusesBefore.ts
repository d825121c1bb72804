import { canMovePayment, paymentStatuses, type PaymentState } from './states.ts';

/** Every status from which a payment can reach another one: what a write's condition asks for. */
export const statusesBefore = (to: PaymentState) =>
  paymentStatuses.filter((status) => canMovePayment(status, to));
