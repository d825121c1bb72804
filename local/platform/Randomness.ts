import { randomFillSync, randomUUID } from 'node:crypto';

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
  return random.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
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
