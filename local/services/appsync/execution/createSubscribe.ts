import {
  getNamedType,
  type GraphQLNamedType,
  isAbstractType,
  isObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { AwsError } from '../../../platform/AwsError.ts';
import type { World } from '../../../platform/World.ts';
import { invariant } from '../../../platform/errors.ts';
import type { Api } from '../Api.ts';
import type { Execution, ExecutionHooks, Subscription } from '../Execution.ts';
import type { GraphqlError, GraphqlRequest, GraphqlResult } from '../GraphqlRequest.ts';
import { fieldAt, type Path } from './Path.ts';
import { recordRequest, type Run, startRun } from './Run.ts';
import { suppliedArguments } from './argumentsOf.ts';
import { completeObject, type Completion, FAILED } from './completeObject.ts';
import { notAuthorized } from './createContext.ts';
import { type OperationDocument, selectOperation } from './createDocuments.ts';
import { createErrors } from './createErrors.ts';
import type { Resolve } from './createResolve.ts';
import { mutationsOf } from './createSchema.ts';
import type { SelectedField } from './createSelections.ts';
import { createValueOf, metaValue } from './createValueOf.ts';

type Refused = { readonly errors: readonly GraphqlError[] };
type DocumentOf = (api: Api, query: string) => OperationDocument;

/** https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-data.html */
export function createSubscribe(
  world: World,
  documentOf: DocumentOf,
  resolve: Resolve,
  hooks: ExecutionHooks,
): Execution['subscribe'] {
  return async (api, request) => {
    const startedAt = world.clock.now();
    const found = findOperation(documentOf, api, request);
    if ('errors' in found) return found;
    const { document, operation } = found;
    const run = startRun(world, api, request, document, operation);
    const answer = 'refused' in run ? { errors: run.refused } : await start(run, resolve, hooks);
    recordRequest(world, request, operation, 'errors' in answer ? answer.errors : [], startedAt);
    return answer;
  };
}

type Found = { readonly document: OperationDocument; readonly operation: OperationDefinitionNode };

/** A document that is no GraphQL has an operation nobody knows. */
function findOperation(documentOf: DocumentOf, api: Api, request: GraphqlRequest): Found | Refused {
  try {
    const document = documentOf(api, request.query);
    const operation = selectOperation(document, request.operationName);
    return operation.operation === 'subscription'
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

async function start(run: Run, resolve: Resolve, hooks: ExecutionHooks): Promise<Subscription | Refused> {
  const type = run.schema.getSubscriptionType();
  invariant(type, 'a subscription was validated');
  const [field, ...others] = run.selections.of(run.operation, type);
  if (!field || others.length > 0) {
    return { errors: [{ message: 'Subscription operations must have exactly one root field.' }] };
  }
  authorizeSelection(run, field, fieldAt(undefined, field.key), hooks);
  if (run.errors.all.length === 0) await resolveOnce(run, field, resolve, hooks);
  return run.errors.all.length > 0 ? { errors: run.errors.all } : subscriptionOf(run, field);
}

/** The resolver's value goes to nobody, but it must fit its type where it is not null. */
async function resolveOnce(
  run: Run,
  field: SelectedField,
  resolve: Resolve,
  hooks: ExecutionHooks,
): Promise<void> {
  const type = run.schema.getSubscriptionType()!;
  const valueOf = createValueOf(run, resolve, hooks);
  try {
    const value = await valueOf(type, field, undefined, fieldAt(undefined, field.key));
    if (value === FAILED || value === null || value === undefined) return;
    const known: typeof valueOf = (parent, ...rest) => (parent === type ? value : valueOf(parent, ...rest));
    await completeObject({ ...run, valueOf: known }, type, run.operation, undefined, undefined);
  } finally {
    run.deadline.done();
  }
}

/** What will be delivered is authorized once, field by field, when a subscription starts. */
function authorizeSelection(run: Run, selecting: SelectedField, path: Path, hooks: ExecutionHooks): void {
  for (const type of objectTypes(run, getNamedType(selecting.definition.type))) {
    for (const field of run.selections.of(selecting, type)) {
      if (field.name.startsWith('__')) continue;
      const here = fieldAt(path, field.key);
      if (hooks.isAuthorized(run.api, run.request.caller, type.name, field.name)) {
        authorizeSelection(run, field, here, hooks);
      } else {
        run.errors.raise(notAuthorized(field.name, type.name), field, here);
      }
    }
  }
}

function objectTypes({ schema }: Run, type: GraphQLNamedType) {
  if (isAbstractType(type)) return schema.getPossibleTypes(type);
  return isObjectType(type) ? [type] : [];
}

/** What a run that started well established. */
function subscriptionOf(run: Run, field: SelectedField): Subscription {
  return {
    field: field.name,
    mutations: mutationsOf(field.definition),
    args: suppliedArguments(field.definition, field.nodes[0], run.variables),
    ...run.filters,
    complete: (published) => deliver(run, { [field.name]: published }),
  };
}

/** Nothing is resolved again for subscribers: what was not published is null. */
function deliver(run: Run, source: Readonly<Record<string, unknown>>): GraphqlResult {
  const errors = createErrors();
  const valueOf: Completion['valueOf'] = (type, field, from) =>
    field.name === '__typename'
      ? metaValue(run, type, field, from)
      : (from as Record<string, unknown>)[field.name];
  const data = completeObject(
    { ...run, errors, valueOf },
    run.schema.getSubscriptionType()!,
    run.operation,
    source,
    undefined,
  );
  return {
    data: data === FAILED ? null : (data as Record<string, unknown>),
    ...(errors.all.length > 0 && { errors: errors.all }),
  };
}
