import { type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { AwsError } from '../../../platform/AwsError.ts';
import { invariant } from '../../../platform/errors.ts';
import type { Api } from '../Api.ts';
import type { GraphqlError, GraphqlRequest } from '../GraphqlRequest.ts';
import type { Budget } from './createBudget.ts';
import { type FindDocument, type OperationDocument, selectOperation } from './createDocumentCache.ts';
import type { SelectedField } from './createSelections.ts';
import type { Run } from './Run.ts';

export type Refused = { readonly errors: readonly GraphqlError[] };

type Found = { readonly document: OperationDocument; readonly operation: OperationDefinitionNode };

/** A document that cannot be parsed counts as an unknown operation. */
export async function findSubscription(
  findDocument: FindDocument,
  api: Api,
  { query, operationName }: Pick<GraphqlRequest, 'query' | 'operationName'>,
): Promise<Found | Refused> {
  try {
    const document = await findDocument(api, query);
    const operation = selectOperation(document, operationName);
    return operation.operation === OperationTypeNode.SUBSCRIPTION
      ? { document, operation }
      : unsupported(operation.operation);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === 'MalformedHttpRequestException') return unsupported('unknown');
    return { errors: [{ errorType: error.code, message: error.message }] };
  }
}

const unsupported = (operation: string): Refused => ({
  errors: [
    { errorType: 'UnsupportedOperation', message: `${operation} not supported through the realtime channel` },
  ],
});

/** Chosen: nothing is completed at the start but the value of one resolver, and clients start many at once. */
export const START_LIMITS = { steps: 200_000, characters: 240 * 1024 };

/** The root field of a validated subscription; undefined where there are several. */
export function onlyField(
  { schema, selections, operation }: Pick<Run, 'schema' | 'selections' | 'operation'>,
  budget: Budget,
): SelectedField | undefined {
  const type = schema.getSubscriptionType();
  invariant(type, 'a subscription was validated');
  const [field, ...others] = selections.fieldsOf(operation, type, budget);
  return others.length > 0 ? undefined : field;
}

export const MANY_FIELDS: GraphqlError = {
  message: 'Subscription operations must have exactly one root field.',
};
