import { toAttributeMap } from './attributeValues.ts';

interface Part {
  readonly expressionNames?: Readonly<Record<string, string>> | null | undefined;
  readonly expressionValues?: Readonly<Record<string, any>> | null | undefined;
}

/** Names and values of several expressions in one request; left out where there are none, as DynamoDB demands. */
export function expressionAttributes(...parts: readonly (Part | null | undefined)[]) {
  const names = Object.assign({}, ...parts.map((part) => part?.expressionNames ?? {}));
  const values = toAttributeMap(Object.assign({}, ...parts.map((part) => part?.expressionValues ?? {})));
  return {
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}
