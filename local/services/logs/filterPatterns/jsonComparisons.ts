/** A place in an event, such as `['error', 'code']` for `$.error.code`. */
export type Selector = readonly (string | number)[];

/** What is asked of the value at a place of an event; undefined where it has none. */
export interface Comparison {
  holds(value: unknown): boolean;
  /** Whether it holds for an event without the place. */
  readonly mayBeAbsent: boolean;
  /** Texts that are in every event for which it holds. */
  readonly needed: readonly string[];
}

type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** Undefined for what is no comparison. */
export function comparisonOf(
  operator: string | undefined,
  value: string | undefined,
  quoted: boolean,
): Comparison | undefined {
  if (value === undefined) return undefined;
  if (operator === 'IS') return quoted ? undefined : constants.get(value);
  if (operator === 'NOT') return value === 'EXISTS' && !quoted ? absent : undefined;
  if (!isOperator(operator)) return undefined;
  const number = quoted ? NaN : Number(value);
  if (!Number.isNaN(number)) return numeric(operator, number);
  return operator === '=' || operator === '!=' ? textual(operator, value) : undefined;
}

const isOperator = (text: string | undefined): text is Operator =>
  text !== undefined && /^(?:!=|[<>]?=|[<>])$/.test(text);

const present = (holds: Comparison['holds'], needed: readonly string[] = []): Comparison => ({
  holds,
  needed,
  mayBeAbsent: false,
});

const constants: ReadonlyMap<string, Comparison> = new Map([
  ['NULL', present((value) => value === null, ['null'])],
  ['TRUE', present((value) => value === true, ['true'])],
  ['FALSE', present((value) => value === false, ['false'])],
]);

const absent: Comparison = { holds: (value) => value === undefined, mayBeAbsent: true, needed: [] };

const compare: Readonly<Record<Operator, (value: number, given: number) => boolean>> = {
  '=': (value, given) => value === given,
  '!=': (value, given) => value !== given,
  '<': (value, given) => value < given,
  '<=': (value, given) => value <= given,
  '>': (value, given) => value > given,
  '>=': (value, given) => value >= given,
};

/** Chosen: a text that spells the number equals it too, as an id of digits alone does. */
const numeric = (operator: Operator, given: number) =>
  present((value) => {
    if (typeof value === 'number') return compare[operator](value, given);
    return typeof value === 'string' && value !== '' && compare[operator](Number(value), given);
  });

/** Chosen: a value that is not there is not different from another. A number is compared as its text is written. */
function textual(operator: '=' | '!=', pattern: string): Comparison {
  const matches = wildcard(pattern);
  const wanted = operator === '=';
  const holds = (value: unknown) => {
    if (typeof value === 'string') return matches(value) === wanted;
    if (typeof value === 'number') return matches(String(value)) === wanted;
    // Objects, arrays and constants match the pattern of anything alone.
    return value !== undefined && (pattern === '*') === wanted;
  };
  return present(holds, wanted && UNESCAPED.test(pattern) ? [pattern] : []);
}

/** Characters that JSON has one spelling for. */
const UNESCAPED = /^[\w .:-]+$/;

/** `*` stands for any text, also for none. */
function wildcard(pattern: string): (text: string) => boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return (text) => text === pattern;
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    let from = first.length;
    for (const part of others) {
      const found = text.indexOf(part, from);
      if (found < 0) return false;
      from = found + part.length;
    }
    return from <= text.length - last.length;
  };
}
