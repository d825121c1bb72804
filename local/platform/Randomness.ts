import { randomBytes, randomFillSync, randomUUID } from 'node:crypto';

/** The only source of randomness, and of every id that the cloud generates. */
export interface Randomness {
  /** A number in [0, 1). */
  float(): number;
  /** `count` random bytes. */
  bytes(count: number): Buffer;
  /** A version 4 UUID (RFC 9562). */
  uuid(): string;
  /** `length` characters drawn from `alphabet`, which is ASCII. */
  text(length: number, alphabet: string): string;
  /** A seed for another thread's own generator. */
  seed(): number;
}

export const HEX = '0123456789abcdef';
export const BASE36 = 'abcdefghijklmnopqrstuvwxyz0123456789';
export const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/**
 * The same seed generates the same ids, in the same order. Without one they come from the machine, because who sees
 * one id of a generator with 32 bits of state can compute all others, and keys and tokens are drawn from it too.
 */
export function createRandomness(seed?: number): Randomness {
  const word = seed === undefined ? machineWords() : mulberry32(seed);

  const bytes = (count: number) => {
    const buffer = Buffer.alloc(count);
    for (let at = 0; at < count; at++) buffer[at] = word() >>> 24;
    return buffer;
  };

  return {
    float: () => word() / 2 ** 32,
    bytes,
    // The machine's own generator of UUIDs is twenty times as fast, and every request takes a few.
    uuid: seed === undefined ? () => randomUUID() : () => uuidOf(bytes(16)),
    text(length, alphabet) {
      // Every record of a stream has an id and a trace of these: half a byte a digit is enough for them.
      if (seed === undefined && alphabet === HEX) return hexOfMachine(length);
      // One flat string: what is put together letter by letter keeps an object of 32 bytes for each letter.
      const codes = Buffer.allocUnsafe(length);
      for (let at = 0; at < length; at++)
        codes[at] = alphabet.charCodeAt(Math.floor((word() / 2 ** 32) * alphabet.length));
      return codes.toString('latin1');
    },
    seed: () => word(),
  };
}

function uuidOf(random: Buffer): string {
  random.writeUInt8((random.readUInt8(6) & 0x0f) | 0x40, 6);
  random.writeUInt8((random.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = random.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Mulberry32, a public-domain generator by Tommy Ettinger: 32 bits of state, full period. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

const pool = Buffer.allocUnsafe(4096);
let nextInPool = pool.length;

/** Hexadecimal digits of the machine's cryptographic generator, of which 4 KB are drawn at a time. */
function hexOfMachine(length: number): string {
  const size = Math.ceil(length / 2);
  if (size > pool.length) return randomBytes(size).toString('hex').slice(0, length);
  if (nextInPool + size > pool.length) {
    randomFillSync(pool);
    nextInPool = 0;
  }
  nextInPool += size;
  return pool.toString('hex', nextInPool - size, nextInPool).slice(0, length);
}

/** Words of the machine's cryptographic generator, which are drawn a thousand at a time. */
function machineWords(): () => number {
  const words = new Uint32Array(1024);
  let next = words.length;
  return () => {
    if (next === words.length) {
      randomFillSync(words);
      next = 0;
    }
    // The index is below the length.
    return words[next++] as number;
  };
}
