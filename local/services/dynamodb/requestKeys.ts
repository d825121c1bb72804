/** A request's input or a part of it, of which nothing is known yet. */
export type RequestRecord = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is RequestRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const recordsIn = (value: unknown): readonly RequestRecord[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

export function textIn(input: RequestRecord, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
}

/** The partition key's value in a key or an item, in a list of one; empty where there is none. */
export function leadingKeyOf(item: unknown, partitionKey: string | undefined): readonly string[] {
  if (partitionKey === undefined || !isRecord(item) || !Object.hasOwn(item, partitionKey)) return [];
  const text = attributeText(item[partitionKey]);
  return text === undefined ? [] : [text];
}

/** Strings, and numbers and binaries as they are sent: the types that keys may have. */
function attributeText(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  const text = value['S'] ?? value['N'] ?? value['B'];
  return typeof text === 'string' ? text : undefined;
}

/** The partition key's value in the key condition of a query. */
export function queriedKey(input: RequestRecord, partitionKey: string | undefined): readonly string[] {
  if (partitionKey === undefined) return [];
  const { KeyConditions, ExpressionAttributeNames, ExpressionAttributeValues } = input;
  if (isRecord(KeyConditions)) return legacyKey(KeyConditions, partitionKey);
  const names = isRecord(ExpressionAttributeNames) ? ExpressionAttributeNames : {};
  const values = isRecord(ExpressionAttributeValues) ? ExpressionAttributeValues : {};
  // The condition on a partition key is always an equality. Its two sides may change places.
  const tokens = (textIn(input, 'KeyConditionExpression') ?? '').match(TOKENS) ?? [];
  for (const [at, token] of tokens.entries()) {
    const sides = token === '=' ? [tokens[at - 1] ?? '', tokens[at + 1] ?? ''] : [];
    const name = sides.find((side) => !side.startsWith(':')) ?? '';
    const value = sides.find((side) => side.startsWith(':'));
    if (value !== undefined && (name.startsWith('#') ? names[name] : name) === partitionKey)
      return leadingKeyOf({ [partitionKey]: values[value] }, partitionKey);
  }
  return [];
}

/** Names, placeholders and signs of an expression. */
const TOKENS = /[#:\w.-]+|[^\s#:\w.-]/g;

function legacyKey(conditions: RequestRecord, partitionKey: string): readonly string[] {
  const condition = conditions[partitionKey];
  const [value] = recordsIn(isRecord(condition) ? condition['AttributeValueList'] : undefined);
  return leadingKeyOf({ [partitionKey]: value }, partitionKey);
}

const EXPRESSIONS = [
  'ConditionExpression',
  'FilterExpression',
  'KeyConditionExpression',
  'ProjectionExpression',
  'UpdateExpression',
];

const KEYWORDS = new Set(['AND', 'OR', 'NOT', 'BETWEEN', 'IN', 'SET', 'REMOVE', 'ADD', 'DELETE']);

/** The top-level attributes that a request names. */
export function attributesIn(input: RequestRecord): readonly string[] {
  const { Item, Key, ExpressionAttributeNames, AttributesToGet } = input;
  const placeholders = isRecord(ExpressionAttributeNames) ? Object.values(ExpressionAttributeNames) : [];
  const named = [...placeholders, ...[AttributesToGet].flat()].filter((name) => typeof name === 'string');
  const bare = EXPRESSIONS.flatMap((name) => bareNames(textIn(input, name)?.match(TOKENS) ?? []));
  return [
    ...new Set([
      ...(isRecord(Item) ? Object.keys(Item) : []),
      ...(isRecord(Key) ? Object.keys(Key) : []),
      ...named,
      ...bare,
    ]),
  ];
}

/** The attributes that stand in an expression by themselves: no placeholders, keywords or functions. */
const bareNames = (tokens: readonly string[]) =>
  tokens
    .filter(
      (token, at) => /^[A-Za-z]/.test(token) && tokens[at + 1] !== '(' && !KEYWORDS.has(token.toUpperCase()),
    )
    .map((token) => token.split('.')[0] ?? token);
