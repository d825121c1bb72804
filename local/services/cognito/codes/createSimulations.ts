import { createHmac } from 'node:crypto';
import type { Randomness } from '../../../platform/Randomness.ts';
import { fold } from '../store/createStore.ts';
import type { PasswordVerifier, UserPool } from '../store/UserPool.ts';
import { type CodeDeliveryDetails, detailsOf } from './createCodes.ts';

/**
 * What a client that prevents user existence errors is answered about a name that nobody has. The same name gets the
 * same answer each time, as a user would:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
 */
export interface Simulations {
  /** As if a code had been sent. */
  delivery(pool: UserPool, name: string): CodeDeliveryDetails;
  /** As if there were a password, which nobody knows. */
  verifier(pool: UserPool, name: string): PasswordVerifier;
}

export function createSimulations(random: Randomness): Simulations {
  let key: Buffer | undefined;
  const digest = (pool: UserPool, name: string) =>
    createHmac('sha256', (key ??= random.bytes(32)))
      .update(`${pool.id} ${fold(pool, name)}`)
      .digest('hex');

  return {
    delivery(pool, name) {
      if (name.includes('@')) return detailsOf('email', name);
      if (/^\+\d+$/.test(name)) return detailsOf('phone_number', name);
      const [first, second] = lettersOf(digest(pool, name));
      return detailsOf('email', `${first}@${second}`);
    },
    verifier(pool, name) {
      const digits = digest(pool, name);
      return { salt: digits.slice(0, 32), verifier: digits.repeat(VERIFIER_DIGITS / digits.length) };
    },
  };
}

/** Of a number of 3072 bits. No password leads to it: nobody can find one whose power it is. */
const VERIFIER_DIGITS = 768;

/** 26 letters of equal chance, as far as 16 bits go. */
const lettersOf = (hex: string) =>
  [hex.slice(0, 4), hex.slice(4, 8)].map((digits) => String.fromCharCode(97 + (parseInt(digits, 16) % 26)));
