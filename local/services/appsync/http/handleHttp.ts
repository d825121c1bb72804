import { AwsError } from '../../../platform/AwsError.ts';
import type { HttpRequest, HttpResponse } from '../../../platform/HttpMessage.ts';
import type { World } from '../../../platform/World.ts';
import { newTraceId, parentIdOf, traceIdOf } from '../../../platform/traceIds.ts';
import type { Api } from '../Api.ts';
import type { ApiMetrics } from '../createApiMetrics.ts';
import type { Execution } from '../Execution.ts';
import { type GraphqlRequest, parseJsonObject } from '../GraphqlRequest.ts';
import type { Authenticate } from '../auth/createAuthenticator.ts';
import { reportRequestError } from '../requestErrors.ts';
import { errorResponse, jsonResponse, preflightResponse } from './responses.ts';

export interface HttpDependencies {
  readonly world: World;
  readonly authenticate: Authenticate;
  readonly execution: Execution;
  readonly metricsOf: (api: Api) => ApiMetrics;
}

/** Answers a request to an API's GraphQL endpoint, and counts it. */
export async function handleHttp(
  dependencies: HttpDependencies,
  api: Api,
  request: HttpRequest,
): Promise<HttpResponse> {
  const { clock } = dependencies.world;
  const startedAt = clock.now();
  const response = await answer(dependencies, api, request);
  if (request.method !== 'OPTIONS')
    dependencies.metricsOf(api).answered(response.status, clock.now() - startedAt);
  return response;
}

/** The status is 200 for every operation that ran. */
async function answer(
  { world, authenticate, execution }: HttpDependencies,
  api: Api,
  request: HttpRequest,
): Promise<HttpResponse> {
  const requestId = world.random.uuid();
  const { method, headers } = request;
  if (method === 'OPTIONS') return preflightResponse(requestId, headers['access-control-request-headers']);
  const traceId = traceIdOf(headers['x-amzn-trace-id']) ?? newTraceId(world.clock.now(), world.random);
  try {
    if (method !== 'POST' && method !== 'GET')
      throw new AwsError('BadRequestException', `${method} is not supported.`, { status: 405 });
    const caller = await authenticate(api, request);
    const added: Record<string, string> = {};
    const result = await execution.execute(api, {
      ...parseOperation(request),
      caller,
      headers: visibleHeaders(headers, traceId),
      traceId,
      parentId: parentIdOf(headers['x-amzn-trace-id']),
      readOnly: method === 'GET',
      addResponseHeader: (name, value) => void (added[name.toLowerCase()] = value),
    });
    return jsonResponse(requestId, 200, result, added);
  } catch (error) {
    return errorResponse(requestId, reportRequestError(error, world, api, traceId));
  }
}

/** Resolvers never see cookies: https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html */
const visibleHeaders = ({ cookie: _, ...headers }: HttpRequest['headers'], traceId: string) => ({
  ...headers,
  // As in https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html
  'x-amzn-trace-id':
    (traceIdOf(headers['x-amzn-trace-id']) && headers['x-amzn-trace-id']) || `Root=${traceId}`,
});

type Operation = Pick<GraphqlRequest, 'query' | 'variables' | 'operationName'>;

/** Reads the operation from a request's JSON body, or from the query parameters of a `GET`. */
function parseOperation({ method, path, body }: HttpRequest): Operation {
  const source = method === 'GET' ? queryParameters(path) : parseBody(body);
  const { query, variables = null, operationName = null } = source;
  if (typeof query !== 'string' || query === '') throw malformed('Unable to parse GraphQL query.');
  if (typeof variables !== 'object' || Array.isArray(variables))
    throw malformed('Variables for GraphQL operation must be a JSON object.');
  if (operationName !== null && typeof operationName !== 'string')
    throw malformed('Unable to parse GraphQL query.');
  // TypeScript does not know that an object which is not an array is a record.
  const given = variables as Operation['variables'];
  return { query, variables: given, operationName };
}

function parseBody(body: string): Record<string, unknown> {
  if (body.trim() === '') throw malformed('Request body is empty.');
  const parsed = parseJsonObject(body);
  if (!parsed) throw malformed('Unable to parse GraphQL query.');
  return parsed;
}

function queryParameters(path: string): Record<string, unknown> {
  const { query, variables, operationName } = Object.fromEntries(
    new URL(path, 'http://localhost').searchParams,
  );
  // Text that is not a JSON object stays text, and is then refused as variables.
  return {
    query,
    variables: variables === undefined ? null : (parseJsonObject(variables) ?? variables),
    operationName,
  };
}

const malformed = (message: string) => new AwsError('MalformedHttpRequestException', message);
