import type { PatternOperator } from './PatternOperator.ts';

export const equalsIgnoreCase: PatternOperator = {
  complaint: (operand) =>
    typeof operand === 'string' ? undefined : 'equals-ignore-case match pattern must be a string',
  matches: (operand: string, value) =>
    typeof value === 'string' && value.toLowerCase() === operand.toLowerCase(),
};
