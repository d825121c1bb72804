import { AwsError } from '../platform/AwsError.ts';
import { type Call, callAction } from '../platform/Call.ts';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import type { Lambda } from '../services/lambda/Lambda.ts';
import { parseJsonBody } from './parseJsonBody.ts';
import { decodedName, withoutQuery } from './readRequest.ts';

/** Actions have the dates of their first version in their paths. */
const FUNCTIONS =
  /^\/(?:2015-03-31|2017-10-31|2019-09-30)\/functions(?:\/(?<name>[^/?]+)(?:\/(?<rest>invocations|configuration|code|concurrency))?)?\/?$/;

/**
 * Lambda's REST protocol: the paths, headers and statuses of
 * https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html. Returns undefined for other services' requests.
 */
export async function lambdaRest(
  lambda: Lambda,
  request: HttpRequest,
  call: Call,
): Promise<HttpResponse | undefined> {
  const pathname = withoutQuery(request.path);
  if (!/^\/\d{4}-\d\d-\d\d\/(functions|layers|event-source-mappings|account-settings|tags)\b/.test(pathname))
    return undefined;
  try {
    return await route(lambda, request, pathname, call);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const headers = { 'content-type': 'application/json', 'x-amzn-errortype': error.code };
    return {
      status: error.status,
      headers,
      body: JSON.stringify({ ...error.fields, Message: error.message, message: error.message }),
    };
  }
}

async function route(
  { actions }: Lambda,
  request: HttpRequest,
  pathname: string,
  call: Call,
): Promise<HttpResponse> {
  const { name, rest } = FUNCTIONS.exec(pathname)?.groups ?? {};
  const asked = `${request.method} ${
    rest ?? (name ? 'function' : FUNCTIONS.test(pathname) ? 'functions' : pathname)
  }`;
  const query = new URLSearchParams(request.path.slice(pathname.length));
  const target = { FunctionName: decodedName(name ?? ''), ...parameters(query, { Qualifier: String }) };

  const run = <Output>(action: string, input: object) => callAction<Output>(actions, action, input, call);

  if (asked === 'POST invocations')
    return invocation(await run<Invocation>('Invoke', { ...target, ...invokeInput(request) }));
  if (asked === 'GET function') return json(await run('GetFunction', target));
  if (asked === 'GET configuration') return json(await run('GetFunctionConfiguration', target));
  if (asked === 'PUT code')
    return json(await run('UpdateFunctionCode', { ...target, ...parseJsonBody(request.body) }));
  if (asked === 'PUT configuration')
    return json(await run('UpdateFunctionConfiguration', { ...target, ...parseJsonBody(request.body) }));
  if (asked === 'GET functions')
    return json(await run('ListFunctions', parameters(query, { Marker: String, MaxItems: Number })));
  if (asked === 'PUT concurrency')
    return json(await run('PutFunctionConcurrency', { ...target, ...parseJsonBody(request.body) }));
  if (asked === 'GET concurrency') return json(await run('GetFunctionConcurrency', target));
  if (asked === 'DELETE concurrency') {
    await run('DeleteFunctionConcurrency', target);
    return { status: 204, headers: {}, body: '' };
  }
  throw new AwsError('UnknownOperationException', `${request.method} ${pathname} is not supported.`, {
    status: 404,
  });
}

const parameters = (query: URLSearchParams, readers: Record<string, (text: string) => unknown>) =>
  Object.fromEntries(
    Object.entries(readers).flatMap(([name, read]) => {
      const text = query.get(name);
      return text === null ? [] : [[name, read(text)]];
    }),
  );

const invokeInput = ({ headers, body }: HttpRequest) => ({
  Payload: body,
  ...(headers['x-amz-invocation-type'] && { InvocationType: headers['x-amz-invocation-type'] }),
  ...(headers['x-amz-log-type'] && { LogType: headers['x-amz-log-type'] }),
});

const json = (body: unknown): HttpResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_ResponseSyntax */
interface Invocation {
  readonly StatusCode: number;
  readonly FunctionError?: string;
  readonly LogResult?: string;
  readonly ExecutedVersion?: string;
  readonly Payload?: string;
}

const invocation = (output: Invocation): HttpResponse => ({
  status: output.StatusCode,
  headers: {
    'content-type': 'application/json',
    ...(output.FunctionError && { 'x-amz-function-error': output.FunctionError }),
    ...(output.LogResult && { 'x-amz-log-result': output.LogResult }),
    ...(output.ExecutedVersion && { 'x-amz-executed-version': output.ExecutedVersion }),
  },
  body: output.Payload ?? '',
});
