import type { GraphQLObjectType, OperationDefinitionNode } from 'graphql';
import { invariant } from '../../../platform/errors.ts';
import type { Subscription } from '../Execution.ts';
import type { GraphqlResult } from '../GraphqlRequest.ts';
import type { Run } from './Run.ts';
import { suppliedArguments } from './argumentValues.ts';
import { completeObject, type ResolveFieldValue, toResult } from './completeObject.ts';
import type { Budget, CreateBudget, Limits } from './createBudget.ts';
import type { OperationDocument } from './createDocumentCache.ts';
import { createErrors } from './createErrors.ts';
import { subscribedMutations } from './createSchema.ts';
import type { SelectedField } from './createSelections.ts';
import { memberOf, resolveMetaField } from './createResolveFieldValue.ts';

/** The part of a run that lives as long as the subscription. The request, with its token, does not. */
type SubscribedRun = Pick<Run, 'schema' | 'selections' | 'operation' | 'variables'>;

/** The subscription that `run` validated and authorized. `field` is its only root field. */
export function createSubscription(
  { schema, selections, operation, variables, filters }: Run,
  createBudget: CreateBudget,
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
    shape: shapeOf(document, run),
    complete: (published, maxBytes) =>
      completePublished(run, createBudget(limitsOf(maxBytes)), type, { [field.name]: published }),
  };
}

/** Nothing waits between its first step and its last. What is counted is the least that the payload takes as JSON. */
const limitsOf = (maxBytes: number): Limits => ({
  steps: MOST_STEPS,
  characters: maxBytes,
  stepsATurn: Infinity,
});

/** Chosen: as many steps as the smallest fields that fit into a payload of 240 KB, several times. */
const MOST_STEPS = 200_000;

/** What is selected depends on variables only where the document has conditions. */
const shapeOf = (
  document: OperationDocument,
  { operation, selections, variables }: SubscribedRun,
): OperationDefinitionNode | SubscribedRun['selections'] =>
  document.selectionsFor(variables) === selections ? operation : selections;

/** Resolvers do not run again for subscribers: what was not published is null. Returns undefined for what is too large. */
function completePublished(
  run: SubscribedRun,
  budget: Budget,
  type: GraphQLObjectType,
  root: Readonly<Record<string, unknown>>,
): GraphqlResult | undefined {
  const errors = createErrors(budget);
  const resolveFieldValue: ResolveFieldValue = (parent, field, source) => {
    if (field.name === '__typename') return resolveMetaField(run, parent, field, source);
    // Only objects are completed field by field.
    return memberOf(source as Record<string, unknown>, field.name);
  };
  const context = { ...run, errors, budget, resolveFieldValue };
  const data = completeObject(context, type, run.operation, root, undefined);
  invariant(!(data instanceof Promise), 'no resolver ran');
  return budget.exceeded ? undefined : toResult(data, errors, budget);
}
