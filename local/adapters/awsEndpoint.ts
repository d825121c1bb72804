import { AwsError } from '../platform/AwsError.ts';
import type { Action, Actions, Call } from '../platform/Call.ts';

import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import type { World } from '../platform/World.ts';
import { newTraceId, parentIdOf, traceIdOf } from '../platform/traceIds.ts';
import { withoutQuery } from './readRequest.ts';
import type { Services } from '../services/Services.ts';
import type { Cognito } from '../services/cognito/Cognito.ts';
import { appsyncRest } from './appsyncRest.ts';
import { refuseUnknown } from './absentServices.ts';
import { contentTypeOf, errorByProtocol } from './errorsByProtocol.ts';
import { eventSourceMappingsRest } from './eventSourceMappingsRest.ts';
import { functionCode } from './functionCode.ts';
import { lambdaRest } from './lambdaRest.ts';
import { parseJsonBody } from './parseJsonBody.ts';
import { pipesRest } from './pipesRest.ts';
import { sesRest } from './sesRest.ts';
import { xrayRest } from './xrayRest.ts';
import { queryServiceOf } from './query/queryServices.ts';
import { queryProtocol } from './queryProtocol.ts';
import { s3Rest } from './s3/s3Rest.ts';

/** Answers what AWS SDKs and the AWS CLI send to an endpoint, whichever service they mean. */
export type AwsEndpoint = (request: HttpRequest) => Promise<HttpResponse>;

/**
 * The AWS JSON protocols name service and action in `x-amz-target`; Lambda is REST, and SNS, STS and older SDKs
 * speak the Query protocol.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function createAwsEndpoint(world: World, services: Services): AwsEndpoint {
  return (request) => world.activity.run(() => answer(request));

  async function answer(request: HttpRequest): Promise<HttpResponse> {
    const requestId = world.random.uuid();
    const call = callOf(request, world, services);
    const answered = isJson(request)
      ? await answerJson(request, call, services)
      : await answerOther(request, call, requestId);
    // SDKs correct their clocks by it: the machine's own date would set them back to a time that is not the cloud's.
    const date = new Date(world.clock.now()).toUTCString();
    return { ...answered, headers: { date, 'x-amzn-requestid': requestId, ...answered.headers } };
  }

  async function answerOther(request: HttpRequest, call: Call, requestId: string): Promise<HttpResponse> {
    return (
      (await cognitoWellKnown(services.cognito, request)) ??
      (await xrayRest(services.xray, request, call)) ??
      // Before those that know their requests by their paths: a bucket may have any name.
      (await s3Rest(services.s3, request, call, requestId)) ??
      (await eventSourceMappingsRest(services.eventSourceMappings, request, call)) ??
      (await functionCode(services.lambda, request)) ??
      (await pipesRest(services.pipes, request, call)) ??
      (await appsyncRest(services.appsyncManagement, request, call)) ??
      (await sesRest(services.ses, request, call)) ??
      (await lambdaRest(services.lambda, request, call)) ??
      (await queryProtocol(request, (version) => queryServiceOf(version, services), call, requestId)) ??
      (request.headers['x-amz-target'] === undefined
        ? errorByProtocol(request, refuseUnknown(request, 'A request without x-amz-target'), { requestId })
        : await answerJson(request, call, services))
    );
  }
}

/** Whether a request is of the JSON protocols: nine of ten are, and none of them is looked at by the others. */
const isJson = ({ path, headers }: HttpRequest) => path === '/' && headers['x-amz-target'] !== undefined;

function callOf({ headers }: HttpRequest, { clock, random }: World, { iam, lambda }: Services): Call {
  const accessKeyId = /Credential=([^/]+)\//.exec(headers['authorization'] ?? '')?.[1];
  const trace = headers['x-amzn-trace-id'];
  const traceId = traceIdOf(trace) ?? newTraceId(clock.now(), random);
  const principal = iam.principalOf(accessKeyId);
  // The header of a function that Powertools traces names a part of the invocation, which nobody here has heard of.
  const functionName = principal.roleArn && principal.arn.slice(principal.arn.lastIndexOf('/') + 1);
  const invocation = functionName && lambda.segmentOf(functionName, traceId);
  return { traceId, principal, parentId: invocation ?? parentIdOf(trace) };
}

