import { AwsError } from '../../platform/AwsError.ts';
import { type Call, callAction } from '../../platform/Call.ts';
import type { HttpRequest, HttpResponse } from '../../platform/HttpMessage.ts';
import type { S3 } from '../../services/s3/createS3.ts';
import { nameOf } from '../createOriginPolicy.ts';
import { signedService } from '../errorsByProtocol.ts';
import { writeXml } from '../query/writeXml.ts';
import type { QueryShapes } from '../query/QueryShapes.ts';
import { decodedName, urlOfPath } from '../readRequest.ts';
import { answerHeaders, putInput, readInput } from './s3Headers.ts';

/**
 * S3's REST protocol, with the bucket in the path or in the host's name:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html. Returns undefined for other services' requests.
 */
export async function s3Rest(
  { actions }: S3,
  request: HttpRequest,
  call: Call,
  requestId: string,
): Promise<HttpResponse | undefined> {
  if (signedService(request) !== 's3') return undefined;
  const target = targetOf(request);
  try {
    const run = (action: string, input: object = {}) =>
      callAction<Record<string, unknown>>(actions, action, { ...target, ...input }, call);
    return withoutBodyOfHead(request, await route(request, target, run));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return withoutBodyOfHead(request, describeError(error, requestId));
  }
}

interface Target {
  readonly Bucket?: string;
  readonly Key?: string;
}

/** A name below `localhost` or AWS's own names S3 by its first part; an address has no such part. */
const VIRTUAL_HOST =
  /^(?<bucket>[a-z\d][a-z\d.-]{1,61}[a-z\d])\.(?:s3[\w.-]*\.)?(?:localhost|amazonaws\.com)$/;

function targetOf({ headers, path }: HttpRequest): Target {
  const { bucket } = VIRTUAL_HOST.exec(nameOf(headers['host'] ?? '') ?? '')?.groups ?? {};
  const parts = urlOfPath(path).pathname.slice(1).split('/');
  const Bucket = bucket ?? decodedName(parts.shift() ?? '');
  const Key = decodedName(parts.join('/'));
  return { ...(Bucket !== '' && { Bucket }), ...(Key !== '' && { Key }) };
}

type Run = (action: string, input?: object) => Promise<Record<string, unknown>>;

/** Parameters that say how to sign, or repeat the action's name. All others ask for something else of a bucket or an object. */
const SAYS_NOTHING = /^(?:x-id|x-amz-.*)$/i;

async function route(request: HttpRequest, { Bucket, Key }: Target, run: Run): Promise<HttpResponse> {
  const { searchParams: query } = urlOfPath(request.path);
  const asked = [...query.keys()].filter((name) => !SAYS_NOTHING.test(name));
  const [scope, isPlain] = [Key ? 'object' : Bucket ? 'bucket' : 'account', asked.length === 0];
  switch (`${request.method} ${scope}`) {
    case 'GET account':
      return xml('ListAllMyBucketsResult', bucketList(await run('ListBuckets')));
    case 'HEAD bucket':
      return answer(request, await run('HeadBucket'));
    case 'GET bucket':
      if (query.get('list-type') === '2') return listing(query, run);
      break;
    case 'PUT object':
      // A copy has no body of its own.
      if (isPlain && request.headers['x-amz-copy-source'] === undefined)
        return answer(request, await run('PutObject', putInput(request)));
      break;
    case 'GET object':
      if (isPlain) return answer(request, await run('GetObject', readInput(request)));
      break;
    case 'HEAD object':
      if (isPlain) return answer(request, await run('HeadObject', readInput(request)));
      break;
    case 'DELETE object':
      if (isPlain) return { ...answer(request, await run('DeleteObject')), status: 204 };
  }
  // Documented: code and status of what S3 does not implement. Which of it is not here is named.
  const what = [`${request.method} of the ${scope}`, ...asked].join(' ');
  throw new AwsError('NotImplemented', `${what}: S3 here has no more than ${KNOWN}.`, { status: 501 });
}

const KNOWN = 'ListBuckets, HeadBucket, ListObjectsV2, PutObject, GetObject, HeadObject and DeleteObject';

const isPartial = (output: object) => 'ContentRange' in output;

function answer(request: HttpRequest, output: Record<string, unknown>): HttpResponse {
  const { Body } = output;
  return {
    status: isPartial(output) ? 206 : 200,
    headers: answerHeaders(output, request),
    body: Body instanceof Uint8Array ? Body : '',
  };
}

const bucketList = ({ Buckets }: Record<string, unknown>) => ({ Owner: {}, Buckets: { Bucket: Buckets } });

async function listing(query: URLSearchParams, run: Run): Promise<HttpResponse> {
  const text = (member: string, name: string) => {
    const value = query.get(name);
    return value === null ? {} : { [member]: value };
  };
  const MaxKeys = query.get('max-keys') ?? '';
  const output = await run('ListObjectsV2', {
    ...text('Prefix', 'prefix'),
    ...text('Delimiter', 'delimiter'),
    ...text('StartAfter', 'start-after'),
    ...text('ContinuationToken', 'continuation-token'),
    ...(/^\d{1,9}$/.test(MaxKeys) && { MaxKeys: Number(MaxKeys) }),
  });
  const isEncoded = query.get('encoding-type') === 'url';
  return xml('ListBucketResult', isEncoded ? { ...encodeNames(output), EncodingType: 'url' } : output);
}

/** What clients ask to be encoded, because XML cannot carry every character of a key. */
const ENCODED: ReadonlySet<string> = new Set(['Delimiter', 'Key', 'Prefix', 'StartAfter']);

const encodeNames = (output: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(output).map(([name, value]) => [name, encodeName(name, value)]));

function encodeName(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((member: object) => encodeNames(member));
  return ENCODED.has(name) ? encodeURIComponent(String(value)).replaceAll('%2F', '/') : value;
}

/** Lists of S3 have no element around them. */
const SHAPES: QueryShapes = {
  inputs: {},
  outputs: {
    Bucket: { list: 'Bucket' },
    CommonPrefixes: { list: 'CommonPrefixes' },
    Contents: { list: 'Contents' },
  },
};

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

const xml = (name: string, output: object): HttpResponse => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: writeXml(name, output, SHAPES).replace(`<${name}>`, `<${name} xmlns="${NAMESPACE}">`),
});

/** The members of an error are the fields that name what it is about, such as `Key`. */
function describeError({ code, message, status, fields }: AwsError, requestId: string): HttpResponse {
  const { ETag, ...members } = fields;
  return {
    status,
    headers: { 'content-type': 'application/xml', ...(typeof ETag === 'string' && { etag: ETag }) },
    body:
      status === NOT_MODIFIED
        ? ''
        : writeXml('Error', { Code: code, Message: message, ...members, RequestId: requestId }, SHAPES),
  };
}

const NOT_MODIFIED = 304;

/** https://www.rfc-editor.org/rfc/rfc9110#section-9.3.2: the length is that of the body that is left out. */
const withoutBodyOfHead = ({ method }: HttpRequest, answer: HttpResponse): HttpResponse =>
  method === 'HEAD' ? { ...answer, body: '' } : answer;
