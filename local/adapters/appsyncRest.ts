import { AwsError } from '../platform/AwsError.ts';
import { type Call, callAction } from '../platform/Call.ts';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import type { AppSyncManagement } from '../services/appsync/management/AppSyncManagement.ts';
import { errorByProtocol } from './errorsByProtocol.ts';
import { parseJsonBody } from './parseJsonBody.ts';
import { decodedName, urlOfPath, withoutQuery } from './readRequest.ts';

/** Methods and paths, whose members in braces are the input's: https://docs.aws.amazon.com/appsync/latest/APIReference/API_Operations.html */
const ROUTES = (
  [
    ['GET', '', 'ListGraphqlApis'],
    ['GET', '/{apiId}', 'GetGraphqlApi'],
    ['GET', '/{apiId}/apikeys', 'ListApiKeys'],
    ['GET', '/{apiId}/datasources', 'ListDataSources'],
    ['GET', '/{apiId}/datasources/{name}', 'GetDataSource'],
    ['GET', '/{apiId}/functions', 'ListFunctions'],
    ['GET', '/{apiId}/functions/{functionId}', 'GetFunction'],
    ['POST', '/{apiId}/functions/{functionId}', 'UpdateFunction'],
    ['GET', '/{apiId}/functions/{functionId}/resolvers', 'ListResolversByFunction'],
    ['GET', '/{apiId}/schema', 'GetIntrospectionSchema'],
    ['GET', '/{apiId}/schemacreation', 'GetSchemaCreationStatus'],
    ['GET', '/{apiId}/types/{typeName}/resolvers', 'ListResolvers'],
    ['GET', '/{apiId}/types/{typeName}/resolvers/{fieldName}', 'GetResolver'],
    ['POST', '/{apiId}/types/{typeName}/resolvers/{fieldName}', 'UpdateResolver'],
  ] as const
).map(([method, path, action]) => ({
  method,
  action,
  pattern: new RegExp(`^/v1/apis${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}));

const NUMBERS: readonly string[] = ['maxResults'];

/** AppSync's REST protocol. Returns undefined for any other service's request. */
export async function appsyncRest(
  { actions }: AppSyncManagement,
  request: HttpRequest,
  call: Call,
): Promise<HttpResponse | undefined> {
  const path = withoutQuery(request.path).replace(/(?<=.)\/$/, '');
  if (path !== '/v1/apis' && !path.startsWith('/v1/apis/')) return undefined;
  try {
    const route = ROUTES.find(({ method, pattern }) => method === request.method && pattern.test(path));
    if (!route) throw unknownOperation(`${request.method} ${path}`);
    const input = {
      ...parseJsonBody(request.body),
      ...queryOf(request.path),
      ...pathOf(route.pattern, path),
    };
    if (route.action === 'GetIntrospectionSchema') {
      const { schema } = await callAction<{ schema: string }>(actions, route.action, input, call);
      return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: schema };
    }
    const output = await callAction(actions, route.action, input, call);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(output) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return errorByProtocol(request, error);
  }
}

const unknownOperation = (asked: string) =>
  new AwsError('UnknownOperationException', `${asked} is not supported.`, { status: 404 });

const queryOf = (path: string) =>
  Object.fromEntries(
    [...urlOfPath(path).searchParams].map(([name, value]) => [
      name,
      NUMBERS.includes(name) && /^\d{1,9}$/.test(value) ? Number(value) : value,
    ]),
  );

const pathOf = (pattern: RegExp, path: string) =>
  Object.fromEntries(
    Object.entries(pattern.exec(path)?.groups ?? {}).map(([name, value]) => [name, decodedName(value)]),
  );
