import type { PatternOperator } from './PatternOperator.ts';

type Test = (text: string, affix: string) => boolean;
type Operand = string | { readonly 'equals-ignore-case': string };

/** `prefix` and `suffix` take a string, or `{"equals-ignore-case": string}`. */
export const affix = (name: 'prefix' | 'suffix', test: Test): PatternOperator => ({
  complaint: (operand) => {
    if (typeof operand === 'string') return undefined;
    if (typeof operand !== 'object' || operand === null) return `${name} match pattern must be a string`;
    return caselessComplaint(name, Object.entries(operand));
  },
  matches: (operand: Operand, value) => {
    if (typeof value !== 'string') return false;
    if (typeof operand === 'string') return test(value, operand);
    return test(value.toLowerCase(), operand['equals-ignore-case'].toLowerCase());
  },
});

function caselessComplaint(name: string, entries: [string, unknown][]): string | undefined {
  const [first, ...more] = entries;
  if (!first) return `${name === 'prefix' ? 'Prefix' : 'Suffix'} expression name not found`;
  if (first[0] !== 'equals-ignore-case') return `Unsupported ${name} pattern: ${first[0]}`;
  if (typeof first[1] !== 'string') return 'equals-ignore-case match pattern must be a string';
  return more.length > 0 ? 'Only one key allowed in match expression' : undefined;
}
