import type { AttributeMap } from '../DynamoDb.ts';

/**
 * `size(path)` as a number; undefined for a value that has no size, such as a number.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export function sizeOf(value: AttributeMap | undefined): AttributeMap | undefined {
  const [type, content] = Object.entries(value ?? {})[0] ?? [];
  switch (type) {
    case 'S':
      return { N: String(content.length) };
    case 'B':
      return { N: String(Buffer.byteLength(content, 'base64')) };
    case 'SS':
    case 'NS':
    case 'BS':
    case 'L':
      return { N: String(content.length) };
    case 'M':
      return { N: String(Object.keys(content).length) };
    default:
      return undefined;
  }
}
