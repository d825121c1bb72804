import type { Books } from '../Books.ts';
import type { Check } from './Check.ts';
import { outcomes } from './outcomes.ts';

export function everyRequest({ entries }: Books): Check {
  const { accepted, refused, buried } = outcomes(entries);
  return {
    claim: `${entries.length} requests sent = ${accepted} accepted + ${refused} refused + ${buried} in the dead letters`,
    holds: entries.length === accepted + refused + buried,
  };
}
