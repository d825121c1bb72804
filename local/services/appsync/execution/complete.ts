import {
  getNamedType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { FAILED, type Completion, type Place } from './Completion.ts';
import { completeLeaf } from './completeLeaf.ts';
import type { SelectedField, Selecting } from './createSelections.ts';
import { all, andThen, type MaybePromise } from './maybePromise.ts';
import { fieldAt, itemAt, pathText, type Path } from './Path.ts';

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
