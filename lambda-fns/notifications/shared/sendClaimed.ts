import { PermanentError, RetryableError } from '../../platform/errors.ts';
import { settleDelivery, type DeliveryKey } from './claimDelivery.ts';
import { failureOf } from './senders.ts';

/**
 * Hands over a message that was claimed, and writes down what became of it. One that was certainly not sent is tried again, or
 * becomes a dead letter and goes once somebody brings that back. Where nobody knows, an e-mail is tried again, once its claim
 * has ended; a text is not: its claim stays.
 */
export const sendClaimed = async (key: DeliveryKey, send: () => Promise<void>) => {
  try {
    await send();
  } catch (error) {
    const said = `${key.channel}: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
    const failure = failureOf(error);
    if (failure === 'unknown') {
      if (key.channel === 'TEXT') return 'unknown';
      throw new RetryableError('InternalFailure', `Nobody knows whether it was sent: ${said}`);
    }
    await settleDelivery(key, 'UNSENT');
    if (failure === 'busy') throw new RetryableError('InternalFailure', `Not sent yet: ${said}`);
    throw new PermanentError('InternalFailure', `Refused: ${said}`);
  }
  await settleDelivery(key, 'SENT');
  return 'sent';
};
