import { mapMembers } from '../../../../platform/ownProperty.ts';

/** A DynamoDB value as AppSync's requests write it: numbers stay numbers, null is `{NULL: null}`. */
export type TypedValue = Readonly<Record<string, unknown>>;

/** The sets that `toStringSet` and similar functions made, which must not be typed again as maps. */
const typedSets = new WeakSet<object>();

export const isTypedSet = (value: object) => typedSets.has(value);

/** A copy of a set is one too. */
export const markTypedSet = (copy: object) => void typedSets.add(copy);

const orNull =
  <Value>(type: (value: Value) => TypedValue) =>
  (value: Value | null | undefined) =>
    value === null || value === undefined ? null : type(value);

/** Makes sets that can stand among plain values, as the `@aws-appsync/utils/dynamodb` module does. */
export const typedSet =
  (type: 'SS' | 'NS' | 'BS') =>
  (values: readonly unknown[]): TypedValue => {
    const set = { [type]: [...values] };
    typedSets.add(set);
    return set;
  };

export function toDynamoDB(value: unknown): TypedValue {
  if (value === null || value === undefined) return { NULL: null };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: value };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(toDynamoDB) };
  if (typeof value !== 'object') throw new Error(`A ${typeof value} has no DynamoDB type.`);
  // Only `typedSet` adds to the known sets.
  return typedSets.has(value) ? (value as TypedValue) : { M: toMapValues(value) };
}

// Any object can be read by its own keys.
export const toMapValues = (values: object): Record<string, TypedValue> =>
  mapMembers(values as Readonly<Record<string, unknown>>, toDynamoDB);

const inText = (value: unknown): TypedValue => ({ S: JSON.stringify(value) });

/** https://docs.aws.amazon.com/appsync/latest/devguide/dynamodb-helpers-in-util-dynamodb-js.html */
export const dynamodb = {
  toDynamoDB,
  toMapValues,
  toString: orNull((value: string) => ({ S: value })),
  toStringSet: orNull(typedSet('SS')),
  toNumber: orNull((value: number) => ({ N: value })),
  toNumberSet: orNull(typedSet('NS')),
  toBinary: orNull((value: string) => ({ B: value })),
  toBinarySet: orNull(typedSet('BS')),
  toBoolean: orNull((value: boolean) => ({ BOOL: value })),
  toNull: () => ({ NULL: null }),
  toList: orNull((values: readonly unknown[]) => ({ L: values.map(toDynamoDB) })),
  toMap: orNull((values: object) => ({ M: toMapValues(values) })),
  toS3Object: (key: string, bucket: string, region: string, version?: string) =>
    inText({ s3: { key, bucket, region, ...(version === undefined ? {} : { version }) } }),
  fromS3ObjectJson(text: unknown) {
    if (typeof text !== 'string') return null;
    try {
      const parsed: unknown = JSON.parse(text);
      return typeof parsed === 'object' && parsed !== null && 's3' in parsed ? (parsed.s3 ?? null) : null;
    } catch {
      return null;
    }
  },
};
