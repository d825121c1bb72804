import type { World } from '../../../platform/World.ts';
import type { HttpResponse } from '../../../platform/HttpMessage.ts';
import type { DynamoDb } from '../../dynamodb/DynamoDb.ts';
import type { Iam } from '../../iam/Iam.ts';
import type { Lambda } from '../../lambda/Lambda.ts';
import type { CallAs, CallDataSource } from './DataSourceCall.ts';
import { createDynamoDbSource } from './dynamodb/createDynamoDbSource.ts';
import { createHttpSource } from './http/createHttpSource.ts';
import { createLambdaSource } from './lambda/createLambdaSource.ts';
import { none } from './none.ts';

export interface ExecutionDependencies {
  readonly dynamodb: DynamoDb;
  readonly lambda: Lambda;
  readonly iam: Iam;
  /** Answers any URL: AWS's own endpoints inside the cloud, others over the network. */
  readonly http: (request: OutgoingRequest) => Promise<HttpResponse>;
}

export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

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
