import { AwsError } from '../platform/AwsError.ts';
import { type Call, callAction } from '../platform/Call.ts';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import type { AppSyncManagement } from '../services/appsync/management/AppSyncManagement.ts';
import { errorByProtocol } from './errorsByProtocol.ts';
import { withoutQuery } from './readRequest.ts';
import { createRestFinder, unknownOperation } from './restRoutes.ts';

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_Operations.html */
const find = createRestFinder(
  '/v1/apis',
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
  ],
  { numbers: ['maxResults'] },
);

/** AppSync's REST protocol. Returns undefined for any other service's request. */
export async function appsyncRest(
  { actions }: AppSyncManagement,
  request: HttpRequest,
  call: Call,
): Promise<HttpResponse | undefined> {
  const path = withoutQuery(request.path);
  if (!/^\/v1\/apis(?:\/|$)/.test(path)) return undefined;
  try {
    const found = find(request);
    if (!found) throw unknownOperation(request);
    const { action, input } = found;
    if (action === 'GetIntrospectionSchema') {
      const { schema } = await callAction<{ schema: string }>(actions, action, input, call);
      return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: schema };
    }
    const output = await callAction(actions, action, input, call);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(output) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return errorByProtocol(request, error);
  }
}
