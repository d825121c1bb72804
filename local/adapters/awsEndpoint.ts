import { AwsError } from '../platform/AwsError.ts';
import type { Action, Call } from '../platform/Call.ts';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import { newTraceId, traceIdOf } from '../platform/traceIds.ts';
import type { World } from '../platform/World.ts';
import type { Services } from '../services/Services.ts';
import { cognitoWellKnown } from './cognitoWellKnown.ts';
import { lambdaRest } from './lambdaRest.ts';

/** Answers what AWS SDKs and the AWS CLI send to an endpoint, whichever service they mean. */
export type AwsEndpoint = (request: HttpRequest) => Promise<HttpResponse>;

/**
 * The AWS JSON protocols name service and action in `x-amz-target`; Lambda is REST.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function createAwsEndpoint(world: World, services: Services): AwsEndpoint {
  return (request) => world.activity.run(() => answer(request));

  async function answer(request: HttpRequest): Promise<HttpResponse> {
    if (request.method === 'OPTIONS') return { status: 204, headers: CORS, body: '' };
    const requestId = world.random.uuid();
    const call = callOf(request, world, services);
    const answered =
      (await cognitoWellKnown(services.cognito, request)) ??
      (await lambdaRest(services.lambda, request, call)) ??
      (await answerJson(request, call, services));
    // SDKs correct their clocks by it: the machine's own date would set them back to a time that is not the cloud's.
    const date = new Date(world.clock.now()).toUTCString();
    return { ...answered, headers: { ...CORS, date, 'x-amzn-requestid': requestId, ...answered.headers } };
  }
}

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
  'access-control-expose-headers': '*',
};

function callOf({ headers }: HttpRequest, { clock, random }: World, { iam }: Services): Call {
  const accessKeyId = /Credential=([^/]+)\//.exec(headers['authorization'] ?? '')?.[1];
  const traceId = traceIdOf(headers['x-amzn-trace-id']) ?? newTraceId(clock.now(), random);
  return { traceId, principal: iam.principalOf(accessKeyId) };
}

async function answerJson(request: HttpRequest, call: Call, services: Services): Promise<HttpResponse> {
  const contentType = request.headers['content-type'] ?? 'application/x-amz-json-1.0';
  try {
    const action = actionOf(request.headers['x-amz-target'], services);
    const output = await action(parse(request.body), call);
    return { status: 200, headers: { 'content-type': contentType }, body: JSON.stringify(output ?? {}) };
  } catch (error) {
    if (error instanceof AwsError) return refusal(error, contentType);
    throw error;
  }
}

function actionOf(target: string | undefined, services: Services): Action {
  const [prefix = '', name = ''] = (target ?? '').split('.');
  const actions = {
    AWSCognitoIdentityProviderService: services.cognito.actions,
    AWSEvents: services.events.actions,
    AmazonSQS: services.sqs.actions,
    DynamoDBStreams_20120810: services.dynamodb.streamActions,
    DynamoDB_20120810: services.dynamodb.actions,
  }[prefix];
  if (actions && Object.hasOwn(actions, name)) return actions[name]!;
  throw new AwsError(
    'UnknownOperationException',
    `${target ?? 'A request without x-amz-target'} is not supported.`,
  );
}

function parse(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON.');
  }
}

const refusal = (
  { code, message, status, fields, headers }: AwsError,
  contentType: string,
): HttpResponse => ({
  status,
  headers: { 'content-type': contentType, 'x-amzn-errortype': code, ...headers },
  body: JSON.stringify({ __type: code, message, ...fields }),
});
