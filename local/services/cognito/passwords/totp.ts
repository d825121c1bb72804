import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Randomness } from '../../../platform/Randomness.ts';

// One-time passwords by the time of day, https://datatracker.ietf.org/doc/html/rfc6238, as authenticator apps compute
// them: SHA-1, steps of 30 seconds, 6 digits.

/** How long a code is the present one. */
export const TOTP_STEP_MS = 30_000;
const DIGITS = 6;
/** Steps before and after the present one whose codes are right too: one for transport delay is recommended, section 5.2. */
const DRIFT_STEPS = [0, -1, 1];

/** https://datatracker.ietf.org/doc/html/rfc4648#section-6 */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** 32 bytes. Chosen: the API asks for 16 characters or more, RFC 4226 for 160 bits. */
const SECRET_LENGTH = 52;

/** A new secret in base 32, as authenticator apps take it. */
export const newTotpSecret = (random: Randomness): string => random.text(SECRET_LENGTH, BASE32);

/** The code of a base 32 secret at a time in epoch milliseconds. */
export const totpAt = (secret: string, time: number): string =>
  codeOf(secret, Math.floor(time / TOTP_STEP_MS));

/** The step whose code it is, the present one or a neighbour; undefined for a wrong code. */
export function totpStep(secret: string, code: string, now: number): number | undefined {
  const present = Math.floor(now / TOTP_STEP_MS);
  return DRIFT_STEPS.map((drift) => present + drift).find((step) => isEqual(code, codeOf(secret, step)));
}

/** HOTP, whose counter is the step: https://datatracker.ietf.org/doc/html/rfc4226#section-5.3 */
function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(step));
  const mac = createHmac('sha1', decodeBase32(secret)).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

function decodeBase32(text: string): Buffer {
  let bits = 1n; // Keeps zeros at the beginning.
  for (const letter of text) bits = (bits << 5n) | BigInt(BASE32.indexOf(letter));
  const surplus = (text.length * 5) % 8;
  const hex = (bits >> BigInt(surplus)).toString(16).slice(1);
  return Buffer.from(hex, 'hex');
}

const isEqual = (given: string, expected: string) =>
  Buffer.byteLength(given) === Buffer.byteLength(expected) &&
  timingSafeEqual(Buffer.from(given), Buffer.from(expected));
