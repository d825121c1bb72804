import { OperatorError } from '../platform/errors.ts';
import type { HttpResponse } from '../platform/HttpMessage.ts';
import { signedService } from './errorsByProtocol.ts';
import type { OriginPolicy } from './createOriginPolicy.ts';
import type { RequestHead } from './readRequest.ts';

/** Answers in which the server itself refuses a request. What is left of it is not read, so the connection ends. */
export const refusals = {
  badTarget: () =>
    refusal(
      400,
      'BadRequestException',
      'The request target is neither a path nor a URL, or is wrongly encoded.',
    ),
  noHost: () => refusal(400, 'BadRequestException', 'A request needs exactly one Host header.'),
  /** https://www.rfc-editor.org/rfc/rfc9110#section-15.5.20 */
  foreignHost: (authority: string) =>
    refusal(
      421,
      'MisdirectedRequestException',
      `${quoted(authority)} is not a name of this machine. Use localhost or 127.0.0.1, ` +
        'or start with --allow-host and that name.',
    ),
  foreignPage: (origin: string | undefined) =>
    refusal(
      403,
      'AccessDeniedException',
      `This is for programs and for the cloud's own pages, not for ${origin ? quoted(origin) : 'other pages'}. ` +
        'To trust a page of yours, start with --allow-origin and its origin.',
    ),
  contentEncoding: () =>
    refusal(
      415,
      'UnsupportedMediaTypeException',
      'Send the body as it is: no content encoding is supported.',
    ),
  tooLarge: (maxBodyBytes: number): HttpResponse => ({
    status: 413,
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ message: `The request body is larger than ${maxBodyBytes} bytes.` }),
  }),
  busy: () =>
    refusal(503, 'ServiceUnavailableException', 'Too many large requests are being read. Try again later.', {
      'retry-after': '1',
    }),
  /** No message of an error is for clients: it names files of this machine or what else is inside. */
  failed: (error: unknown): HttpResponse =>
    error instanceof OperatorError
      ? refusal(
          503,
          'ServiceUnavailableException',
          'The service cannot store anything now. Its operator sees why.',
        )
      : {
          status: 500,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ __type: 'InternalFailure' }),
        },
};

/** In the shape of AWS's JSON protocols, which their clients show. */
export const refusal = (status: number, code: string, message: string, headers = {}): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': code, connection: 'close', ...headers },
  body: JSON.stringify({ __type: code, message }),
});

/** Some text of a header, if it is short and plain. */
const quoted = (text: string) => (/^[\w.:/[\]-]{1,100}$/.test(text) ? text : 'what the request names');

/** Why a request is refused whatever it asks: it is not for this machine, or nobody could read it. */
export function refuseHead(head: RequestHead | undefined, policy: OriginPolicy): HttpResponse | undefined {
  if (!head) return refusals.badTarget();
  const { request, authority } = head;
  if (authority === undefined) return refusals.noHost();
  if (!policy.isOwnHost(authority)) return refusals.foreignHost(authority);
  const encoding = request.headers['content-encoding'];
  // What is put into S3 is kept as it comes, in whichever encoding, and its clients wrap it in chunks of their own.
  const isKept = signedService(request) === 's3';
  if (encoding !== undefined && encoding !== 'identity' && !isKept) return refusals.contentEncoding();
  return undefined;
}
