import type { Call } from '../../platform/Call.ts';
import type { HttpRequest, HttpResponse } from '../../platform/HttpMessage.ts';
import type { Api } from './Api.ts';
import type { Caller, GraphqlRequest, GraphqlResult } from './GraphqlRequest.ts';
import type { RealtimeConnection, RealtimePeer } from './realtime/RealtimeConnection.ts';

/** The APIs of the account. */
export interface Apis {
  createApi(api: Api): void;
  deleteApi(apiId: string): void;
  api(apiId: string): Api | undefined;
  apis(): readonly Api[];
}

/** APIs as they are to be: whatever is changed here is a copy until it is committed. */
export interface StagedApis extends Apis {
  /**
   * Serves what was staged, all of it from one request to the next. Requests under way end with what they began with;
   * open subscriptions go on, except those that the new schema has no place for.
   */
  commit(): void;
}

/** AWS AppSync, GraphQL APIs: https://docs.aws.amazon.com/appsync/latest/devguide/ */
export interface AppSync extends Apis {
  /** Begins a change of APIs, of which requests see nothing before it is committed. */
  stage(): StagedApis;
  /** Returns who sent a request, by its headers. Throws `AwsError` for whom the endpoint would answer nothing. */
  authenticate(apiId: string, request: HttpRequest): Promise<Caller>;
  /** Answers `POST /graphql` as the public endpoint does: authenticates, then executes. */
  handleHttp(apiId: string, request: HttpRequest): Promise<HttpResponse>;
  /** Answers a WebSocket upgrade: with the connection, or with the HTTP response that refuses it. */
  connect(
    apiId: string,
    request: HttpRequest,
    peer: RealtimePeer,
  ): Promise<RealtimeConnection | HttpResponse>;
  /** Executes an operation for EventBridge, in the name of the call's role. Throws `AwsError` if nothing was executed. */
  executeAs(
    endpointArn: string,
    request: Pick<GraphqlRequest, 'query' | 'variables' | 'operationName'>,
    call: Call,
  ): Promise<GraphqlResult>;
  /** How many clients are connected to an API, and how many live subscriptions there are, by field. */
  audienceOf(apiId: string): Audience;
  close(): Promise<void>;
}

export interface Audience {
  readonly connections: number;
  readonly subscriptions: number;
  /** Live subscriptions to one field. */
  of(field: string): number;
}
