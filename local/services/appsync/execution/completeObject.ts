import {
  getNamedType,
  type GraphQLAbstractType,
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
import type { Errors } from './createErrors.ts';
import type { SelectedField, SelectionParent, Selections } from './createSelections.ts';
import { fieldPath, itemPath, type Path, pathText } from './Path.ts';

/** Stands for a null whose error is already among the errors. */
export const FAILED: unique symbol = Symbol('failed');

/** What completing values needs. `resolveFieldValue` differs between operations and published values. */
export interface CompletionContext {
  readonly schema: GraphQLSchema;
  readonly selections: Selections;
  readonly errors: Errors;
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
  const fields = context.selections.fieldsOf(parent, type);
  const values = fields.map((field) =>
    completeField(context, type, field, source, fieldPath(path, field.key)),
  );
  return andThen(all(values), (completed) => {
    const object: CompletedObject = {};
    for (const [at, field] of fields.entries()) {
      if (completed[at] === FAILED) return FAILED;
      object[field.key] = completed[at];
    }
    return object;
  });
}

/** The result of an operation whose root was completed. */
export const toResult = (data: CompletedObject | typeof FAILED, { all }: Errors): GraphqlResult => ({
  data: data === FAILED ? null : data,
  ...(all.length > 0 && { errors: all }),
});

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
  const items = value.map((item: unknown, at) =>
    andThen(completeValue(context, type, item, { ...place, path: itemPath(place.path, at) }), (completed) =>
      nullIfAllowed(completed, type),
    ),
  );
  return andThen(all(items), (completed) => (completed.includes(FAILED) ? FAILED : completed));
}

/** Returns a scalar or enum value as clients get it. */
function completeLeaf(
  context: CompletionContext,
  type: GraphQLLeafType,
  value: unknown,
  { path }: Place,
): unknown {
  try {
    if (!isEnumType(type)) return getScalar(type.name).serialize(value);
    if (typeof value === 'string' && type.getValue(value)) return value;
    throw new TypeError(`Invalid input for Enum '${type.name}'.`);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return fail(context, `Can't serialize value (${pathText(path)}) : ${error.message}`, path);
  }
}

/** An object of an abstract type names its own type as `__typename`. */
function concreteType(
  { schema }: CompletionContext,
  type: GraphQLAbstractType,
  value: object,
): GraphQLObjectType | undefined {
  const named = schema.getType('__typename' in value ? String(value.__typename) : '');
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
    `Can't resolve value (${pathText(path)}) : type mismatch error, expected type ${expected}, got ${got}`,
    path,
  );
}

function fail({ errors }: CompletionContext, message: string, path: Path): typeof FAILED {
  errors.addCompletionError(message, path);
  return FAILED;
}

export type MaybePromise<Value> = Value | Promise<Value>;

/** Continues at once with a value that is there, so that data at hand is completed without waiting. */
const andThen = <Value, Next>(value: MaybePromise<Value>, next: (value: Value) => MaybePromise<Next>) =>
  value instanceof Promise ? value.then(next) : next(value);

/** Waits for all of them, if any has to be waited for. */
const all = <Value>(values: readonly MaybePromise<Value>[]): MaybePromise<readonly Value[]> =>
  areAtHand(values) ? values : Promise.all(values);

const areAtHand = <Value>(values: readonly MaybePromise<Value>[]): values is readonly Value[] =>
  !values.some((value) => value instanceof Promise);
