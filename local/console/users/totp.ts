// One-time passwords by the time of day, https://datatracker.ietf.org/doc/html/rfc6238, for users whose authenticator key
// the cloud names: who runs it on this machine has no phone for each of them.

const STEP_MS = 30_000;

/** https://datatracker.ietf.org/doc/html/rfc4648#section-6 */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of a base 32 secret at a time in epoch milliseconds. */
export async function totpAt(secret: string, time: number): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    decodeBase32(secret),
    { name: 'HMAC', hash: 'SHA-1' },
    false,
    ['sign'],
  );
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigInt64(0, BigInt(Math.floor(time / STEP_MS)));
  // https://datatracker.ietf.org/doc/html/rfc4226#section-5.3
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter.buffer));
  const number = mac.getUint32(mac.getUint8(mac.byteLength - 1) & 0x0f) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** A code is taken once, so a second sign-in in the same half minute needs a neighbour, which servers take as well. */
export const totpTimes = (now: number): readonly number[] => [now, now + STEP_MS, now - STEP_MS];

function decodeBase32(text: string): Uint8Array<ArrayBuffer> {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = new Uint8Array(Math.floor(bits.length / 8));
  return bytes.map((_, index) => parseInt(bits.slice(index * 8, index * 8 + 8), 2));
}
