import { invalidPattern } from '../errors.ts';
import { comparisonOf, type Comparison, type Selector } from './jsonComparisons.ts';

/** Whether an event's text matches. */
export type EventFilter = (message: string) => boolean;

/** A condition on an event that is a JSON object. */
interface Condition {
  holds(event: unknown): boolean;
  /**
   * Texts that an event must contain for the condition to hold. Most events of a group fail by them, and are never parsed:
   * nine of ten are looked for by an id.
   */
  readonly needed: readonly string[];
}

/** A selector, an operator, a quoted or plain value, or a keyword. `%`, which begins a regular expression, is none of them. */
const TOKEN =
  /\s*(?:(?<selector>\$(?:\.[\w-]+|\[\d+\])+)|(?<operator>&&|\|\||!=|<=|>=|[=<>()])|"(?<quoted>(?:[^"\\]|\\.)*)"|(?<plain>[^\s"'%&|=<>()!$]+))\s*/y;

type Token = Readonly<Record<'selector' | 'operator' | 'quoted' | 'plain', string | undefined>>;

/**
 * Reads what stands within the braces: comparisons joined by `&&` and `||`, of which `&&` binds closer, and parentheses.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export function parseJsonPattern(expression: string): EventFilter {
  const tokens = tokensOf(expression);
  const condition = parseAlternatives(tokens);
  if (tokens.length > 0) throw invalidPattern();
  const { needed, holds } = condition;
  return (message) => {
    if (!message.startsWith('{') || !needed.every((text) => message.includes(text))) return false;
    const event = parsedEvent(message);
    return event !== undefined && holds(event);
  };
}

function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.length) {
    const groups = TOKEN.exec(expression)?.groups;
    if (!groups) throw invalidPattern();
    // Every group of the pattern is a member of its match.
    tokens.push(groups as Token);
  }
  return tokens;
}

function parsedEvent(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    // Not JSON, so no expression about JSON matches it.
    return undefined;
  }
}

function parseAlternatives(tokens: Token[]): Condition {
  const conditions = [parseConjunction(tokens)];
  while (tokens[0]?.operator === '||') {
    tokens.shift();
    conditions.push(parseConjunction(tokens));
  }
  const [only] = conditions;
  if (only && conditions.length === 1) return only;
  return { needed: [], holds: (event) => conditions.some(({ holds }) => holds(event)) };
}

function parseConjunction(tokens: Token[]): Condition {
  const conditions = [parseUnit(tokens)];
  while (tokens[0]?.operator === '&&') {
    tokens.shift();
    conditions.push(parseUnit(tokens));
  }
  return {
    needed: conditions.flatMap(({ needed }) => needed),
    holds: (event) => conditions.every(({ holds }) => holds(event)),
  };
}

function parseUnit(tokens: Token[]): Condition {
  const first = tokens.shift();
  if (first?.operator === '(') {
    const inner = parseAlternatives(tokens);
    if (tokens.shift()?.operator !== ')') throw invalidPattern();
    return inner;
  }
  if (first?.selector === undefined) throw invalidPattern();
  const selector = selectorOf(first.selector);
  const comparison = parseComparison(tokens);
  const name = selector.findLast((step) => typeof step === 'string');
  return {
    holds: (event) => comparison.holds(selected(event, selector)),
    needed: comparison.mayBeAbsent ? [] : [...(name === undefined ? [] : [name]), ...comparison.needed],
  };
}

function parseComparison(tokens: Token[]): Comparison {
  const operator = tokens.shift();
  const value = tokens.shift();
  if (!operator || !value) throw invalidPattern();
  const { quoted, plain } = value;
  const comparison =
    quoted === undefined
      ? comparisonOf(operator.operator ?? operator.plain, plain, false)
      : comparisonOf(operator.operator, unescaped(quoted), true);
  if (!comparison) throw invalidPattern();
  return comparison;
}

/** The text within quotes, where a backslash stands before a quote or a backslash. */
export const unescaped = (quoted: string) => quoted.replaceAll(/\\(["\\])/g, '$1');

const selectorOf = (text: string): Selector =>
  [...text.matchAll(/\.([\w-]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));

/** The value at a place of an event; undefined where there is none. */
function selected(event: unknown, selector: Selector): unknown {
  let value = event;
  for (const step of selector) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) !== (typeof step === 'number'))
      return undefined;
    // An object or an array, by the line above; a name of its prototype's is not the event's.
    value = Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined;
  }
  return value;
}
