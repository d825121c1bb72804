import type { HttpRequest } from '../../platform/HttpMessage.ts';
import { readAwsChunks } from './readAwsChunks.ts';

/** Members of inputs and outputs, and the headers that they are. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
const SETTINGS: Readonly<Record<string, string>> = {
  ContentType: 'content-type',
  CacheControl: 'cache-control',
  ContentDisposition: 'content-disposition',
  ContentLanguage: 'content-language',
  Expires: 'expires',
};

const CONDITIONS: Readonly<Record<string, string>> = {
  IfMatch: 'if-match',
  IfNoneMatch: 'if-none-match',
  IfModifiedSince: 'if-modified-since',
  Range: 'range',
  ContentMD5: 'content-md5',
};

const ANSWERED: Readonly<Record<string, string>> = {
  ...SETTINGS,
  ContentEncoding: 'content-encoding',
  ContentRange: 'content-range',
  ContentLength: 'content-length',
  AcceptRanges: 'accept-ranges',
  ETag: 'etag',
  LastModified: 'last-modified',
  ChecksumType: 'x-amz-checksum-type',
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html */
const CHECKSUMS: Readonly<Record<string, string>> = {
  ChecksumCRC32: 'x-amz-checksum-crc32',
  ChecksumCRC32C: 'x-amz-checksum-crc32c',
  ChecksumCRC64NVME: 'x-amz-checksum-crc64nvme',
  ChecksumSHA1: 'x-amz-checksum-sha1',
  ChecksumSHA256: 'x-amz-checksum-sha256',
};

const META = 'x-amz-meta-';

/** The input of PutObject beside bucket and key. */
export function putInput(request: HttpRequest): object {
  const bytes = request.bytes ?? Buffer.from(request.body);
  const encodings = (request.headers['content-encoding'] ?? '')
    .split(',')
    .map((encoding) => encoding.trim())
    .filter(Boolean);
  const { body, trailers } = encodings.includes('aws-chunked')
    ? readAwsChunks(bytes)
    : { body: bytes, trailers: {} };
  const headers = { ...request.headers, ...trailers };
  const Metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (name.startsWith(META)) Metadata[name.slice(META.length)] = value;
  const kept = encodings.filter((encoding) => encoding !== 'aws-chunked').join(', ');
  const Checksums = read(headers, CHECKSUMS);
  return {
    ...read(headers, SETTINGS),
    ...read(headers, CONDITIONS),
    ...(kept !== '' && { ContentEncoding: kept }),
    ...(Object.keys(Metadata).length > 0 && { Metadata }),
    ...(Object.keys(Checksums).length > 0 && { Checksums }),
    Body: body,
  };
}

/** The input of GetObject and HeadObject beside bucket and key. */
export const readInput = ({ headers }: HttpRequest): object => read(headers, CONDITIONS);

const read = (
  headers: Readonly<Record<string, string>>,
  names: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(names).flatMap(([member, name]) => {
      const value = headers[name];
      return value === undefined ? [] : [[member, value]];
    }),
  );

/** What an action answered, as far as it is headers. */
export interface ObjectAnswer {
  readonly Metadata?: Readonly<Record<string, string>>;
  readonly Checksums?: Readonly<Record<string, string>>;
}

/** What an action answered, as headers. Digests only where they are asked for, as S3 documents it. */
export function answerHeaders(output: ObjectAnswer, asked: HttpRequest): Record<string, string> {
  const { Metadata = {}, Checksums = {} } = output;
  const wantsDigests =
    asked.method === 'PUT' || asked.headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED';
  return {
    ...spelled(output, ANSWERED),
    ...(wantsDigests && { ...spelled(output, CHECKSUMS), ...spelled(Checksums, CHECKSUMS) }),
    ...Object.fromEntries(Object.entries(Metadata).map(([name, value]) => [META + name, value])),
  };
}

const spelled = (members: object, names: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(members).flatMap(([member, value]) => {
      const name = Object.hasOwn(names, member) ? names[member] : undefined;
      return name === undefined ? [] : [[name, String(value)]];
    }),
  );
