import { AwsError } from '../../../platform/AwsError.ts';
import type { World } from '../../../platform/World.ts';
import {
  APPSYNC_SESSION,
  type CallAs,
  type CallDataSource,
  type DataSourceDependencies,
  requireRequest,
} from './DataSourceCall.ts';
import { ResolverError } from '../runtime/ResolverError.ts';
import { createHttpSource } from './createHttpSource.ts';
import { createLambdaSource } from './createLambdaSource.ts';
import { createDynamoDbSource } from './dynamodb/createDynamoDbSource.ts';

/** Calls any data source, by the function for its type. */
export function createDataSources(world: World, dependencies: DataSourceDependencies): CallDataSource {
  const { iam } = dependencies;
  const callAs = createCallAs(iam);
  const sources: {
    readonly [Type in Parameters<CallDataSource>[0]['source']['type']]: CallDataSource<Type>;
  } = {
    NONE: none,
    AMAZON_DYNAMODB: createDynamoDbSource(world, dependencies.dynamodb, callAs),
    AWS_LAMBDA: createLambdaSource(dependencies.lambda, callAs),
    HTTP: createHttpSource(world, dependencies, callAs),
  };
  // The compiler cannot see that a call's source and the function belong to the same type.
  return (call) => (sources[call.source.type] as CallDataSource)(call);
}

/** AppSync takes the role for the API. https://docs.aws.amazon.com/appsync/latest/devguide/cross-service-confused-deputy-prevention.html */
const createCallAs =
  ({ assumeRole }: DataSourceDependencies['iam']): CallAs =>
  async (roleArn, { run, segmentId: parentId }) => {
    const { api, request } = run;
    const { traceId } = request;
    try {
      const caller = { service: 'appsync', sourceArn: api.arn, sessionName: APPSYNC_SESSION, traceId };
      return { traceId, parentId, principal: await assumeRole(roleArn, caller) };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      // The words are reported, the type is chosen: https://github.com/serverless/serverless-graphql/issues/351
      throw new ResolverError(`Unable to assume role ${roleArn}.`, 'UnauthorizedException');
    }
  };

/** Returns the payload: https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-none-js.html */
const none: CallDataSource<'NONE'> = async ({ request }) => ({
  result: requireRequest(request).payload ?? null,
});
