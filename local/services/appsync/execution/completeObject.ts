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
import { scalarOf } from '../scalars/scalarOf.ts';
import { fieldAt, itemAt, type Path, pathText } from './Path.ts';
import type { Errors } from './createErrors.ts';
import type { SelectedField, Selecting, Selections } from './createSelections.ts';

/** Stands for a null whose error is already among the errors. */
export const FAILED = Symbol('failed');

/** What completing values needs to know, whoever supplies the fields' values. */
export interface Completion {
  readonly schema: GraphQLSchema;
  readonly selections: Selections;
  readonly errors: Errors;
  /** A field's value before completion, or FAILED. Never throws. */
  valueOf(type: GraphQLObjectType, field: SelectedField, source: unknown, path: Path): MaybePromise<unknown>;
}

/** The field a value is completed for, and where in the result it is. */
interface Place {
  readonly field: SelectedField;
  readonly parent: GraphQLObjectType;
  readonly path: Path;
}

/** https://spec.graphql.org/October2021/#sec-Executing-Selection-Sets */
export function completeObject(
  completion: Completion,
  type: GraphQLObjectType,
  selecting: Selecting,
  source: unknown,
  path: Path | undefined,
): MaybePromise<unknown> {
  const fields = completion.selections.of(selecting, type);
  const values = fields.map((field) =>
    completeField(completion, type, field, source, fieldAt(path, field.key)),
  );
  return andThen(all(values), (completed) => {
    const object: Record<string, unknown> = {};
    for (const [at, field] of fields.entries()) {
      if (completed[at] === FAILED) return FAILED;
      object[field.key] = completed[at];
    }
    return object;
  });
}

/** A field's completed value: FAILED only where its type does not allow null. */
export function completeField(
  completion: Completion,
  type: GraphQLObjectType,
  field: SelectedField,
  source: unknown,
  path: Path,
): MaybePromise<unknown> {
  const value = completion.valueOf(type, field, source, path);
  const place = { field, parent: type, path };
  const completed = andThen(value, (present) =>
    completeValue(completion, field.definition.type, present, place),
  );
  return andThen(completed, (answer) => settle(answer, field.definition.type));
}

const settle = (value: unknown, type: GraphQLOutputType) =>
  value === FAILED && !isNonNullType(type) ? null : value;

function completeValue(
  completion: Completion,
  type: GraphQLOutputType,
  value: unknown,
  place: Place,
): MaybePromise<unknown> {
  if (value === FAILED) return FAILED;
  if (isNonNullType(type)) {
    return andThen(completeValue(completion, type.ofType, value, place), (completed) => {
      if (completed !== null) return completed;
      const { parent, path } = place;
      completion.errors.misfit(
        `Cannot return null for non-nullable type: '${type.ofType}' within parent '${
          parent.name
        }' (${pathText(path)})`,
        path,
      );
      return FAILED;
    });
  }
  if (value === null || value === undefined) return null;
  if (isListType(type)) return completeList(completion, type.ofType, value, place);
  if (isLeafType(type)) return completeLeaf(completion, type, value, place);
  return completeComposite(completion, type, value, place);
}

function completeList(
  completion: Completion,
  type: GraphQLOutputType,
  value: unknown,
  place: Place,
): MaybePromise<unknown> {
  if (!Array.isArray(value)) return mismatch(completion, 'LIST', value, place);
  const items = value.map((item, at) =>
    andThen(completeValue(completion, type, item, { ...place, path: itemAt(place.path, at) }), (completed) =>
      settle(completed, type),
    ),
  );
  return andThen(all(items), (completed) => (completed.includes(FAILED) ? FAILED : completed));
}

function completeComposite(
  completion: Completion,
  type: GraphQLObjectType | GraphQLAbstractType,
  value: unknown,
  place: Place,
): MaybePromise<unknown> {
  if (typeof value !== 'object' || Array.isArray(value)) return mismatch(completion, 'OBJECT', value, place);
  const concrete = isAbstractType(type) ? runtimeType(completion, type, value!) : type;
  if (concrete) return completeObject(completion, concrete, place.field, value, place.path);
  completion.errors.misfit(
    `Abstract type '${type.name}' must resolve to an Object type at runtime for field '${place.field.coordinates}'. ` +
      `Could not determine the exact type of '${type.name}'`,
    place.path,
  );
  return FAILED;
}

/** A value of an abstract type names its own. */
function runtimeType(
  { schema }: Completion,
  type: GraphQLAbstractType,
  value: object,
): GraphQLObjectType | undefined {
  const named = schema.getType(String((value as { __typename?: unknown }).__typename));
  return isObjectType(named) && schema.isSubType(type, named) ? named : undefined;
}

function mismatch(
  { errors }: Completion,
  expected: 'LIST' | 'OBJECT',
  value: unknown,
  { field, path }: Place,
) {
  const got = Array.isArray(value)
    ? 'LIST'
    : typeof value === 'object'
      ? 'OBJECT'
      : getNamedType(field.definition.type).name;
  errors.misfit(
    `Can't resolve value (${pathText(path)}) : type mismatch error, expected type ${expected}, got ${got}`,
    path,
  );
  return FAILED;
}

/** A scalar or enum as clients get it, or FAILED where it does not fit. */
function completeLeaf(
  { errors }: Completion,
  type: GraphQLLeafType,
  value: unknown,
  { path }: Place,
): unknown {
  try {
    if (!isEnumType(type)) return scalarOf(type.name).serialize(value);
    if (typeof value === 'string' && type.getValue(value)) return value;
    throw new TypeError(`Invalid input for Enum '${type.name}'.`);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    errors.misfit(`Can't serialize value (${pathText(path)}) : ${error.message}`, path);
    return FAILED;
  }
}

type MaybePromise<Value> = Value | Promise<Value>;

const isPromise = <Value>(value: MaybePromise<Value>): value is Promise<Value> => value instanceof Promise;

/** Goes on with `value` now where it is there, so that data at hand completes without waiting. */
const andThen = <Value, Next>(value: MaybePromise<Value>, next: (value: Value) => MaybePromise<Next>) =>
  isPromise(value) ? value.then(next) : next(value);

const all = <Value>(values: readonly MaybePromise<Value>[]): MaybePromise<readonly Value[]> =>
  values.some(isPromise) ? Promise.all(values) : (values as readonly Value[]);
