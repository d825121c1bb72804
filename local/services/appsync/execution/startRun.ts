import type { OperationDefinitionNode } from 'graphql';
import { invariant } from '../../../platform/invariant.ts';
import type { World } from '../../../platform/World.ts';
import type { Api } from '../Api.ts';
import type { GraphqlError, GraphqlRequest } from '../GraphqlRequest.ts';
import { coerceVariables } from './coerceVariables.ts';
import { createDeadline } from './createDeadline.ts';
import { createErrors } from './createErrors.ts';
import type { OperationDocument } from './OperationDocument.ts';
import type { Run } from './Run.ts';

/** A run of `operation`, or the errors for which it never starts. */
export function startRun(
  { clock }: World,
  api: Api,
  request: GraphqlRequest,
  document: OperationDocument,
  operation: OperationDefinitionNode,
): Run | { readonly refused: readonly GraphqlError[] } {
  if (document.errors.length > 0) return { refused: document.errors };
  const { schema } = api;
  invariant(schema, 'a document was validated against a schema');
  const coerced = coerceVariables(schema, operation, request.variables ?? {});
  if ('error' in coerced) return { refused: [coerced.error] };
  return {
    api,
    schema,
    request,
    operation,
    variables: coerced.variables,
    selections: document.selectionsFor(coerced.variables),
    errors: createErrors(),
    deadline: createDeadline(clock),
    batches: new Map(),
    resolvers: 0,
    invalidations: [],
    filters: {},
  };
}
