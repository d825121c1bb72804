import { AwsError } from '../../../platform/AwsError.ts';
import type { Call, Principal } from '../../../platform/Call.ts';
import type { HttpRequest, HttpResponse } from '../../../platform/HttpMessage.ts';
import { newTraceId, traceIdOf } from '../../../platform/traceIds.ts';
import type { World } from '../../../platform/World.ts';
import type { AccessRequest } from '../../iam/authorization/Access.ts';
import { authorize, type Guard } from '../../iam/authorization/guardActions.ts';
import type { Lambda } from '../Lambda.ts';
import { lambdaPermissions } from '../permissions.ts';
import { type FunctionUrl, functionUrlHost, type FunctionUrls } from './FunctionUrls.ts';
import { urlEvent } from './urlEvent.ts';
import { urlResponse } from './urlResponse.ts';

export interface FunctionUrlDependencies {
  /** Behind no permissions of its own: an address asks for those of its callers. */
  readonly lambda: Pick<Lambda, 'invoke' | 'policyOf'>;
  readonly guard: Guard;
  readonly awsEndpointUrl: () => string;
}

/** A caller that nobody knows: policies name it by `*`. */
const ANYBODY: Principal = { arn: 'anonymous.amazonaws.com', accessKeyId: '' };

/** Chosen: one for each function and each of its aliases. */
const MOST_URLS = 1000;

export function createFunctionUrls(
  world: World,
  { lambda, guard, awsEndpointUrl }: FunctionUrlDependencies,
): FunctionUrls {
  const urls = new Map<string, FunctionUrl>();
  const permissions = lambdaPermissions(world, lambda);

  const invoke = async (url: FunctionUrl, request: HttpRequest, call: Call): Promise<HttpResponse> => {
    const requestId = world.random.uuid();
    const event = urlEvent(url, request, {
      requestId,
      now: world.clock.now(),
      region: world.account.region,
      ...(call.principal !== ANYBODY && { callerArn: call.principal.arn }),
    });
    const owner = { arn: '', accessKeyId: '' };
    const { payload, functionError } = await lambda.invoke(url.functionArn, event, {
      ...call,
      principal: owner,
    });
    const answer = functionError ? BROKEN : urlResponse(payload);
    return { ...answer, headers: { 'x-amzn-requestid': requestId, ...answer.headers } };
  };

  return {
    put(url) {
      if (!urls.has(url.urlId) && urls.size >= MOST_URLS)
        throw new AwsError('TooManyRequestsException', `There are ${MOST_URLS} function URLs.`);
      urls.set(url.urlId, url);
    },
    delete: (urlId) => void urls.delete(urlId),
    addressOf(urlId) {
      const { port } = new URL(awsEndpointUrl());
      return `http://${functionUrlHost(urlId, world.account.region, 'localhost')}:${port}/`;
    },
    find: (urlId) => urls.get(urlId),
    async handle(url, request, principal = ANYBODY) {
      const traceId =
        traceIdOf(request.headers['x-amzn-trace-id']) ?? newTraceId(world.clock.now(), world.random);
      const call = { traceId, principal };
      try {
        if (url.authType === 'AWS_IAM' && principal === ANYBODY) return FORBIDDEN;
        await authorize(guard, permissions, call, requestsFor(url, lambda.policyOf(url.functionArn)));
        return await invoke(url, request, call);
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        // Documented: 403 for who may not, 429 for too many, and 502 for a function that is not there or broken.
        if (error.status === 403) return FORBIDDEN;
        return error.status === 429 ? THROTTLED : BROKEN;
      }
    },
  };
}

/**
 * Documented: a caller needs both, by a policy of its own or the function's.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
const requestsFor = (
  { functionArn: resource, authType }: FunctionUrl,
  resourcePolicy: string | undefined,
): readonly AccessRequest[] =>
  ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'].map((action) => ({
    action,
    resource,
    resourcePolicy,
    context: {
      'lambda:functionurlauthtype': () => authType,
      'lambda:invokedviafunctionurl': () => 'true',
    },
  }));

const refusal = (status: number, Message: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ Message }),
});

// The words are those that clients meet on AWS: https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
const FORBIDDEN = refusal(403, 'Forbidden');
const THROTTLED = refusal(429, 'Too Many Requests');
const BROKEN: HttpResponse = {
  status: 502,
  headers: { 'content-type': 'application/json' },
  body: 'Internal Server Error',
};
