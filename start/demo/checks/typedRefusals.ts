import type { Books } from '../Books.ts';
import type { Check } from './Check.ts';
import { outcomes } from './outcomes.ts';

export const typedRefusals = ({ entries }: Books): Check => ({
  claim: `${outcomes(entries).refused} refusals, each of a type a client can act on`,
  holds: entries.every(({ answer }) => answer?.outcome !== 'refused' || isTyped(answer.word)),
});

/** A name from the catalogue, and not a message or a fault of the backend's own. */
const isTyped = (word: string) => /^[A-Z][A-Za-z]+$/.test(word) && word !== 'InternalFailure';
