import type { GraphQLObjectType } from 'graphql';
import type { SelectedField } from '../createSelections.ts';
import type { Path } from '../Path.ts';
import type { Run } from '../Run.ts';

/** One field of one object, while its resolver runs. */
export interface FieldExecution {
  readonly run: Run;
  readonly type: GraphQLObjectType;
  readonly field: SelectedField;
  /** The object's value before completion. */
  readonly source: unknown;
  readonly path: Path;
}
