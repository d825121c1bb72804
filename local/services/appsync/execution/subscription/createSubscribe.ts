import {
  getNamedType,
  isAbstractType,
  isObjectType,
  type GraphQLNamedType,
  type OperationDefinitionNode,
} from 'graphql';
import { AwsError } from '../../../../platform/AwsError.ts';
import { invariant } from '../../../../platform/invariant.ts';
import type { World } from '../../../../platform/World.ts';
import type { Api } from '../../Api.ts';
import type { Execution, ExecutionHooks } from '../../Execution.ts';
import type { GraphqlError, GraphqlRequest, GraphqlResult } from '../../GraphqlRequest.ts';
import type { Subscription } from '../../Subscription.ts';
import { suppliedArguments } from '../argumentsOf.ts';
import { completeObject, FAILED, type Completion } from '../complete.ts';
import { createErrors } from '../createErrors.ts';
import type { SelectedField, Selecting } from '../createSelections.ts';
import { createValueOf, metaValue } from '../createValueOf.ts';
import type { OperationDocument } from '../OperationDocument.ts';
import { fieldAt } from '../Path.ts';
import { recordRequest } from '../recordRequest.ts';
import { notAuthorized } from '../resolvers/createInvocation.ts';
import type { Resolve } from '../resolvers/createResolve.ts';
import type { Run } from '../Run.ts';
import { selectOperation } from '../selectOperation.ts';
import { startRun } from '../startRun.ts';
import { mutationsOf } from './mutationsOf.ts';

type Refused = { readonly errors: readonly GraphqlError[] };

/** https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-data.html */
export function createSubscribe(
  world: World,
  documentOf: (api: Api, query: string) => OperationDocument,
  resolve: Resolve,
  hooks: ExecutionHooks,
): Execution['subscribe'] {
  const start = async (
    api: Api,
    request: GraphqlRequest,
    document: OperationDocument,
    operation: OperationDefinitionNode,
  ) => {
    if (operation.operation !== 'subscription') return unsupported(operation.operation);
    const run = startRun(world, api, request, document, operation);
    if ('refused' in run) return { errors: run.refused };
    const type = run.schema.getSubscriptionType();
    invariant(type, 'a subscription was validated');
    const [field, ...others] = run.selections.of(operation, type);
    if (!field || others.length > 0)
      return { errors: [{ message: 'Subscription operations must have exactly one root field.' }] };
    await authorizeAndResolve(run, resolve, hooks);
    run.deadline.done();
    return run.errors.all.length > 0 ? { errors: run.errors.all } : subscriptionOf(run, field);
  };

  return async (api, request) => {
    const started = world.clock.now();
    const found = findOperation(documentOf, api, request);
    if ('errors' in found) return found;
    const answer = await start(api, request, found.document, found.operation);
    recordRequest(world, request, found.operation, 'errors' in answer ? answer.errors : [], started);
    return answer;
  };
}

/** A document that is no GraphQL has an operation nobody knows. */
function findOperation(
  documentOf: (api: Api, query: string) => OperationDocument,
  api: Api,
  request: GraphqlRequest,
) {
  try {
    const document = documentOf(api, request.query);
    return { document, operation: selectOperation(document, request.operationName) };
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

/** Leaves its errors in the run. The resolver's value goes to nobody, but must fit where it is not null. */
async function authorizeAndResolve(run: Run, resolve: Resolve, hooks: ExecutionHooks): Promise<void> {
  const type = run.schema.getSubscriptionType()!;
  const valueOf = createValueOf(run, resolve, hooks);
  const [field] = run.selections.of(run.operation, type);
  checkSelected(run, field!, getNamedType(field!.definition.type), hooks);
  if (run.errors.all.length > 0) return;
  const path = fieldAt(undefined, field!.key);
  const value = await valueOf(type, field!, undefined, path);
  if (value === FAILED || value === null || value === undefined) return;
  await completeObject(
    { ...run, valueOf: (...at) => (at[0] === type ? value : valueOf(...at)) },
    type,
    run.operation,
    undefined,
    undefined,
  );
}

/** The fields of what will be delivered are authorized now, once. */
function checkSelected(
  run: Run,
  selecting: Selecting & SelectedField,
  named: GraphQLNamedType,
  hooks: ExecutionHooks,
): void {
  const types = isAbstractType(named)
    ? run.schema.getPossibleTypes(named)
    : isObjectType(named)
    ? [named]
    : [];
  for (const type of types) {
    for (const field of run.selections.of(selecting, type)) {
      if (field.name.startsWith('__')) continue;
      if (!hooks.isAuthorized(run.api, run.request.caller, type.name, field.name)) {
        run.errors.raise(notAuthorized(field.name, type.name), field, fieldAt(undefined, field.key));
        continue;
      }
      checkSelected(run, field, getNamedType(field.definition.type), hooks);
    }
  }
}

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
