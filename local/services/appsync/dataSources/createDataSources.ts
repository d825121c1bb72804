import type { World } from '../../../platform/World.ts';
import {
  APPSYNC_SESSION,
  type CallAs,
  type CallDataSource,
  type DataSourceDependencies,
  requireRequest,
} from './DataSourceCall.ts';
import { createHttpSource } from './createHttpSource.ts';
import { createLambdaSource } from './createLambdaSource.ts';
import { createDynamoDbSource } from './dynamodb/createDynamoDbSource.ts';

/** Calls any data source, by the function for its type. */
export function createDataSources(world: World, dependencies: DataSourceDependencies): CallDataSource {
  const { iam } = dependencies;
  const callAs: CallAs = (roleArn, { request }) => ({
    traceId: request.traceId,
    principal: iam.sessionOf(roleArn, APPSYNC_SESSION),
  });
  const sources: {
    readonly [Type in Parameters<CallDataSource>[0]['source']['type']]: CallDataSource<Type>;
  } = {
    NONE: none,
    AMAZON_DYNAMODB: createDynamoDbSource(world, dependencies.dynamodb, callAs),
    AWS_LAMBDA: createLambdaSource(dependencies.lambda, callAs),
    HTTP: createHttpSource(world, dependencies),
  };
  // The compiler cannot see that a call's source and the function belong to the same type.
  return (call) => (sources[call.source.type] as CallDataSource)(call);
}

/** Returns the payload: https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-none-js.html */
const none: CallDataSource<'NONE'> = async ({ request }) => ({
  result: requireRequest(request).payload ?? null,
});
