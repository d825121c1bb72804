import type { FragmentDefinitionNode, OperationDefinitionNode } from 'graphql';
import type { GraphqlError } from '../GraphqlRequest.ts';
import type { Selections } from './createSelections.ts';
import type { Variables } from './Variables.ts';

/** A document that was parsed and validated once, and is run many times. */
export interface OperationDocument {
  readonly operations: readonly OperationDefinitionNode[];
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Validation errors; such a document never runs. */
  readonly errors: readonly GraphqlError[];
  /** What is selected where, for a run with these variables. */
  selectionsFor(variables: Variables): Selections;
}
