import { mapMembers } from '../../../../platform/ownProperty.ts';
import type { AttributeMap, AttributeValue } from '../../../dynamodb/DynamoDb.ts';
import { invalidRequest } from '../DataSourceCall.ts';

/** A typed value in a handler's request, such as `{ N: 1 }`. */
export type TypedValue = Readonly<Record<string, unknown>>;
export type TypedMap = Readonly<Record<string, TypedValue>>;

/** Converts AppSync's typed value, in which numbers may be numbers and NULL may hold anything, to DynamoDB's own. */
export function toAttributeValue(typed: TypedValue): AttributeValue {
  const [type = ''] = typeof typed === 'object' && typed !== null ? Object.keys(typed) : [];
  const value = typed?.[type];
  switch (type) {
    // DynamoDB itself refuses a value that is not of its type.
    case 'S':
      return { S: value as string }; // As above.
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
    case 'B':
    case 'BOOL':
    case 'SS':
    case 'BS':
      return { [type]: value };
    default:
      throw invalidRequest(
        `Unable to convert ${JSON.stringify(
          typed,
        )} to class com.amazonaws.deepdish.transform.model.DynamoDB.Value.`,
      );
  }
}

export const toAttributeMap = (values: TypedMap): AttributeMap => mapMembers(values, toAttributeValue);

/** Converts a DynamoDB value to what resolvers see: sets become lists, binary stays base64 text. */
function toPlainValue(attribute: AttributeValue): unknown {
  if (attribute.S !== undefined) return attribute.S;
  const { N, NS, NULL, L, M, B, BOOL, SS, BS } = attribute;
  if (N !== undefined) return Number(N);
  if (NS) return NS.map(Number);
  if (NULL !== undefined) return null;
  if (L) return L.map(toPlainValue);
  if (M) return toPlainItem(M);
  return B ?? BOOL ?? SS ?? BS;
}

export const toPlainItem = (item: AttributeMap): Record<string, unknown> => mapMembers(item, toPlainValue);

export const toPlainItemOrNull = (item: AttributeMap | undefined) => (item ? toPlainItem(item) : null);

/** The type of the value says that it is a list: of numbers in a set, otherwise of typed values. */
const listIn = (value: unknown) => value as readonly TypedValue[];

/** The type of the value says that it is a map. */
const mapIn = (value: unknown) => value as TypedMap;
