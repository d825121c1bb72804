import type { AttributeMap } from '../../../dynamodb/DynamoDb.ts';
import { invalidRequest } from '../DataSourceCall.ts';

type TypedValue = Readonly<Record<string, any>>;

/** AppSync's typed value, in which numbers may be numbers and NULL anything, as DynamoDB's own. */
export function toAttributeValue(typed: TypedValue): TypedValue {
  const [[type, value] = []] = typeof typed === 'object' && typed !== null ? Object.entries(typed) : [];
  switch (type) {
    case 'N':
      return { N: String(value) };
    case 'NS':
      return { NS: value.map(String) };
    case 'NULL':
      return { NULL: true };
    case 'L':
      return { L: value.map(toAttributeValue) };
    case 'M':
      return { M: toAttributeMap(value) };
    case 'S':
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

export const toAttributeMap = (values: Readonly<Record<string, TypedValue>>): AttributeMap =>
  Object.fromEntries(Object.entries(values).map(([name, typed]) => [name, toAttributeValue(typed)]));

/** A DynamoDB value as resolvers see it: sets are lists, binary is base64 text. */
function toPlainValue(attribute: TypedValue): unknown {
  const [[type, value] = []] = Object.entries(attribute);
  switch (type) {
    case 'N':
      return Number(value);
    case 'NS':
      return value.map(Number);
    case 'NULL':
      return null;
    case 'L':
      return value.map(toPlainValue);
    case 'M':
      return toPlainItem(value);
    default:
      return value;
  }
}

export const toPlainItem = (item: AttributeMap): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, attribute]) => [name, toPlainValue(attribute)]));

export const toPlainItemOrNull = (item: AttributeMap | undefined) => (item ? toPlainItem(item) : null);
