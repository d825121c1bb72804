import type { Answer } from './Ledger.ts';

/** The id that an answer tells of. Throws where the request was refused instead. */
export function idOf({ id, word, reason = '' }: Answer): string {
  if (id === undefined) throw new Error(`A ticket was expected, and ${word} answered: ${reason}`);
  return id;
}
