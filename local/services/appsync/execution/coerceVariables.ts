import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  valueFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import type { GraphqlError } from '../GraphqlRequest.ts';
import { wrongType } from '../scalars/Scalar.ts';
import { scalarOf } from '../scalars/scalarOf.ts';
import { locationsOf } from './createErrors.ts';

/** An operation's variables by name, coerced. One that nobody gave a value is not there. */
export type Variables = Readonly<Record<string, unknown>>;

/** An operation's variables as resolvers see them, or the one error AppSync gives for them. */
export function coerceVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Variables,
): { readonly variables: Variables } | { readonly error: GraphqlError } {
  const variables: Record<string, unknown> = {};
  for (const definition of variableDefinitions) {
    const name = definition.variable.name.value;
    try {
      const value = variableValue(schema, definition, given);
      if (value !== undefined) variables[name] = value;
    } catch (error) {
      if (!(error instanceof CoercionError)) throw error;
      return { error: { path: null, locations: locationsOf([definition]), message: error.message } };
    }
  }
  return { variables };
}

function variableValue(schema: GraphQLSchema, definition: VariableDefinitionNode, given: Variables): unknown {
  const name = definition.variable.name.value;
  const type = typeFromAST(schema, definition.type) as GraphQLInputType;
  if (given[name] === undefined) {
    if (definition.defaultValue) return valueFromAST(definition.defaultValue, type) ?? null;
    return isNonNullType(type) ? coerce(name, null, type) : undefined;
  }
  return coerce(name, given[name], type);
}

function coerce(name: string, value: unknown, type: GraphQLInputType): unknown {
  if (isNonNullType(type)) {
    if (value === null || value === undefined) {
      throw new CoercionError(`Variable '${name}' has coerced Null value for NonNull type '${type}'`);
    }
    return coerce(name, value, type.ofType);
  }
  if (value === null || value === undefined) return null;
  if (isListType(type)) return [value].flat(1).map((item) => coerce(name, item, type.ofType));
  if (isInputObjectType(type)) return coerceObject(name, value, type);
  if (isEnumType(type)) {
    if (typeof value === 'string' && type.getValue(value)) return value;
    throw invalid(name, `Invalid input for Enum '${type.name}'. No value found for name '${value}'.`);
  }
  try {
    return scalarOf(type.name).parse(value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw invalid(name, error.message);
  }
}

function coerceObject(name: string, value: unknown, type: GraphQLInputObjectType): Variables {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(name, wrongType('Map', value).message);
  }
  const fields = type.getFields();
  const unknown = Object.keys(value).find((key) => !fields[key]);
  if (unknown !== undefined) {
    throw new CoercionError(
      `The variables input contains a field name '${unknown}' that is not defined for input object type '${type.name}' `,
    );
  }
  const members = value as Variables;
  return Object.fromEntries(
    Object.values(fields).flatMap((field) => {
      const member = members[field.name] === undefined ? field.defaultValue : members[field.name];
      if (member === undefined && !isNonNullType(field.type)) return [];
      return [
        [
          field.name,
          member === field.defaultValue && member !== undefined
            ? member
            : coerce(field.name, member, field.type),
        ],
      ];
    }),
  );
}

const invalid = (name: string, why: string) =>
  new CoercionError(`Variable '${name}' has an invalid value. ${why}`);

/** A variable's value does not fit its type. The message is AppSync's own. */
class CoercionError extends Error {}
