import type { AttributeMap } from '../DynamoDb.ts';
import { valuesEqual } from '../items/valuesEqual.ts';

type Value = AttributeMap | undefined;

/**
 * The functions that are conditions by themselves.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export const functions: Readonly<Record<string, (...values: Value[]) => boolean>> = {
  attribute_exists: (value) => value !== undefined,
  attribute_not_exists: (value) => value === undefined,
  attribute_type: (value, type) => value !== undefined && Object.keys(value)[0] === type?.S,
  begins_with: beginsWith,
  contains,
};

function beginsWith(value: Value, prefix: Value): boolean {
  if (value?.S !== undefined && prefix?.S !== undefined) return value.S.startsWith(prefix.S);
  if (value?.B !== undefined && prefix?.B !== undefined) return bytes(value.B).indexOf(bytes(prefix.B)) === 0;
  return false;
}

function contains(value: Value, part: Value): boolean {
  if (!value || !part) return false;
  const [type, content] = Object.entries(value)[0]!;
  if (type === 'S') return part.S !== undefined && content.includes(part.S);
  if (type === 'B') return part.B !== undefined && bytes(content).includes(bytes(part.B));
  if (type === 'L') return content.some((member: AttributeMap) => valuesEqual(member, part));
  if (type === 'SS' || type === 'NS' || type === 'BS') return content.includes(part[type[0]!]);
  return false;
}

const bytes = (base64: string) => Buffer.from(base64, 'base64');
