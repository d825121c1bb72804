import { type FieldNode, type GraphQLField, Kind, valueFromAST } from 'graphql';
import type { Variables } from './coerceVariables.ts';

type Field = GraphQLField<unknown, unknown>;

/** Returns `ctx.args`: what the document gives, with null for a variable without a value, and defaults. */
export function argumentValues(field: Field, node: FieldNode, variables: Variables): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const argument of field.args) {
    const written = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
    const unset = written?.kind === Kind.VARIABLE && !(written.name.value in variables);
    if (written && !(unset && argument.defaultValue !== undefined)) {
      values[argument.name] = valueFromAST(written, argument.type, variables) ?? null;
    } else if (argument.defaultValue !== undefined) {
      values[argument.name] = argument.defaultValue;
    }
  }
  return values;
}

/** Returns the arguments that the client gave a value, also null. A subscription is filtered by them. */
export function suppliedArguments(
  field: Field,
  node: FieldNode,
  variables: Variables,
): Record<string, unknown> {
  const values = argumentValues(field, node, variables);
  const supplied = node.arguments?.filter(
    ({ value }) => value.kind !== Kind.VARIABLE || value.name.value in variables,
  );
  return Object.fromEntries((supplied ?? []).map(({ name }) => [name.value, values[name.value]]));
}
