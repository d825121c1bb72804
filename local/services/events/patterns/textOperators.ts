/** One way of matching a field, such as `{"prefix": "a"}`: its operand comes after its name. */
export interface PatternOperator {
  /** What is wrong with the operand, in AWS's words; undefined where it is sound. */
  complaint(operand: unknown): string | undefined;
  /** Whether one value of the field matches; the operand is sound. */
  matches(operand: any, value: Leaf): boolean;
}

/** A value that is neither an object nor an array: the only kind that patterns look at. */
export type Leaf = string | number | boolean | null;

export const isLeaf = (value: unknown): value is Leaf => value === null || typeof value !== 'object';

type Test = (text: string, affix: string) => boolean;
type Operand = string | { readonly 'equals-ignore-case': string };

/** `prefix` and `suffix` take a string, or `{"equals-ignore-case": string}`. */
const affix = (name: 'prefix' | 'suffix', test: Test): PatternOperator => ({
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

export const prefix = affix('prefix', (text, start) => text.startsWith(start));

export const suffix = affix('suffix', (text, end) => text.endsWith(end));

export const equalsIgnoreCase: PatternOperator = {
  complaint: (operand) =>
    typeof operand === 'string' ? undefined : 'equals-ignore-case match pattern must be a string',
  matches: (operand: string, value) =>
    typeof value === 'string' && value.toLowerCase() === operand.toLowerCase(),
};

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
