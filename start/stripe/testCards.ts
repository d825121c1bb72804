import type { ErrorBody } from './StripeRefusal.ts';

/** Why a card is declined; undefined where it is accepted. */
export type Decline = Pick<ErrorBody, 'message' | 'code' | 'decline_code'> | undefined;

const declined = (decline_code: string, message: string, code = 'card_declined'): Decline => ({
  code,
  decline_code,
  message,
});

const DECLINED = 'Your card was declined.';

/** PaymentMethods that every test account has, and what becomes of their charges: https://docs.stripe.com/testing */
export const testCards: Readonly<Record<string, Decline>> = {
  pm_card_visa: undefined,
  pm_card_mastercard: undefined,
  pm_card_chargeDeclined: declined('generic_decline', DECLINED),
  pm_card_visa_chargeDeclined: declined('generic_decline', DECLINED),
  pm_card_visa_chargeDeclinedInsufficientFunds: declined(
    'insufficient_funds',
    'Your card has insufficient funds.',
  ),
  pm_card_chargeDeclinedExpiredCard: declined('expired_card', 'Your card has expired.', 'expired_card'),
  pm_card_chargeDeclinedProcessingError: declined(
    'processing_error',
    'An error occurred while processing your card. Try again in a little bit.',
    'processing_error',
  ),
  /** Declined where nobody is there to authenticate: that is how this app confirms. */
  pm_card_authenticationRequired: declined(
    'authentication_not_handled',
    'This payment required an authentication action to complete, but `error_on_requires_action` was set.',
    'authentication_required',
  ),
};
