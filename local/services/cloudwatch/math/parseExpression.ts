import { validationError } from '../errors.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
export type MathExpression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'negated'; readonly operand: MathExpression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: MathExpression;
      readonly right: MathExpression;
    }
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly MathExpression[] }
  | { readonly kind: 'list'; readonly members: readonly MathExpression[] };

/** Operators by how tightly they bind, the loosest first. */
const LEVELS: readonly (readonly string[])[] = [
  ['OR', '||'],
  ['AND', '&&'],
  ['==', '!=', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

const TOKEN =
  /\s*(?:(\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+)|([A-Za-z_]\w*)|(==|!=|<=|>=|&&|\|\||[-+*/^<>(),[\]]))/y;

/** Chosen, for what is nested in brackets; the whole has at most 2,048 characters. */
const DEEPEST = 50;

/** Parses what templates use: arithmetic, comparisons, calls and lists. Throws for anything else. */
export function parseExpression(source: string): MathExpression {
  const tokens = tokensOf(source);
  let position = 0;
  let depth = 0;

  const fail = (): never => {
    throw validationError(`Error in expression '${source}': Expression is not valid.`);
  };
  const take = (...expected: string[]): string | undefined =>
    expected.includes(tokens[position]?.toUpperCase() ?? '') ? tokens[position++] : undefined;

  const binary = (level: number): MathExpression => {
    const operators = LEVELS[level];
    if (!operators) return unary();
    let left = binary(level + 1);
    for (let operator = take(...operators); operator; operator = take(...operators))
      left = { kind: 'binary', operator: operator.toUpperCase(), left, right: binary(level + 1) };
    return left;
  };

  const unary = (): MathExpression => {
    let isNegated = false;
    while (take('-')) isNegated = !isNegated;
    const operand = primary();
    return isNegated ? { kind: 'negated', operand } : operand;
  };

  const listUntil = (end: string): MathExpression[] => {
    const members: MathExpression[] = [];
    if (++depth > DEEPEST) return fail();
    if (!take(end)) {
      do members.push(binary(0));
      while (take(','));
      if (!take(end)) fail();
    }
    depth--;
    return members;
  };

  const primary = (): MathExpression => {
    if (take('(')) {
      const [inner, ...others] = listUntil(')');
      return inner && others.length === 0 ? inner : fail();
    }
    if (take('[')) return { kind: 'list', members: listUntil(']') };
    const token = tokens[position++] ?? fail();
    if (/^[\d.]/.test(token)) return { kind: 'number', value: Number(token) };
    if (!/^[A-Za-z_]/.test(token)) return fail();
    if (take('(')) return { kind: 'call', name: token.toUpperCase(), operands: listUntil(')') };
    return { kind: 'id', id: token };
  };

  const expression = binary(0);
  return position === tokens.length ? expression : fail();
}

function tokensOf(source: string): string[] {
  const tokens: string[] = [];
  const text = source.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match) throw validationError(`The local CloudWatch does not support the expression '${source}'.`);
    tokens.push(match[0].trim());
  }
  return tokens;
}
