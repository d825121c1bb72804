import type { PatternOperator } from './PatternOperator.ts';

/** `*` stands for any characters; `\*` and `\\` are the characters themselves. */
export const wildcard: PatternOperator = {
  complaint: (operand) => {
    if (typeof operand !== 'string') return 'wildcard match pattern must be a string';
    const faults = [...operand.matchAll(/\\[*\\]|(\*\*)|(\\)/g)].filter(
      ([, double, stray]) => double || stray,
    );
    const [fault] = faults;
    if (!fault) return undefined;
    return `${fault[1] ? 'Consecutive wildcard characters' : 'Invalid escape character'} at pos ${
      fault.index
    }`;
  },
  matches: (operand: string, value) => typeof value === 'string' && matchesPieces(piecesOf(operand), value),
};

/** The literal texts between the wildcards. */
function piecesOf(operand: string): string[] {
  const pieces = [''];
  for (const [token] of operand.matchAll(/\\[*\\]|[^]/g)) {
    if (token === '*') pieces.push('');
    else pieces[pieces.length - 1] += token.length === 2 ? token[1]! : token;
  }
  return pieces;
}

/** Leftmost matches suffice between a fixed start and a fixed end, so this takes linear steps. */
function matchesPieces([first = '', ...rest]: string[], value: string): boolean {
  const last = rest.pop();
  if (last === undefined) return value === first;
  if (!value.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = value.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return value.length - last.length >= at && value.endsWith(last);
}
