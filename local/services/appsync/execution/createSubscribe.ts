import {
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isAbstractType,
  isObjectType,
} from 'graphql';
import type { World } from '../../../platform/World.ts';
import { invariant } from '../../../platform/errors.ts';
import type { Execution, ExecutionHooks, Subscription } from '../Execution.ts';
import { fieldPath, type Path } from './Path.ts';
import { recordRequest, type Run, segmentOf, startRun } from './Run.ts';
import { completeObject, FAILED, type ResolveFieldValue } from './completeObject.ts';
import { unauthorizedError } from './createContext.ts';
import type { FindDocument, OperationDocument } from './createDocumentCache.ts';
import { type CreateBudget, spend } from './createBudget.ts';
import type { RunResolver } from './createRunResolver.ts';
import type { SelectedField } from './createSelections.ts';
import { authorizeRoot } from './executeOperation.ts';
import { createResolveFieldValue } from './createResolveFieldValue.ts';
import { createSubscription, type SubscriptionTools } from './createSubscription.ts';
import { findSubscription, MANY_FIELDS, onlyField, type Refused, START_LIMITS } from './findSubscription.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-data.html */
export function createSubscribe(
  world: World,
  findDocument: FindDocument,
  createBudget: CreateBudget,
  runResolver: RunResolver,
  hooks: ExecutionHooks,
): Execution['subscribe'] {
  return async (api, request) => {
    const startedAt = world.clock.now();
    const found = await findSubscription(findDocument, api, request);
    if ('errors' in found) return found;
    const { document, operation } = found;
    const run = startRun(world, () => createBudget(START_LIMITS), api, request, document, operation);
    const result =
      'refused' in run
        ? { errors: run.refused }
        : await start(run, { findDocument, createBudget }, document, runResolver, hooks);
    const errors = 'errors' in result ? result.errors : [];
    recordRequest(world, request, operation, errors, startedAt, segmentOf(run));
    return result;
  };
}

async function start(
  run: Run,
  tools: SubscriptionTools,
  document: OperationDocument,
  runResolver: RunResolver,
  hooks: ExecutionHooks,
): Promise<Subscription | Refused> {
  const type = run.schema.getSubscriptionType();
  invariant(type, 'a subscription was validated');
  const field = onlyField(run, run.budget);
  if (!field) return { errors: [MANY_FIELDS] };
  await authorizeRoot(run, type, hooks);
  authorizeSelection(run, field, fieldPath(undefined, field.key), hooks);
  if (errorsOf(run).length === 0) await resolveOnce(run, type, field, runResolver, hooks);
  if (run.fault) throw run.fault.error;
  const errors = errorsOf(run);
  return errors.length > 0 ? { errors } : createSubscription(run, run.request, tools, document);
}

const errorsOf = ({ budget, errors }: Run) => (budget.exceeded ? [budget.exceeded] : errors.all);

/** Runs the resolver of the field. Its value is sent to nobody, but it must fit its type unless it is null. */
async function resolveOnce(
  run: Run,
  type: GraphQLObjectType,
  field: SelectedField,
  runResolver: RunResolver,
  hooks: ExecutionHooks,
): Promise<void> {
  const resolveFieldValue = createResolveFieldValue(run, runResolver, hooks);
  try {
    const value = await resolveFieldValue(type, field, undefined, fieldPath(undefined, field.key));
    if (value === FAILED || value === null || value === undefined) return;
    const resolveOthers: ResolveFieldValue = (parent, ...rest) =>
      parent === type ? value : resolveFieldValue(parent, ...rest);
    await completeObject(
      { ...run, resolveFieldValue: resolveOthers },
      type,
      run.operation,
      undefined,
      undefined,
    );
  } finally {
    run.deadline.cancel();
  }
}

/** A subscription's fields are authorized once, when it starts, and not when it is delivered. */
function authorizeSelection(run: Run, parent: SelectedField, path: Path, hooks: ExecutionHooks): void {
  for (const type of objectTypes(run, getNamedType(parent.definition.type))) {
    for (const field of run.selections.fieldsOf(parent, type, run.budget)) {
      if (!spend(run.budget, 1)) return;
      if (field.name.startsWith('__')) continue;
      const here = fieldPath(path, field.key);
      if (hooks.isAuthorized(run.api, run.request.caller, type.name, field.name)) {
        authorizeSelection(run, field, here, hooks);
      } else {
        run.errors.addResolverError(unauthorizedError(field.name, type.name), field.nodes, here);
      }
    }
  }
}

function objectTypes({ schema }: Run, type: GraphQLNamedType) {
  if (isAbstractType(type)) return schema.getPossibleTypes(type);
  return isObjectType(type) ? [type] : [];
}
