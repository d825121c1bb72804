import type { Books } from '../Books.ts';
import type { Check } from './Check.ts';
import { outcomes } from './outcomes.ts';

export function nothingLeftOver({ entries, stored: { queued, dead } }: Books): Check {
  const { buried } = outcomes(entries);
  return {
    claim: `${queued} messages left in queues, ${dead} dead letters for ${buried} broken messages`,
    holds: queued === 0 && dead === buried,
  };
}
