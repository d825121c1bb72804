import { createHash, createHmac, getDiffieHellman } from 'node:crypto';
import type { PasswordVerifier } from '../store/UserPool.ts';

// Secure Remote Password 6a (RFC 5054) over the 3072-bit group, hashed and padded the way Cognito's
// clients do it.

const N = BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`);
const G = 2n;

/** Whom a verifier belongs to: the pool's name is its id behind the region. */
export interface Owner {
  readonly poolName: string;
  readonly username: string;
}

/** One exchange, as both sides see it. All numbers in hexadecimal. */
export interface Exchange {
  /** The client's public number A. */
  readonly clientPublic: string;
  /** The server's secret number b. */
  readonly serverSecret: string;
}

/** What is stored instead of a password. `salt` is 32 hexadecimal digits. */
export function verifierOf({ poolName, username }: Owner, password: string, salt: string): PasswordVerifier {
  const identity = createHash('sha256').update(`${poolName}${username}:${password}`).digest('hex');
  const x = hash(pad(salt) + identity);
  return { salt, verifier: powerOfG(x).toString(16) };
}

/** B = kv + g^b */
export function serverPublic({ verifier }: PasswordVerifier, serverSecret: string): string {
  const k = hash(pad(N.toString(16)) + pad(G.toString(16)));
  return ((k * number(verifier) + powerOfG(number(serverSecret))) % N).toString(16);
}

/** False for a number that would give the secret away (RFC 5054, section 2.5.4). */
export const isSafePublic = (clientPublic: string) =>
  clientPublic.length <= LONGEST_PUBLIC &&
  /^[0-9a-f]+$/i.test(clientPublic) &&
  number(clientPublic) % N !== 0n;

/** The digits of N, and a byte that keeps the leading bit from reading as a sign. Longer numbers only cost time. */
const LONGEST_PUBLIC = 3072 / 4 + 2;

/** The key both sides derive; only who knows the password arrives at it. */
export function sharedKey(verifier: PasswordVerifier, { clientPublic, serverSecret }: Exchange): Buffer {
  const scrambling = hash(pad(clientPublic) + pad(serverPublic(verifier, serverSecret)));
  const base = (number(clientPublic) * power(number(verifier.verifier), scrambling)) % N;
  const secret = power(base, number(serverSecret));

  const extracted = hmac(bytes(pad(scrambling.toString(16))), bytes(pad(secret.toString(16))));
  return hmac(extracted, Buffer.from('Caldera Derived Key\x01')).subarray(0, 16);
}

/** What the client must answer: base64. */
export const claimSignature = (
  key: Buffer,
  { poolName, username }: Owner,
  secretBlock: string,
  timestamp: string,
) =>
  hmac(
    key,
    Buffer.concat([
      Buffer.from(poolName + username),
      Buffer.from(secretBlock, 'base64'),
      Buffer.from(timestamp),
    ]),
  ).toString('base64');

/** Whole bytes, and never a leading bit that would read as a sign. */
function pad(hex: string): string {
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return /^[89a-f]/i.test(even) ? `00${even}` : even;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let factor = base % N, rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * factor) % N;
    factor = (factor * factor) % N;
  }
  return result;
}

/**
 * G to a power, by one multiplication for four bits of it and fifteen more: of a single base, powers to 16, 16^2, 16^3 and so on can
 * be known beforehand. Every password that is set or checked needs it, and it takes a third of the time of `power`.
 * Brickell, Gordon, McCurley, Wilson: Fast Exponentiation with Precomputation, https://doi.org/10.1007/3-540-47555-9_18
 */
function powerOfG(exponent: bigint): bigint {
  const digits: number[] = [];
  for (let rest = exponent; rest > 0n; rest >>= 4n) digits.push(Number(rest & 15n));
  let result = 1n;
  let factor = 1n;
  for (let value = 15; value > 0; value--) {
    for (const [at, digit] of digits.entries()) if (digit === value) factor = (factor * powerOf16At(at)) % N;
    result = (result * factor) % N;
  }
  return result;
}

/** G to the powers of 16, made as far as exponents reach. */
const powersOf16 = [G];

const powerOf16At = (at: number): bigint => (powersOf16[at] ??= power(powerOf16At(at - 1), 16n));

const number = (hex: string) => BigInt(`0x${hex}`);
const bytes = (hex: string) => Buffer.from(hex, 'hex');
const hash = (hex: string) => number(createHash('sha256').update(bytes(hex)).digest('hex'));
const hmac = (key: Buffer, message: Buffer) => createHmac('sha256', key).update(message).digest();
