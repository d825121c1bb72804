import type { AttributeMap } from '../DynamoDb.ts';
import type { KeySchema } from '../tables/Table.ts';

/** The item's key attributes. */
export const keysOf = (item: AttributeMap, schema: KeySchema): AttributeMap =>
  Object.fromEntries(schema.map(({ AttributeName }) => [AttributeName, item[AttributeName]]));
