import type { World } from '../../../platform/World.ts';
import type { CallAs, CallDataSource } from './DataSourceCall.ts';
import { createDynamoDbSource } from './dynamodb/createDynamoDbSource.ts';
import { createHttpSource } from './http/createHttpSource.ts';
import { createLambdaSource } from './lambda/createLambdaSource.ts';
import type { ExecutionDependencies } from './ExecutionDependencies.ts';
import { none } from './none.ts';

export type { ExecutionDependencies };

/** One function for each type of data source. */
export function createDataSources(world: World, dependencies: ExecutionDependencies): CallDataSource {
  const { iam } = dependencies;
  const callAs: CallAs = (roleArn, { request }) => ({
    traceId: request.traceId,
    principal: iam.principalOf(iam.credentialsOf(roleArn).accessKeyId),
  });
  const sources: {
    readonly [Type in Parameters<CallDataSource>[0]['source']['type']]: CallDataSource<Type>;
  } = {
    NONE: none,
    AMAZON_DYNAMODB: createDynamoDbSource(world, dependencies.dynamodb, callAs),
    AWS_LAMBDA: createLambdaSource(dependencies.lambda, callAs),
    HTTP: createHttpSource(world, dependencies),
  };
  return (call) => (sources[call.source.type] as CallDataSource)(call);
}
