import type { GraphQLObjectType, OperationDefinitionNode } from 'graphql';
import { invariant } from '../../../platform/errors.ts';
import type { Subscription } from '../Execution.ts';
import type { GraphqlResult } from '../GraphqlRequest.ts';
import type { Run } from './Run.ts';
import { suppliedArguments } from './argumentValues.ts';
import { completeObject, type ResolveFieldValue, toResult } from './completeObject.ts';
import type { OperationDocument } from './createDocumentCache.ts';
import { createErrors } from './createErrors.ts';
import { subscribedMutations } from './createSchema.ts';
import type { SelectedField } from './createSelections.ts';
import { resolveMetaField } from './createResolveFieldValue.ts';

/** The part of a run that lives as long as the subscription. The request, with its token, does not. */
type SubscribedRun = Pick<Run, 'schema' | 'selections' | 'operation' | 'variables'>;

/** The subscription that `run` validated and authorized. `field` is its only root field. */
export function createSubscription(
  { schema, selections, operation, variables, filters }: Run,
  document: OperationDocument,
  type: GraphQLObjectType,
  field: SelectedField,
): Subscription {
  const run: SubscribedRun = { schema, selections, operation, variables };
  return {
    field: field.name,
    mutations: subscribedMutations(field.definition),
    args: suppliedArguments(field.definition, field.nodes[0], variables),
    ...filters,
    document: operation,
    shape: shapeOf(document, run),
    complete: (published, maxBytes) => completePublished(run, type, { [field.name]: published }, maxBytes),
  };
}

/** What is selected depends on variables only where the document has conditions. */
const shapeOf = (
  document: OperationDocument,
  { operation, selections, variables }: SubscribedRun,
): OperationDefinitionNode | SubscribedRun['selections'] =>
  document.selectionsFor(variables) === selections ? operation : selections;

/** Resolvers do not run again for subscribers: what was not published is null. */
function completePublished(
  run: SubscribedRun,
  type: GraphQLObjectType,
  root: Readonly<Record<string, unknown>>,
  maxBytes: number,
): GraphqlResult | undefined {
  const errors = createErrors();
  let bytes = 0;
  const resolveFieldValue: ResolveFieldValue = (parent, field, source) => {
    // Only objects are completed field by field.
    const value =
      field.name === '__typename'
        ? resolveMetaField(run, parent, field, source)
        : (source as Record<string, unknown>)[field.name];
    bytes += field.key.length + FIELD_PUNCTUATION + leastBytes(value, maxBytes - bytes);
    if (bytes > maxBytes) throw new PayloadTooLarge();
    return value;
  };
  try {
    const data = completeObject({ ...run, errors, resolveFieldValue }, type, run.operation, root, undefined);
    invariant(!(data instanceof Promise), 'no resolver ran');
    return toResult(data, errors);
  } catch (error) {
    if (error instanceof PayloadTooLarge) return undefined;
    throw error;
  }
}

/** Ends the completion of a payload that nobody will receive. */
class PayloadTooLarge extends Error {}

/** `"":` and one character for the value: the least that a field takes beside its name. */
const FIELD_PUNCTUATION = 4;

/**
 * The least that a value takes as JSON, without the fields of objects, which are counted as they are completed.
 * Stops counting once it is more than `enough`.
 */
function leastBytes(value: unknown, enough: number): number {
  if (typeof value === 'string') return value.length;
  if (!Array.isArray(value)) return 0;
  let bytes = value.length;
  for (const item of value) {
    if (bytes > enough) return bytes;
    bytes += leastBytes(item, enough - bytes);
  }
  return bytes;
}
