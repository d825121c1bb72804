import {
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  valueFromASTUntyped,
  type ValueNode,
} from 'graphql';
import { scalarOf } from '../scalars/scalarOf.ts';

/** An operation's variables by name, coerced. One that nobody gave a value is not there. */
export type Variables = Readonly<Record<string, unknown>>;

type Field = GraphQLField<unknown, unknown>;

/** `ctx.args`: what is written, null for a variable without a value, defaults, and nothing else. */
export function argumentsOf(field: Field, node: FieldNode, variables: Variables): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const argument of field.args) {
    const written = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
    const unset = written?.kind === Kind.VARIABLE && !(written.name.value in variables);
    if (written && !(unset && argument.defaultValue !== undefined)) {
      values[argument.name] = literalValue(written, argument.type, variables);
    } else if (argument.defaultValue !== undefined) {
      values[argument.name] = argument.defaultValue;
    }
  }
  return values;
}

/** Arguments the client really gave a value, null included: what a subscription filters by. */
export function suppliedArguments(
  field: Field,
  node: FieldNode,
  variables: Variables,
): Record<string, unknown> {
  const values = argumentsOf(field, node, variables);
  const supplied = node.arguments?.filter(
    ({ value }) => value.kind !== Kind.VARIABLE || value.name.value in variables,
  );
  return Object.fromEntries((supplied ?? []).map(({ name }) => [name.value, values[name.value]]));
}

/** A validated literal's value. A variable nobody gave a value is null. */
export function literalValue(node: ValueNode, type: GraphQLInputType, variables: Variables): unknown {
  if (node.kind === Kind.VARIABLE) return variables[node.name.value] ?? null;
  if (node.kind === Kind.NULL) return null;
  if (isNonNullType(type)) return literalValue(node, type.ofType, variables);
  if (isListType(type)) {
    const items = node.kind === Kind.LIST ? node.values : [node];
    return items.map((item) => literalValue(item, type.ofType, variables));
  }
  return namedValue(node, type, variables);
}

function namedValue(node: ValueNode, type: GraphQLNamedInputType, variables: Variables): unknown {
  if (isInputObjectType(type)) {
    const written = node.kind === Kind.OBJECT ? node.fields : [];
    const value: Record<string, unknown> = {};
    for (const field of Object.values(type.getFields())) {
      const member = written.find(({ name }) => name.value === field.name);
      // Inside an object an unset variable is as if not written, https://spec.graphql.org/October2021/#sec-Input-Objects.Input-Coercion
      const unset = member?.value.kind === Kind.VARIABLE && !(member.value.name.value in variables);
      if (member && !unset) value[field.name] = literalValue(member.value, field.type, variables);
      else if (field.defaultValue !== undefined) value[field.name] = field.defaultValue;
    }
    return value;
  }
  return isEnumType(type) ? valueFromASTUntyped(node) : scalarOf(type.name).parse(valueFromASTUntyped(node));
}
