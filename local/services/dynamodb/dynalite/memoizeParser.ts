/** One of dynalite's grammars. Dynalite looks its `parse` up at every call, so it can be replaced. */
export interface Parser {
  parse: (text: string, options: { readonly context: ParserContext }) => unknown;
}

/** What an expression refers to; the parser deletes from `unused…` what it comes across. */
export interface ParserContext {
  readonly attrNames?: Readonly<Record<string, string>> | undefined;
  readonly attrVals?: Readonly<Record<string, object>> | undefined;
  readonly unusedAttrNames: Record<string, true>;
  readonly unusedAttrVals: Record<string, true>;
  readonly isKeyCondition?: boolean;
}

interface MemoizedParse {
  /** Tokens stand in for values, which can be large and belong to one request. */
  readonly parsed: unknown;
  /** Names of the placeholders, by their tokens. */
  readonly placeholders: ReadonlyMap<unknown, string>;
  readonly usedNames: readonly string[];
  readonly usedValues: readonly string[];
}

/**
 * Bytes of one expression.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters
 */
const MAX_EXPRESSION_BYTES = 4096;

/** How many expressions are remembered, and how long one may be with its names: at most 16 MB. Both are chosen. */
const MOST_EXPRESSIONS = 1000;
const LONGEST_KEY = 16_384;

/** Expressions whose values matter to the parser: it compares bounds, and checks names of types. */
const DEPENDS_ON_VALUES = /\bbetween\b|attribute_type/i;

/**
 * Lets a grammar parse each expression once: an application has a few dozen, and sends them with
 * other values each time. The key of a parsed expression has its names, and the types of its values, because
 * errors depend on them.
 */
export function memoizeParser(parser: Parser): void {
  const { parse } = parser;
  const known = new Map<string, MemoizedParse>();
  parser.parse = (text, options) => {
    const { context } = options;
    checkSize(text);
    if (DEPENDS_ON_VALUES.test(text)) return parse(text, options);
    const key = keyOf(text, context);
    if (key.length > LONGEST_KEY) return parse(text, options);
    const earlier = known.get(key);
    if (earlier) return withRequestValues(earlier, context);
    const memoized = parseWithTokens(context, (whole) => parse(text, { context: whole }));
    if (known.size >= MOST_EXPRESSIONS) known.clear();
    known.set(key, memoized);
    return withRequestValues(memoized, context);
  };
}

/** Dynalite puts the name of the parameter in front of the message. */
function checkSize(text: string): void {
  const size = Buffer.byteLength(text);
  if (size > MAX_EXPRESSION_BYTES)
    throw new Error(`Expression size has exceeded the maximum allowed size; expression size: ${size}`);
}

const keyOf = (text: string, { attrNames = {}, attrVals = {}, isKeyCondition = false }: ParserContext) =>
  JSON.stringify([
    text,
    isKeyCondition,
    Object.entries(attrNames),
    Object.entries(attrVals).map(([name, value]) => [name, Object.keys(value)]),
  ]);

function parseWithTokens(context: ParserContext, parse: (context: ParserContext) => unknown): MemoizedParse {
  const { attrNames = {}, attrVals = {} } = context;
  // All names and values, because another expression of the request may have used some already.
  const [unusedAttrNames, unusedAttrVals] = [everyKeyOf(attrNames), everyKeyOf(attrVals)];
  const parsed = parse({ ...context, unusedAttrNames, unusedAttrVals });
  const tokens = new Map<unknown, object>(Object.values(attrVals).map((value) => [value, {}]));
  const replaced = replaceIn(parsed, (part) => tokens.get(part));
  return {
    parsed: tokens.size === 0 ? deeplyFrozen(replaced) : replaced,
    placeholders: new Map(Object.entries(attrVals).map(([name, value]) => [tokens.get(value), name])),
    usedNames: Object.keys(attrNames).filter((name) => !unusedAttrNames[name]),
    usedValues: Object.keys(attrVals).filter((name) => !unusedAttrVals[name]),
  };
}

const everyKeyOf = (record: object) =>
  Object.fromEntries(Object.keys(record).map((key) => [key, true] as const));

/** What was parsed, with this request's values in place. */
function withRequestValues(
  { parsed, placeholders, usedNames, usedValues }: MemoizedParse,
  context: ParserContext,
): unknown {
  for (const name of usedNames) delete context.unusedAttrNames[name];
  for (const name of usedValues) delete context.unusedAttrVals[name];
  // Nothing of it is the request's own, and nobody can change it.
  if (placeholders.size === 0) return parsed;
  return replaceIn(parsed, (part) => {
    const name = placeholders.get(part);
    return name === undefined ? undefined : context.attrVals?.[name];
  });
}

function deeplyFrozen(part: unknown): unknown {
  if (typeof part !== 'object' || part === null) return part;
  for (const inner of Object.values(part)) deeplyFrozen(inner);
  return Object.freeze(part);
}

/** A copy in which some parts are replaced. */
function replaceIn(part: unknown, replacementOf: (part: unknown) => object | undefined): unknown {
  // Names and operators, which are most of an expression: tokens and values are objects.
  if (typeof part !== 'object' || part === null) return part;
  const replacement = replacementOf(part);
  if (replacement !== undefined) return replacement;
  if (Array.isArray(part)) return part.map((each) => replaceIn(each, replacementOf));
  const copy = emptyLike(part);
  // Of a parser's own making, without inherited fields.
  const fields = part as Readonly<Record<string, unknown>>;
  for (const field in fields) copy[field] = replaceIn(fields[field], replacementOf);
  return copy;
}

/** The copy has the prototype of the original, which may be null. */
function emptyLike(original: object): Record<string, unknown> {
  // `getPrototypeOf` returns `any`.
  const prototype = Object.getPrototypeOf(original) as object | null;
  // A literal is the fastest object to write to.
  return prototype === Object.prototype ? {} : (Object.create(prototype) as Record<string, unknown>); // It is empty.
}
