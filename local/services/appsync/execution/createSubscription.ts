import type { GraphQLObjectType, OperationDefinitionNode } from 'graphql';
import { invariant } from '../../../platform/errors.ts';
import type { Subscription } from '../Execution.ts';
import type { Api } from '../Api.ts';
import type { GraphqlRequest, GraphqlResult } from '../GraphqlRequest.ts';
import { coerceVariables } from './coerceVariables.ts';
import { findSubscription, MANY_FIELDS, onlyField, type Refused, START_LIMITS } from './findSubscription.ts';
import type { Run } from './Run.ts';
import { suppliedArguments } from './argumentValues.ts';
import { completeObject, type ResolveFieldValue, toResult } from './completeObject.ts';
import type { Budget, CreateBudget, Limits } from './createBudget.ts';
import type { FindDocument, OperationDocument } from './createDocumentCache.ts';
import { createErrors } from './createErrors.ts';
import { subscribedMutations } from './createSchema.ts';
import { memberOf, resolveMetaField } from './createResolveFieldValue.ts';

/** The part of a run that lives as long as the subscription. The request, with its token, does not. */
type SubscribedRun = Pick<Run, 'schema' | 'selections' | 'operation' | 'variables'>;

export interface SubscriptionTools {
  readonly findDocument: FindDocument;
  readonly createBudget: CreateBudget;
}

/** What a client asked for. Its token is not kept. */
type Asked = Pick<GraphqlRequest, 'query' | 'variables' | 'operationName'>;

/** The subscription that `run` validated and authorized, which has one root field. */
export function createSubscription(
  { schema, selections, operation, variables, filters }: SubscribedRun & Pick<Run, 'filters'>,
  { query, variables: given, operationName }: Asked,
  tools: SubscriptionTools,
  document: OperationDocument,
): Subscription {
  const run: SubscribedRun = { schema, selections, operation, variables };
  const { createBudget } = tools;
  const type = schema.getSubscriptionType();
  const field = onlyField(run, createBudget(START_LIMITS));
  invariant(type && field, 'a subscription was validated');
  return {
    field: field.name,
    mutations: subscribedMutations(field.definition),
    args: suppliedArguments(field.definition, field.nodes[0], variables),
    ...filters,
    shape: shapeOf(document, run),
    complete: (published, maxBytes) =>
      completePublished(run, createBudget(limitsOf(maxBytes)), type, { [field.name]: published }),
    renew: (api) => renew(api, { query, variables: given, operationName }, tools, filters),
  };
}

async function renew(
  api: Api,
  asked: Asked,
  tools: SubscriptionTools,
  filters: Run['filters'],
): Promise<Subscription | Refused> {
  const found = await findSubscription(tools.findDocument, api, asked);
  if ('errors' in found) return found;
  const { document, operation } = found;
  if (document.errors.length > 0) return { errors: document.errors };
  const { schema } = api;
  invariant(schema, 'a document was validated against a schema');
  // In graphql-java's words, which is AppSync's engine.
  if (!schema.getSubscriptionType())
    return { errors: [{ message: 'Schema is not configured for subscriptions.' }] };
  const coerced = coerceVariables(schema, operation, asked.variables ?? {});
  if ('error' in coerced) return { errors: [coerced.error] };
  const { variables } = coerced;
  const run = { schema, selections: document.selectionsFor(variables), operation, variables, filters };
  if (!onlyField(run, tools.createBudget(START_LIMITS))) return { errors: [MANY_FIELDS] };
  return createSubscription(run, asked, tools, document);
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
