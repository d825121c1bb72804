import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import { setOwn } from '../../../platform/ownProperty.ts';
import { type FunctionUrl, functionUrlHost } from './FunctionUrls.ts';

interface UrlRequest {
  readonly requestId: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly region: string;
  /** Whoever signed the request. */
  readonly callerArn?: string;
}

/**
 * What a function is given of a request, in version 2.0 of the format.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-request-payload
 */
export function urlEvent(
  { urlId }: FunctionUrl,
  request: HttpRequest,
  { requestId, now, region, callerArn }: UrlRequest,
) {
  const { path: rawPath, query: rawQueryString } = partsOf(request.path);
  const { cookie, ...headers } = request.headers;
  const parameters = parametersOf(rawQueryString);
  const domainName = functionUrlHost(urlId, region);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(Object.keys(parameters).length > 0 && { queryStringParameters: parameters }),
    requestContext: {
      accountId: callerArn?.split(':')[4] ?? 'anonymous',
      apiId: urlId,
      ...(callerArn !== undefined && { authorizer: { iam: { userArn: callerArn } } }),
      domainName,
      domainPrefix: urlId,
      http: {
        method: request.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: '$default',
      stage: '$default',
      time: clfTime(now),
      timeEpoch: now,
    },
    ...bodyOf(request),
  };
}

function partsOf(target: string) {
  const at = target.indexOf('?');
  return at < 0 ? { path: target, query: '' } : { path: target.slice(0, at), query: target.slice(at + 1) };
}

/** Values of one name are joined by commas. */
function parametersOf(query: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const known = Object.hasOwn(parameters, name) ? `${parameters[name]},` : '';
    setOwn(parameters, name, known + value);
  }
  return parameters;
}

/** Bodies of other types are binary, and in Base64. Documented for binary ones; which types are text is chosen. */
const TEXT = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)\b|application\/javascript\b)/i;

function bodyOf({ headers, body, bytes }: HttpRequest) {
  if (body === '') return { isBase64Encoded: false };
  const isText = TEXT.test(headers['content-type'] ?? 'text/plain');
  return isText
    ? { body, isBase64Encoded: false }
    : { body: Buffer.from(bytes ?? body).toString('base64'), isBase64Encoded: true };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Such as `12/Mar/2030:19:03:58 +0000`. */
function clfTime(now: number): string {
  const time = new Date(now).toISOString();
  return `${time.slice(8, 10)}/${MONTHS[Number(time.slice(5, 7)) - 1]}/${time.slice(0, 4)}:${time.slice(11, 19)} +0000`;
}
