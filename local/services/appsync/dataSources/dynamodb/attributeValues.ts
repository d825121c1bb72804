import type { AttributeMap, AttributeValue } from '../../../dynamodb/DynamoDb.ts';
import { invalidRequest } from '../DataSourceCall.ts';

/** A typed value in a handler's request, such as `{ N: 1 }`. */
export type TypedValue = Readonly<Record<string, unknown>>;
export type TypedMap = Readonly<Record<string, TypedValue>>;

/** Converts AppSync's typed value, in which numbers may be numbers and NULL may hold anything, to DynamoDB's own. */
export function toAttributeValue(typed: TypedValue): AttributeValue {
  const [[type, value] = []] = typeof typed === 'object' && typed !== null ? Object.entries(typed) : [];
  switch (type) {
    case 'N':
      return { N: String(value) };
    case 'NS':
      return { NS: listIn(value).map(String) };
    case 'NULL':
      return { NULL: true };
    case 'L':
      return { L: listIn(value).map(toAttributeValue) };
    case 'M':
      return { M: toAttributeMap(mapIn(value)) };
    case 'S':
    case 'B':
    case 'BOOL':
    case 'SS':
    case 'BS':
      // DynamoDB itself refuses a value that is not of its type.
      return { [type]: value };
    default:
      throw invalidRequest(
        `Unable to convert ${JSON.stringify(
          typed,
        )} to class com.amazonaws.deepdish.transform.model.DynamoDB.Value.`,
      );
  }
}

export const toAttributeMap = (values: TypedMap): AttributeMap =>
  Object.fromEntries(Object.entries(values).map(([name, typed]) => [name, toAttributeValue(typed)]));

/** Converts a DynamoDB value to what resolvers see: sets become lists, binary stays base64 text. */
function toPlainValue(attribute: AttributeValue): unknown {
  const { N, NS, NULL, L, M, S, B, BOOL, SS, BS } = attribute;
  if (N !== undefined) return Number(N);
  if (NS) return NS.map(Number);
  if (NULL !== undefined) return null;
  if (L) return L.map(toPlainValue);
  if (M) return toPlainItem(M);
  return S ?? B ?? BOOL ?? SS ?? BS;
}

export const toPlainItem = (item: AttributeMap): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, attribute]) => [name, toPlainValue(attribute)]));

export const toPlainItemOrNull = (item: AttributeMap | undefined) => (item ? toPlainItem(item) : null);

/** The type of the value says that it is a list: of numbers in a set, otherwise of typed values. */
const listIn = (value: unknown) => value as readonly TypedValue[];

/** The type of the value says that it is a map. */
const mapIn = (value: unknown) => value as TypedMap;
