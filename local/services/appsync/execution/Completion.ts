import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Errors } from './createErrors.ts';
import type { SelectedField, Selections } from './createSelections.ts';
import type { MaybePromise } from './maybePromise.ts';
import type { Path } from './Path.ts';

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
export interface Place {
  readonly field: SelectedField;
  readonly parent: GraphQLObjectType;
  readonly path: Path;
}
