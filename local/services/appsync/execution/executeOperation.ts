import {
  getNamedType,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  isAbstractType,
  isLeafType,
  isObjectType,
  OperationTypeNode,
} from 'graphql';
import { invariant } from '../../../platform/errors.ts';
import type { ExecutionHooks, Publication } from '../Execution.ts';
import type { GraphqlResult } from '../GraphqlRequest.ts';
import { fieldPath, setMember } from './Path.ts';
import type { Run } from './Run.ts';
import {
  type CompletedObject,
  completeField,
  completeObject,
  type CompletionContext,
  FAILED,
  toResult,
} from './completeObject.ts';
import { waitForTurn } from './createBudget.ts';
import type { RunResolver } from './createRunResolver.ts';
import type { SelectedField } from './createSelections.ts';
import { createResolveFieldValue } from './createResolveFieldValue.ts';

/** Runs a query or mutation to its result. */
export async function executeOperation(
  run: Run,
  runResolver: RunResolver,
  hooks: ExecutionHooks,
): Promise<GraphqlResult> {
  const context = { ...run, resolveFieldValue: createResolveFieldValue(run, runResolver, hooks) };
  const type = run.schema.getRootType(run.operation.operation);
  invariant(type, 'an operation was validated');
  const authorizing = authorizeRoot(run, type, hooks);
  if (authorizing) await authorizing;
  const data =
    run.operation.operation === OperationTypeNode.MUTATION
      ? await executeMutation(run, context, type, hooks)
      : await completeObject(context, type, run.operation, undefined, undefined);
  if (run.fault) throw run.fault.error;
  return toResult(data, run.errors, run.budget);
}

/** Only callers that sign have policies: no other request waits here. */
export function authorizeRoot(
  { api, request, selections, operation, budget }: Run,
  type: GraphQLObjectType,
  { authorizeRoot }: ExecutionHooks,
): Promise<void> | undefined {
  if (!request.caller.principal) return undefined;
  const names = selections.fieldsOf(operation, type, budget).map(({ name }) => name);
  const asked = [...new Set(names)].filter((name) => !name.startsWith('__'));
  return authorizeRoot?.(api, request, type.name, asked);
}

/** Executes one field after the other, and publishes each to subscribers as soon as it is done. */
async function executeMutation(
  run: Run,
  context: CompletionContext,
  type: GraphQLObjectType,
  hooks: ExecutionHooks,
): Promise<CompletedObject | typeof FAILED> {
  const data: CompletedObject = {};
  let failed = false;
  for (const field of run.selections.fieldsOf(run.operation, type, run.budget)) {
    if (run.budget.isTurnDue) await waitForTurn(run.budget);
    if (run.fault || run.budget.exceeded) break;
    const value = await completeField(context, type, field, undefined, fieldPath(undefined, field.key));
    failed ||= value === FAILED;
    setMember(data, field.key, value);
    if (value !== FAILED && value !== null && !run.budget.exceeded) publish(run, field, value, hooks);
  }
  for (const invalidation of run.invalidations) hooks.invalidated(run.api, invalidation);
  return failed ? FAILED : data;
}

function publish(run: Run, field: SelectedField, value: unknown, hooks: ExecutionHooks): void {
  if (field.name.startsWith('__')) return;
  // Only mutations of object types have subscribers, which read it.
  const published = publishedValue(run, field, value) as Publication['value'];
  const { traceId } = run.request;
  hooks.published(run.api, { mutation: field.name, value: published, traceId, parentId: run.segmentId });
}

/**
 * Returns a mutation field's completed value under the schema's own field names, so that other
 * selections can be completed from it. Objects of abstract types name their type.
 */
function publishedValue(run: Run, field: SelectedField, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => publishedValue(run, field, item));
  const named = getNamedType(field.definition.type);
  if (value === null || isLeafType(named)) return value;
  // What is neither a list nor a leaf was completed as an object.
  const completed = value as CompletedObject;
  const type = isAbstractType(named) ? namedType(run, named, field, completed) : named;
  if (!isObjectType(type)) return value;
  const published: Record<string, unknown> = isAbstractType(named) ? { __typename: type.name } : {};
  for (const selected of run.selections.fieldsOf(field, type, run.budget)) {
    if (selected.name.startsWith('__')) continue;
    published[selected.name] = publishedValue(run, selected, completed[selected.key]);
  }
  return published;
}

/** Returns the type that a completed object names, wherever its selection asks for `__typename`. */
function namedType(
  { schema, selections, budget }: Run,
  abstract: GraphQLAbstractType,
  field: SelectedField,
  completed: CompletedObject,
): GraphQLObjectType | undefined {
  return schema
    .getPossibleTypes(abstract)
    .find((type) =>
      selections
        .fieldsOf(field, type, budget)
        .some(({ name, key }) => name === '__typename' && completed[key] === type.name),
    );
}
