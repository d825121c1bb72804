import { getNamedType, type GraphQLObjectType, isAbstractType, isLeafType, isObjectType } from 'graphql';
import { invariant } from '../../../platform/errors.ts';
import type { ExecutionHooks } from '../Execution.ts';
import type { GraphqlResult } from '../GraphqlRequest.ts';
import { fieldAt } from './Path.ts';
import type { Run } from './Run.ts';
import { completeField, completeObject, type Completion, FAILED } from './completeObject.ts';
import type { Resolve } from './createResolve.ts';
import type { SelectedField } from './createSelections.ts';
import { createValueOf } from './createValueOf.ts';

/** Runs a query or mutation to its result. */
export async function executeOperation(
  run: Run,
  resolve: Resolve,
  hooks: ExecutionHooks,
): Promise<GraphqlResult> {
  const completion = { ...run, valueOf: createValueOf(run, resolve, hooks) };
  const type = run.schema.getRootType(run.operation.operation);
  invariant(type, 'an operation was validated');
  const data =
    run.operation.operation === 'mutation'
      ? await executeMutation(run, completion, type, hooks)
      : await completeObject(completion, type, run.operation, undefined, undefined);
  const errors = run.errors.all;
  return {
    data: data === FAILED ? null : (data as Record<string, unknown>),
    ...(errors.length > 0 && { errors }),
  };
}

/** One field after the other, each announced as soon as it is done. */
async function executeMutation(
  run: Run,
  completion: Completion,
  type: GraphQLObjectType,
  hooks: ExecutionHooks,
) {
  const data: Record<string, unknown> = {};
  let failed = false;
  for (const field of run.selections.of(run.operation, type)) {
    const value = await completeField(completion, type, field, undefined, fieldAt(undefined, field.key));
    failed ||= value === FAILED;
    data[field.key] = value;
    if (value !== FAILED && value !== null) announce(run, completion, field, value, hooks);
  }
  for (const invalidation of run.invalidations) hooks.invalidated(run.api, invalidation);
  return failed ? FAILED : data;
}

function announce(
  run: Run,
  completion: Completion,
  field: SelectedField,
  value: unknown,
  hooks: ExecutionHooks,
): void {
  if (field.name.startsWith('__')) return;
  const published = publishedValue(completion, field, value) as Record<string, unknown>;
  hooks.published(run.api, { mutation: field.name, value: published, traceId: run.request.traceId });
}

/**
 * A mutation field's completed value under the schema's own field names, so that other selections
 * can be completed from it. Objects of abstract types name their type.
 */
function publishedValue(
  completion: Pick<Completion, 'schema' | 'selections'>,
  field: SelectedField,
  value: unknown,
): unknown {
  if (Array.isArray(value)) return value.map((item) => publishedValue(completion, field, item));
  const named = getNamedType(field.definition.type);
  if (value === null || isLeafType(named)) return value;
  const completed = value as Record<string, unknown>;
  const type = isAbstractType(named) ? typeNamedIn(completion, field, completed) : named;
  if (!isObjectType(type)) return value;
  const published: Record<string, unknown> = isAbstractType(named) ? { __typename: type.name } : {};
  for (const selected of completion.selections.of(field, type)) {
    if (selected.name.startsWith('__')) continue;
    published[selected.name] = publishedValue(completion, selected, completed[selected.key]);
  }
  return published;
}

/** The completed object's type: the one whose selection it answers. */
function typeNamedIn(
  { schema, selections }: Pick<Completion, 'schema' | 'selections'>,
  field: SelectedField,
  value: object,
) {
  const named = getNamedType(field.definition.type);
  const possible = isAbstractType(named) ? schema.getPossibleTypes(named) : [];
  return possible.find((type) =>
    selections
      .of(field, type)
      .some(
        ({ name, key }) => name === '__typename' && (value as Record<string, unknown>)[key] === type.name,
      ),
  );
}
