import { UPPER } from '../../platform/Randomness.ts';
import type { World } from '../../platform/World.ts';

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export const SECRET_ALPHABET = `${UPPER}abcdefghijklmnopqrstuvwxyz/+`;

/** The pair that people customarily give to local AWS endpoints. */
export const WELL_KNOWN_KEY: AccessKey = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Draws a pair that nobody knows. */
export const newAccessKey = ({ random }: World): AccessKey => ({
  accessKeyId: `AKIA${random.text(16, UPPER)}`,
  secretAccessKey: random.text(40, SECRET_ALPHABET),
});
