import { writeSync } from 'node:fs';

/** Writes all of a text, in as many writes as the system wants; answers its bytes. */
export function writeWhole(descriptor: number, text: string): number {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
  return bytes.length;
}
