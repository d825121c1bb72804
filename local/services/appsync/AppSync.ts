import type { Call } from '../../platform/Call.ts';
import type { HttpRequest, HttpResponse } from '../../platform/HttpMessage.ts';
import type { Api } from './Api.ts';
import type { GraphqlRequest, GraphqlResult } from './GraphqlRequest.ts';
import type { RealtimeConnection, RealtimePeer } from './realtime/RealtimeConnection.ts';

/** AWS AppSync, GraphQL APIs: https://docs.aws.amazon.com/appsync/latest/devguide/ */
export interface AppSync {
  createApi(api: Api): void;
  api(apiId: string): Api | undefined;
  apis(): readonly Api[];
  /** `POST /graphql` as the public endpoint answers it, credentials and all. */
  handleHttp(apiId: string, request: HttpRequest): Promise<HttpResponse>;
  /** A WebSocket upgrade was asked for: the connection, or the HTTP refusal. */
  connect(
    apiId: string,
    request: HttpRequest,
    peer: RealtimePeer,
  ): Promise<RealtimeConnection | HttpResponse>;
  /** EventBridge's way in: an operation in a role's name. Throws `AwsError` where nothing ran. */
  executeAs(
    endpointArn: string,
    roleArn: string,
    request: Pick<GraphqlRequest, 'query' | 'variables' | 'operationName'>,
    call: Call,
  ): Promise<GraphqlResult>;
  close(): Promise<void>;
}
