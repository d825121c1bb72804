import { AwsError } from '../../platform/AwsError.ts';
import type { World } from '../../platform/World.ts';
import { traceHeader } from '../../platform/traceIds.ts';
import type { Api } from './Api.ts';
import type { AppSync } from './AppSync.ts';
import { createApis } from './createApis.ts';
import { apiMetricsIn } from './createApiMetrics.ts';
import type { Execution, ExecutionHooks } from './Execution.ts';
import { iamCaller } from './auth/authenticateIam.ts';
import { type AuthenticatorDependencies, createAuthenticator } from './auth/createAuthenticator.ts';
import { createFieldGuard } from './auth/createFieldGuard.ts';
import type { DataSourceDependencies } from './dataSources/DataSourceCall.ts';
import { createExecution } from './execution/createExecution.ts';
import { handleHttp } from './http/handleHttp.ts';
import { errorResponse, unknownOperationResponse } from './http/responses.ts';
import { createRealtime } from './realtime/createRealtime.ts';

export type AppSyncDependencies = AuthenticatorDependencies & DataSourceDependencies;

/** AWS AppSync: its endpoints and the execution behind them. */
export const createAppSync = (world: World, dependencies: AppSyncDependencies): AppSync =>
  createAppSyncWithExecution(world, dependencies, (hooks) => createExecution(world, dependencies, hooks));

/** AppSync's endpoints in front of any `Execution`, which reports publications through the hooks it is given. */
export function createAppSyncWithExecution(
  world: World,
  { iam, cognito }: AuthenticatorDependencies,
  createExecution: (hooks: ExecutionHooks) => Execution,
): AppSync {
  const apis = createApis((changed, deletedIds) => {
    for (const api of changed) realtime.changed(api);
    for (const apiId of deletedIds) realtime.deleted(apiId);
  });
  const authenticate = createAuthenticator(world, { iam, cognito });
  const metricsOf = apiMetricsIn(world);
  const realtime = createRealtime(world, {
    authenticate,
    metricsOf,
    execution: () => execution,
    apiOf: apis.api,
  });
  const { published, invalidated } = realtime;
  const execution = createExecution({ ...createFieldGuard(world, iam), published, invalidated });
  const endpoint = { world, authenticate, execution, metricsOf };

  return {
    ...apis,
    authenticate: async (apiId, request) => authenticate(existingApi(apis.api(apiId), apiId), request),
    handleHttp: (apiId, request) =>
      world.activity.run(async () => {
        const api = apis.api(apiId);
        return api ? handleHttp(endpoint, api, request) : unknownOperationResponse(world.random.uuid());
      }),
    connect: (apiId, request, peer) =>
      world.activity.run(async () => {
        const api = apis.api(apiId);
        if (!api) return unknownOperationResponse(world.random.uuid());
        try {
          return await realtime.connect(api, request, peer);
        } catch (error) {
          if (error instanceof AwsError) return errorResponse(world.random.uuid(), error);
          throw error;
        }
      }),
    executeAs: (endpointArn, request, { traceId, parentId, principal }) =>
      world.activity.run(async () => {
        const api = targetOf(apis.apis(), endpointArn);
        const caller = iamCaller(principal, []);
        const startedAt = world.clock.now();
        const result = await execution.execute(api, {
          ...request,
          caller,
          headers: { 'x-amzn-trace-id': traceHeader(traceId) },
          traceId,
          parentId,
        });
        metricsOf(api).answered(200, world.clock.now() - startedAt);
        return result;
      }),
    audienceOf: realtime.audienceOf,
    close: async () => realtime.close(),
  };
}

function existingApi(api: Api | undefined, apiId: string): Api {
  if (api) return api;
  throw new AwsError('ResourceNotFoundException', `GraphQL API ${apiId} not found.`, { status: 404 });
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-appsync-target.html asks for AWS_IAM on the API. */
function targetOf(apis: readonly Api[], endpointArn: string): Api {
  const api = apis.find((each) => each.endpointArn === endpointArn);
  if (!api)
    throw new AwsError('ResourceNotFoundException', `GraphQL API ${endpointArn} not found.`, { status: 404 });
  if (api.authModes.some(({ type }) => type === 'AWS_IAM')) return api;
  throw new AwsError('AccessDeniedException', `${api.name} does not have the authorization mode AWS_IAM.`, {
    status: 403,
  });
}
