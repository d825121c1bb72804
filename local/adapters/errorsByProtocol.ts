import { AwsError } from '../platform/AwsError.ts';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import { writeXml } from './query/writeXml.ts';

/** What an SDK reads. https://smithy.io/2.0/aws/protocols/index.html */
type Protocol = 'json' | 'cbor' | 'query' | 'ec2' | 's3' | 'restXml' | 'restJson';

/** The service that a request is signed for, such as `s3`; undefined where it is not signed. */
export function signedService({ headers, path }: HttpRequest): string | undefined {
  const scope =
    /Credential=([^,\s]+)/.exec(headers['authorization'] ?? '')?.[1] ??
    // An address that was signed beforehand.
    /[?&]X-Amz-Credential=([^&]+)/.exec(path)?.[1]?.replaceAll(/%2f/gi, '/');
  return /\/\d{8}\/(?:[^/]*\/)?([^/]+)\/aws4_request$/.exec(scope ?? '')?.[1];
}

/** Documented in the models of https://github.com/aws/aws-sdk-js-v3/tree/main/codegen/sdk-codegen/aws-models */
const XML_SERVICES: ReadonlySet<string | undefined> = new Set(['cloudfront', 'route53']);
export const isS3 = (service: string | undefined) => /^s3(-.*|express)?$/.test(service ?? '');

const FORM = 'application/x-www-form-urlencoded';

/** Whether a request is of the Query protocol, or of EC2's kind of it. */
export const isForm = ({ method, headers }: HttpRequest): boolean =>
  method === 'POST' && headers['content-type']?.startsWith(FORM) === true && !headers['x-amz-target'];

function protocolOf(request: HttpRequest): Protocol {
  const { path, headers } = request;
  const service = signedService(request);
  if (headers['x-amz-target'] !== undefined) return 'json';
  if (headers['smithy-protocol'] === 'rpc-v2-cbor') return 'cbor';
  if (isForm(request)) return service === 'ec2' ? 'ec2' : 'query';
  if (isS3(service)) return 's3';
  if (XML_SERVICES.has(service)) return 'restXml';
  return path === '/' && service === undefined ? 'json' : 'restJson';
}

/** An error as the SDK reads it that sent the request. */
export function errorByProtocol(
  request: HttpRequest,
  error: AwsError,
  { requestId = '', namespace = FAULT_NAMESPACE }: { requestId?: string; namespace?: string } = {},
): HttpResponse {
  const { message, status, fields } = error;
  const Type = status < 500 ? 'Sender' : 'Receiver';
  const protocol = protocolOf(request);
  const Code = codeIn(protocol, error);
  switch (protocol) {
    case 'query':
    case 'restXml': {
      const fault = writeXml('Error', { Type, Code, Message: message });
      return xml(
        status,
        `<ErrorResponse xmlns="${namespace}">${fault}${writeXml('RequestId', requestId)}</ErrorResponse>`,
      );
    }
    case 'ec2': {
      const fault = writeXml('Errors', { Error: { Code, Message: message } });
      return xml(status, `<Response>${fault}${writeXml('RequestID', requestId)}</Response>`);
    }
    case 's3':
      return xml(status, writeXml('Error', { Code, Message: message, RequestId: requestId }));
    case 'cbor':
      return {
        status,
        headers: { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' },
        body: cborOf({ __type: Code, message }),
      };
    case 'restJson':
      return json(status, { 'x-amzn-errortype': Code }, { ...fields, message });
    case 'json':
      return json(
        status,
        { 'content-type': contentTypeOf(request), 'x-amzn-errortype': Code, ...error.headers },
        { __type: Code, message, ...fields },
      );
  }
}

const FAULT_NAMESPACE = 'http://webservices.amazon.com/AWSFault/2005-15-09';

/**
 * Codes of signatures by the protocols' older names. Documented:
 * https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html, https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const OLDER_CODES: Readonly<Record<string, { readonly query: string; readonly s3: string }>> = {
  IncompleteSignatureException: { query: 'IncompleteSignature', s3: 'AuthorizationHeaderMalformed' },
  InvalidSignatureException: { query: 'SignatureDoesNotMatch', s3: 'SignatureDoesNotMatch' },
  MissingAuthenticationTokenException: { query: 'MissingAuthenticationToken', s3: 'AccessDenied' },
  UnknownOperationException: { query: 'InvalidAction', s3: 'NotImplemented' },
  UnrecognizedClientException: { query: 'InvalidClientTokenId', s3: 'InvalidAccessKeyId' },
};

/** Services that moved from XML to JSON have other codes there, and keep the older in a header. */
function codeIn(protocol: Protocol, { code, headers }: AwsError): string {
  if (protocol === 'json' || protocol === 'cbor' || protocol === 'restJson') return code;
  const older = Object.hasOwn(OLDER_CODES, code) ? OLDER_CODES[code] : undefined;
  return headers['x-amzn-query-error']?.split(';')[0] ?? older?.[protocol === 's3' ? 's3' : 'query'] ?? code;
}

const CONTENT_TYPES = ['application/x-amz-json-1.0', 'application/x-amz-json-1.1', 'application/json'];

/** The protocol that was asked for. Any other is not repeated: a page could have its own words answered as HTML. */
export function contentTypeOf({ headers }: HttpRequest): string {
  const asked = headers['content-type'] ?? '';
  return CONTENT_TYPES.find((type) => asked === type) ?? 'application/x-amz-json-1.0';
}

export const xml = (status: number, body: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body,
});

const json = (status: number, headers: Readonly<Record<string, string>>, body: object): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** A map of two texts, each at most 64 KiB. https://www.rfc-editor.org/rfc/rfc8949.html#section-3.1 */
function cborOf(members: Readonly<Record<string, string>>): Uint8Array {
  const entries = Object.entries(members);
  const texts = entries.flat().map((text) => {
    const bytes = Buffer.from(text);
    return Buffer.concat([Buffer.from([0x79, bytes.length >> 8, bytes.length & 0xff]), bytes]);
  });
  return Buffer.concat([Buffer.from([0xa0 + entries.length]), ...texts]);
}
