import type { AttributeMap } from '../DynamoDb.ts';

/** Key values without their types, such as `{pk: 'a', sk: 1}`; binary stays base64. */
export const plainKeys = (keys: AttributeMap): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(keys).map(([name, value]) => [
      name,
      value.N === undefined ? (value.S ?? value.B) : Number(value.N),
    ]),
  );
