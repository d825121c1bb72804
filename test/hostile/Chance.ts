import { createRandomness, HEX } from '../../local/platform/Randomness.ts';

/** The choices of one input, all drawn from its seed. */
export interface Chance {
  /** An integer from `min` to `max`. */
  int(min: number, max: number): number;
  /** An integer from 1 to `max`, small ones more often: as many below 10 as from 10 to 99. */
  size(max: number): number;
  pick<T>(from: readonly T[]): T;
  /** True in `percent` of 100 cases. */
  often(percent: number): boolean;
  hex(length: number): string;
  bytes(length: number): Buffer;
}

/** The same seed and index make the same choices, whatever came before. */
export function createChance(seed: number, index: number): Chance {
  // Multiplied by odd constants, so that neighbouring indices and seeds draw unrelated numbers.
  const { float, bytes, text } = createRandomness(
    Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b),
  );
  const int = (min: number, max: number) => min + Math.floor(float() * (max - min + 1));
  return {
    int,
    size: (max) => Math.max(1, Math.floor(Math.exp(float() * Math.log(max + 1)))),
    pick: (from) => from[int(0, from.length - 1)]!,
    often: (percent) => float() * 100 < percent,
    hex: (length) => text(length, HEX),
    bytes,
  };
}
