import type { World } from '../../../platform/World.ts';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Api } from '../Api.ts';
import { createDataSources } from '../dataSources/createDataSources.ts';
import type { DataSourceDependencies } from '../dataSources/DataSourceCall.ts';
import type { Execution, ExecutionHooks } from '../Execution.ts';
import type { GraphqlRequest, GraphqlResult } from '../GraphqlRequest.ts';
import { createRuntime } from '../runtime/createRuntime.ts';
import { createDocuments, selectOperation } from './createDocuments.ts';
import { executeOperation } from './executeOperation.ts';
import { recordRequest, startRun } from './Run.ts';
import { createResolve } from './createResolve.ts';
import { createSubscribe } from './createSubscribe.ts';

/** AppSync without its doors: documents in, results out, resolvers and data sources between. */
export function createExecution(
  world: World,
  dependencies: DataSourceDependencies,
  hooks: ExecutionHooks,
): Execution {
  const documentOf = createDocuments();
  const resolve = createResolve(createRuntime(world), createDataSources(world, dependencies));

  const execute = async (api: Api, request: GraphqlRequest): Promise<GraphqlResult> => {
    const started = world.clock.now();
    const document = documentOf(api, request.query);
    const operation = selectOperation(document, request.operationName);
    if (operation.operation === 'subscription') {
      throw new AwsError('BadRequestException', 'Subscriptions over MQTT is not supported.');
    }
    const run = startRun(world, api, request, document, operation);
    const result =
      'refused' in run
        ? { data: null, errors: run.refused }
        : await finish(executeOperation(run, resolve, hooks), run);
    recordRequest(world, request, operation, result.errors ?? [], started);
    return result;
  };

  return { execute, subscribe: createSubscribe(world, documentOf, resolve, hooks) };
}

async function finish<Value>(
  work: Promise<Value>,
  { deadline }: { deadline: { done(): void } },
): Promise<Value> {
  try {
    return await work;
  } finally {
    deadline.done();
  }
}