async function answerJson(request: HttpRequest, call: Call, services: Services): Promise<HttpResponse> {
  const contentType = contentTypeOf(request);
  try {
    const action = actionOf(request, services);
    const output: unknown = await action(parseJsonBody(request.body), call);
    return { status: 200, headers: { 'content-type': contentType }, body: JSON.stringify(output ?? {}) };
  } catch (error) {
    if (error instanceof AwsError) return errorByProtocol(request, error);
    throw error;
  }
}

function actionOf(request: HttpRequest, services: Services): Action {
  const target = request.headers['x-amz-target'] ?? '';
  const [prefix = '', name = '', ...others] = target.split('.');
  const actions = actionsOf(prefix, services);
  const action = actions && others.length === 0 && Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action) return action;
  throw refuseUnknown(request, target || 'A request without x-amz-target');
}

function actionsOf(prefix: string, services: Services): Actions | undefined {
  switch (prefix) {
    case 'AWSCognitoIdentityProviderService':
      return services.cognito.actions;
    case 'AWSEvents':
      return services.events.actions;
    case 'GraniteServiceVersion20100801':
      return services.cloudwatch.actions;
    case 'Logs_20140328':
      return services.logs.actions;
    case 'AmazonSQS':
      return services.sqs.actions;
    case 'DynamoDBStreams_20120810':
      return services.dynamodb.streamActions;
    case 'DynamoDB_20120810':
      return services.dynamodb.actions;
    case 'secretsmanager':
      return services.secretsManager.actions;
    default:
      return undefined;
  }
}

const WELL_KNOWN =
  /^\/(?<poolId>[\w-]+_[0-9a-zA-Z]+)\/\.well-known\/(?<document>jwks\.json|openid-configuration)$/;

/** A pool's public keys and discovery document; undefined for other requests and where there is no such pool. */
export async function cognitoWellKnown(
  cognito: Cognito,
  { method, path }: HttpRequest,
): Promise<HttpResponse | undefined> {
  const { poolId, document } = WELL_KNOWN.exec(withoutQuery(path))?.groups ?? {};
  if (method !== 'GET' || !poolId) return undefined;
  const jwks = await cognito.jwks(poolId);
  if (!jwks) return undefined;
  const body = document === 'jwks.json' ? jwks : discovery(cognito.issuer(poolId));
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata */
const discovery = (issuer: string) => ({
  issuer,
  jwks_uri: `${issuer}/.well-known/jwks.json`,
  id_token_signing_alg_values_supported: ['RS256'],
  response_types_supported: ['code', 'token'],
  scopes_supported: ['openid', 'email', 'phone', 'profile'],
  subject_types_supported: ['public'],
});

/** A request to anywhere, as an HTTP data source makes it. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const AWS_HOST = /\.amazonaws\.com(\.cn)?$/;

/** Requests to AWS stay in this process; all others go out as they are. */
export const routeHttp = (awsEndpoint: AwsEndpoint) => {
  const send = async ({ method, url, headers, body }: OutgoingRequest): Promise<HttpResponse> => {
    const { hostname, pathname, search } = new URL(url);
    if (AWS_HOST.test(hostname)) {
      return awsEndpoint({
        method,
        path: pathname + search,
        headers: lowerCased(headers),
        body,
        sourceIp: '127.0.0.1',
      });
    }
    const response = await fetch(url, { method, headers, ...(method === 'GET' ? {} : { body }) });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  };
  return Object.assign(send, { staysInside: (url: string) => AWS_HOST.test(new URL(url).hostname) });
};

const lowerCased = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
