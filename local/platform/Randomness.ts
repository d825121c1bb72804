/** The one source of randomness and of every id the cloud makes up. */
export interface Randomness {
  /** A number in [0, 1). */
  float(): number;
  /** `count` random bytes. */
  bytes(count: number): Buffer;
  /** A version 4 UUID (RFC 9562). */
  uuid(): string;
  /** `length` characters drawn from `alphabet`. */
  text(length: number, alphabet: string): string;
  /** A seed for another thread's own generator. */
  seed(): number;
}

export const HEX = '0123456789abcdef';
export const BASE36 = 'abcdefghijklmnopqrstuvwxyz0123456789';
export const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
