import { OperationTypeNode } from 'graphql';
import type { World } from '../../../platform/World.ts';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Api } from '../Api.ts';
import { createDataSources } from '../dataSources/createDataSources.ts';
import type { DataSourceDependencies } from '../dataSources/DataSourceCall.ts';
import type { Execution, ExecutionHooks } from '../Execution.ts';
import type { GraphqlRequest, GraphqlResult } from '../GraphqlRequest.ts';
import { createRuntime } from '../runtime/createRuntime.ts';
import { createBudgets } from './createBudget.ts';
import { createDocumentCache, selectOperation } from './createDocumentCache.ts';
import { executeOperation } from './executeOperation.ts';
import { recordRequest, segmentOf, startRun } from './Run.ts';
import { createRunResolver } from './createRunResolver.ts';
import { createSubscribe } from './createSubscribe.ts';

/** Executes operations with the resolvers and data sources of an API. It knows no HTTP and no WebSockets. */
export function createExecution(
  world: World,
  dependencies: DataSourceDependencies,
  hooks: ExecutionHooks,
): Execution {
  const { createBudget, nextTurn } = createBudgets();
  const findDocument = createDocumentCache(nextTurn);
  const runResolver = createRunResolver(world, createRuntime(world), createDataSources(world, dependencies));

  const execute = async (api: Api, request: GraphqlRequest): Promise<GraphqlResult> => {
    const started = world.clock.now();
    const found = findDocument(api, request.query);
    const document = found instanceof Promise ? await found : found;
    const operation = selectOperation(document, request.operationName);
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
      throw new AwsError('BadRequestException', 'Subscriptions over MQTT is not supported.');
    }
    if (request.readOnly && operation.operation === OperationTypeNode.MUTATION) {
      throw new AwsError('BadRequestException', 'A mutation must be sent by POST.', { status: 405 });
    }
    const run = startRun(world, createBudget, api, request, document, operation);
    const result =
      'refused' in run
        ? { data: null, errors: run.refused }
        : await executeOperation(run, runResolver, hooks).finally(run.deadline.cancel);
    recordRequest(world, request, operation, result.errors ?? [], started, segmentOf(run));
    return result;
  };

  return { execute, subscribe: createSubscribe(world, findDocument, createBudget, runResolver, hooks) };
}
