import {
  getNamedType,
  type GraphQLAbstractType,
  type GraphQLEnumType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { GraphqlResult } from '../GraphqlRequest.ts';
import { getScalar } from '../scalars/getScalar.ts';
import { type Budget, spend } from './createBudget.ts';
import type { Errors } from './createErrors.ts';
import type { SelectedField, SelectionParent, Selections } from './createSelections.ts';
import { andThen, mapInTurns, type MaybePromise } from './mapInTurns.ts';
import { fieldPath, itemPath, type Path, pathText, setMember } from './Path.ts';

/** Stands for a null whose error is already among the errors. */
export const FAILED: unique symbol = Symbol('failed');

/** What completing values needs. `resolveFieldValue` differs between operations and published values. */
export interface CompletionContext {
  readonly schema: GraphQLSchema;
  readonly selections: Selections;
  readonly errors: Errors;
  readonly budget: Budget;
  readonly resolveFieldValue: ResolveFieldValue;
}

/** Returns a field's value before completion, or FAILED. Never throws. */
export type ResolveFieldValue = (
  type: GraphQLObjectType,
  field: SelectedField,
  source: unknown,
  path: Path,
) => MaybePromise<unknown>;

/** A completed object: its fields by their keys in the result. */
export type CompletedObject = Record<string, unknown>;

/** https://spec.graphql.org/October2021/#sec-Executing-Selection-Sets */
export function completeObject(
  context: CompletionContext,
  type: GraphQLObjectType,
  parent: SelectionParent,
  source: unknown,
  path: Path | undefined,
): MaybePromise<CompletedObject | typeof FAILED> {
  const { budget, selections } = context;
  const fields = selections.fieldsOf(parent, type, budget);
  if (!spend(budget, 1 + fields.length, keyCharacters(fields))) return FAILED;
  const values = mapInTurns(budget, fields, (field) =>
    completeField(context, type, field, source, fieldPath(path, field.key)),
  );
  return andThen(values, (completed) => {
    const object: CompletedObject = {};
    let characters = 0;
    for (const [at, field] of fields.entries()) {
      const value = completed[at];
      if (value === FAILED) return FAILED;
      if (typeof value === 'string') characters += value.length;
      setMember(object, field.key, value);
    }
    return spend(budget, 0, characters) ? object : FAILED;
  });
}

/** The keys of an object with the punctuation around them, and at least one digit for each value. */
function keyCharacters(fields: readonly SelectedField[]): number {
  let characters = 0;
  for (const { key } of fields) characters += key.length + 5;
  return characters;
}

/** The result of an operation whose root was completed. Nothing is left of one that exceeded its budget. */
export const toResult = (
  data: CompletedObject | typeof FAILED,
  { all }: Errors,
  { exceeded }: Budget,
): GraphqlResult => {
  if (exceeded) return { data: null, errors: [exceeded] };
  return { data: data === FAILED ? null : data, ...(all.length > 0 && { errors: all }) };
};

/** Returns a field's completed value: FAILED only where its type does not allow null. */
export function completeField(
  context: CompletionContext,
  type: GraphQLObjectType,
  field: SelectedField,
  source: unknown,
  path: Path,
): MaybePromise<unknown> {
  const value = context.resolveFieldValue(type, field, source, path);
  const place = { field, parent: type, path };
  const completed = andThen(value, (resolved) =>
    completeValue(context, field.definition.type, resolved, place),
  );
  return andThen(completed, (result) => nullIfAllowed(result, field.definition.type));
}

const nullIfAllowed = (value: unknown, type: GraphQLOutputType) =>
  value === FAILED && !isNonNullType(type) ? null : value;

/** The field a value is completed for, and where in the result it is. */
interface Place {
  readonly field: SelectedField;
  readonly parent: GraphQLObjectType;
  readonly path: Path;
}

/** https://spec.graphql.org/October2021/#sec-Value-Completion */
function completeValue(
  context: CompletionContext,
  type: GraphQLOutputType,
  value: unknown,
  place: Place,
): MaybePromise<unknown> {
  if (value === FAILED) return FAILED;
  if (isNonNullType(type)) {
    return andThen(completeValue(context, type.ofType, value, place), (completed) => {
      if (completed !== null) return completed;
      const { parent, path } = place;
      return fail(
        context,
        () =>
          `Cannot return null for non-nullable type: '${type.ofType.toString()}' within parent '${parent.name}' (${pathText(path)})`,
        path,
      );
    });
  }
  if (value === null || value === undefined) return null;
  if (isListType(type)) return completeList(context, type.ofType, value, place);
  if (isLeafType(type)) return completeLeaf(context, type, value, place);
  if (typeof value !== 'object' || Array.isArray(value)) return failMismatch(context, 'OBJECT', value, place);
  const concrete = isAbstractType(type) ? concreteType(context, type, value) : type;
  if (concrete) return completeObject(context, concrete, place.field, value, place.path);
  return fail(
    context,
    () =>
      `Abstract type '${type.name}' must resolve to an Object type at runtime for field '${place.field.coordinates}'. ` +
      `Could not determine the exact type of '${type.name}'`,
    place.path,
  );
}

function completeList(
  context: CompletionContext,
  type: GraphQLOutputType,
  value: unknown,
  place: Place,
): MaybePromise<unknown> {
  if (!Array.isArray(value)) return failMismatch(context, 'LIST', value, place);
  const { budget } = context;
  if (!spend(budget, value.length, 2 * value.length)) return FAILED;
  const items = mapInTurns<unknown, unknown>(budget, value, (item, at) => {
    if (budget.exceeded) return FAILED;
    const completed = completeValue(context, type, item, { ...place, path: itemPath(place.path, at) });
    return andThen(completed, (result) => nullIfAllowed(result, type));
  });
  return andThen(items, (completed) => {
    let characters = 0;
    for (const item of completed) {
      if (item === FAILED) return FAILED;
      if (typeof item === 'string') characters += item.length;
    }
    return spend(budget, 0, characters) ? completed : FAILED;
  });
}

/** Returns a scalar or enum value as clients get it. */
function completeLeaf(
  context: CompletionContext,
  type: GraphQLLeafType,
  value: unknown,
  { path }: Place,
): unknown {
  try {
    return isEnumType(type) ? enumValue(type, value) : getScalar(type.name).serialize(value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return fail(context, () => `Can't serialize value (${pathText(path)}) : ${error.message}`, path);
  }
}

function enumValue(type: GraphQLEnumType, value: unknown): string {
  if (typeof value === 'string' && type.getValue(value)) return value;
  throw new TypeError(`Invalid input for Enum '${type.name}'.`);
}

/** An object of an abstract type names its own type as `__typename`. */
function concreteType(
  { schema }: CompletionContext,
  type: GraphQLAbstractType,
  value: object,
): GraphQLObjectType | undefined {
  const name = '__typename' in value ? value.__typename : undefined;
  const named = typeof name === 'string' ? schema.getType(name) : undefined;
  return isObjectType(named) && schema.isSubType(type, named) ? named : undefined;
}

function failMismatch(
  context: CompletionContext,
  expected: 'LIST' | 'OBJECT',
  value: unknown,
  { field, path }: Place,
): typeof FAILED {
  const fieldType = getNamedType(field.definition.type).name;
  const got = Array.isArray(value) ? 'LIST' : typeof value === 'object' ? 'OBJECT' : fieldType;
  return fail(
    context,
    () =>
      `Can't resolve value (${pathText(path)}) : type mismatch error, expected type ${expected}, got ${got}`,
    path,
  );
}

function fail({ errors }: CompletionContext, message: () => string, path: Path): typeof FAILED {
  errors.addCompletionError(message, path);
  return FAILED;
}
