import {
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  valueFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import { invariant } from '../../../platform/errors.ts';
import type { GraphqlError } from '../GraphqlRequest.ts';
import { shown, wrongTypeError } from '../scalars/Scalar.ts';
import { getScalar } from '../scalars/getScalar.ts';
import { locationsOf } from './createErrors.ts';

/** An operation's coerced variables by name, without those that have no value. */
export type Variables = Readonly<Record<string, unknown>>;

/** Returns an operation's variables as resolvers see them, or the one error AppSync gives for them. */
export function coerceVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Variables,
): { readonly variables: Variables } | { readonly error: GraphqlError } {
  const variables: Record<string, unknown> = emptyVariables(variableDefinitions);
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

/** A variable may have the name of something that objects inherit. Only then they do without: it makes them slow. */
const emptyVariables = (definitions: readonly VariableDefinitionNode[]) =>
  definitions.some(({ variable }) => variable.name.value in Object.prototype)
    ? // `Object.create` returns any.
      (Object.create(null) as Record<string, unknown>)
    : {};

function variableValue(schema: GraphQLSchema, definition: VariableDefinitionNode, given: Variables): unknown {
  const name = definition.variable.name.value;
  const type = typeFromAST(schema, definition.type);
  invariant(isInputType(type), `the type of $${name} was validated`);
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  if (value === undefined) {
    if (definition.defaultValue) return valueFromAST(definition.defaultValue, type) ?? null;
    return isNonNullType(type) ? coerce(name, null, type) : undefined;
  }
  return coerce(name, value, type);
}

function coerce(name: string, value: unknown, type: GraphQLInputType): unknown {
  if (isNonNullType(type)) {
    if (value === null || value === undefined) {
      throw new CoercionError(
        `Variable '${name}' has coerced Null value for NonNull type '${type.toString()}'`,
      );
    }
    return coerce(name, value, type.ofType);
  }
  if (value === null || value === undefined) return null;
  if (isListType(type)) return [value].flat(1).map((item) => coerce(name, item, type.ofType));
  if (isInputObjectType(type)) return coerceObject(name, value, type);
  if (isEnumType(type)) return coerceEnum(name, value, type);
  try {
    return getScalar(type.name).parse(value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw invalidValue(name, error.message);
  }
}

function coerceEnum(name: string, value: unknown, type: GraphQLEnumType): string {
  if (typeof value === 'string' && type.getValue(value)) return value;
  const why = `Invalid input for Enum '${type.name}'. No value found for name '${shown(value)}'.`;
  throw invalidValue(name, why);
}

function coerceObject(name: string, value: unknown, type: GraphQLInputObjectType): Variables {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidValue(name, wrongTypeError('Map', value).message);
  }
  const fields = type.getFields();
  const unknown = Object.keys(value).find((key) => !fields[key]);
  if (unknown !== undefined) {
    throw new CoercionError(
      `The variables input contains a field name '${unknown}' that is not defined for input object type '${type.name}' `,
    );
  }
  const members = new Map<string, unknown>(Object.entries(value));
  const coerced: Record<string, unknown> = {};
  for (const { name: key, type, defaultValue } of Object.values(fields)) {
    const member = members.get(key);
    if (member === undefined && defaultValue !== undefined) coerced[key] = defaultValue;
    else if (member !== undefined || isNonNullType(type)) coerced[key] = coerce(key, member, type);
  }
  return coerced;
}

const invalidValue = (name: string, why: string) =>
  new CoercionError(`Variable '${name}' has an invalid value. ${why}`);

/** A variable's value does not fit its type. The message is AppSync's own. */
class CoercionError extends Error {}
