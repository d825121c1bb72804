import type { PatternOperator } from './PatternOperator.ts';

/** `{"exists": true}`. Its other half, absence, has no value to look at: see `matchesLeaf`. */
export const exists: PatternOperator = {
  complaint: (operand) =>
    typeof operand === 'boolean' ? undefined : 'exists match pattern must be either true or false.',
  matches: (operand: boolean) => operand,
};
