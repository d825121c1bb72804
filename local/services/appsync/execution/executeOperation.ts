import type { GraphQLObjectType } from 'graphql';
import { invariant } from '../../../platform/invariant.ts';
import type { ExecutionHooks } from '../Execution.ts';
import type { GraphqlResult } from '../GraphqlRequest.ts';
import { completeField, completeObject } from './complete.ts';
import { FAILED, type Completion } from './Completion.ts';
import type { SelectedField } from './createSelections.ts';
import { createValueOf } from './createValueOf.ts';
import { fieldAt } from './Path.ts';
import { publishedValue } from './publishedValue.ts';
import type { Resolve } from './resolvers/createResolve.ts';
import type { Run } from './Run.ts';

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
