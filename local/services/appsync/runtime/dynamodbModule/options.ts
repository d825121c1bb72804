import { toExpression } from '../util/toExpression.ts';

/** Leaves out what is null or undefined, as the module's requests do. */
export const present = (request: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(request).filter(([, value]) => value !== null && value !== undefined));

/** A filter, condition or key condition as a request carries it. */
export function expressionOption(conditions: unknown) {
  if (conditions === null || conditions === undefined) return undefined;
  const rendered = toExpression(conditions);
  if (!rendered)
    throw new Error(`Unable to transform ${JSON.stringify(conditions)} to a DynamoDB expression.`);
  const { expression, expressionNames, expressionValues } = rendered;
  return Object.keys(expressionValues).length > 0 ? rendered : { expression, expressionNames };
}

/** Dots lead into maps. */
export function projectionOption(paths: readonly string[] | null | undefined) {
  if (!paths) return undefined;
  const expressionNames: Record<string, string> = {};
  const alias = (name: string) => {
    const next = `#expName_${Object.keys(expressionNames).length + 1}`;
    expressionNames[next] = name;
    return next;
  };
  const expression = paths.map((path) => path.split('.').map(alias).join('.')).join(', ');
  return { expression, expressionNames };
}
