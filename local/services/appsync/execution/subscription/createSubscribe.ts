import type { OperationDefinitionNode } from 'graphql';
import { AwsError } from '../../../../platform/AwsError.ts';
import { invariant } from '../../../../platform/invariant.ts';
import type { World } from '../../../../platform/World.ts';
import type { Api } from '../../Api.ts';
import type { Execution, ExecutionHooks } from '../../Execution.ts';
import type { GraphqlError, GraphqlRequest } from '../../GraphqlRequest.ts';
import type { Subscription } from '../../Subscription.ts';
import { completeObject } from '../complete.ts';
import { FAILED } from '../Completion.ts';
import type { SelectedField } from '../createSelections.ts';
import { createValueOf } from '../createValueOf.ts';
import type { OperationDocument } from '../OperationDocument.ts';
import { fieldAt } from '../Path.ts';
import { recordRequest } from '../recordRequest.ts';
import type { Resolve } from '../resolvers/createResolve.ts';
import type { Run } from '../Run.ts';
import { selectOperation } from '../selectOperation.ts';
import { startRun } from '../startRun.ts';
import { authorizeSelection } from './authorizeSelection.ts';
import { subscriptionOf } from './subscriptionOf.ts';

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
