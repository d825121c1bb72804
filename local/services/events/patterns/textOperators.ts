import { indexOfText } from '../../../platform/indexOfText.ts';

/** A value that is neither an object nor an array: the only kind that patterns look at. */
export type Leaf = string | number | boolean | null;

export const isLeaf = (value: unknown): value is Leaf => value === null || typeof value !== 'object';

/** Whether one value of a field matches. */
export type LeafTest = (value: Leaf) => boolean;

/**
 * One way of matching a field, such as `{"prefix": "a"}`, whose operand is `"a"`. Returns the test for
 * one value, or what is wrong with the operand, in AWS's words.
 */
export type PatternOperator = (operand: unknown) => LeafTest | string;

/** A string, or `{"equals-ignore-case": string}`. */
const affix =
  (name: 'prefix' | 'suffix', test: (text: string, affix: string) => boolean): PatternOperator =>
  (operand) => {
    if (typeof operand === 'string') return (value) => typeof value === 'string' && test(value, operand);
    if (typeof operand !== 'object' || operand === null) return `${name} match pattern must be a string`;
    const text = caselessText(name, Object.entries(operand));
    if ('problem' in text) return text.problem;
    return (value) => typeof value === 'string' && test(value.toLowerCase(), text.lowerCase);
  };

function caselessText(
  name: string,
  [first, ...more]: [string, unknown][],
): { lowerCase: string } | { problem: string } {
  if (!first) return { problem: `${name === 'prefix' ? 'Prefix' : 'Suffix'} expression name not found` };
  const [operator, text] = first;
  if (operator !== 'equals-ignore-case') return { problem: `Unsupported ${name} pattern: ${operator}` };
  if (typeof text !== 'string') return { problem: 'equals-ignore-case match pattern must be a string' };
  if (more.length > 0) return { problem: 'Only one key allowed in match expression' };
  return { lowerCase: text.toLowerCase() };
}

export const prefix = affix('prefix', (text, start) => text.startsWith(start));

export const suffix = affix('suffix', (text, end) => text.endsWith(end));

export const equalsIgnoreCase: PatternOperator = (operand) => {
  if (typeof operand !== 'string') return 'equals-ignore-case match pattern must be a string';
  const wanted = operand.toLowerCase();
  return (value) => typeof value === 'string' && value.toLowerCase() === wanted;
};

/** `*` stands for any characters; `\*` and `\\` are the characters themselves. */
export const wildcard: PatternOperator = (operand) => {
  if (typeof operand !== 'string') return 'wildcard match pattern must be a string';
  const fault = [...operand.matchAll(/\\[*\\]|(\*\*)|(\\)/g)].find(([, double, stray]) => double || stray);
  if (fault) {
    const [, double] = fault;
    return `${double ? 'Consecutive wildcard characters' : 'Invalid escape character'} at pos ${fault.index}`;
  }
  const pieces = piecesOf(operand);
  return (value) => typeof value === 'string' && matchesPieces(pieces, value);
};

/** The literal texts between the wildcards. */
function piecesOf(operand: string): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const [token] of operand.matchAll(/\\[*\\]|[^]/g)) {
    if (token === '*') {
      pieces.push(piece);
      piece = '';
    } else piece += token.length === 2 ? token.slice(1) : token;
  }
  return [...pieces, piece];
}

/** Leftmost matches suffice between a fixed start and a fixed end, so this takes linear steps. */
function matchesPieces([first = '', ...rest]: readonly string[], value: string): boolean {
  const last = rest.pop();
  if (last === undefined) return value === first;
  if (!value.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = indexOfText(value, piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return value.length - last.length >= at && value.endsWith(last);
}
