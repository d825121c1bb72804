import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Actions } from '../../../platform/Call.ts';
import type { Buckets } from '../createBuckets.ts';
import { type ObjectSettings, type S3Object, s3Error } from '../S3Object.ts';

interface ObjectRequest {
  readonly Bucket: string;
  readonly Key: string;
  readonly IfMatch?: string;
  readonly IfNoneMatch?: string;
}

interface PutObjectRequest extends ObjectRequest, ObjectSettings {
  readonly Body?: Uint8Array;
  readonly ContentMD5?: string;
}

interface GetObjectRequest extends ObjectRequest {
  readonly IfModifiedSince?: string;
  readonly Range?: string;
}

const SETTINGS = [
  'ContentType',
  'CacheControl',
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
  'Expires',
  'Metadata',
  'Checksums',
] as const satisfies readonly (keyof ObjectSettings)[];

/** Bytes in UTF-8, documented: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const LONGEST_KEY = 1024;

/** Documented: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#UserMetadata */
const MOST_METADATA_BYTES = 2048;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
export const objectActions = (buckets: Buckets): Actions => ({
  async PutObject(input: PutObjectRequest) {
    const { Bucket, Key, Body: body = new Uint8Array(), Metadata = {} } = input;
    if (Buffer.byteLength(Key) > LONGEST_KEY) throw s3Error('KeyTooLongError', 'Your key is too long');
    const metadataBytes = Buffer.byteLength(Object.entries(Metadata).flat().join(''));
    if (metadataBytes > MOST_METADATA_BYTES)
      throw s3Error('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size');
    checkDigests(body, input);
    checkWrite(buckets.bucket(Bucket).objects.get(Key), input);
    const settings = Object.fromEntries(
      SETTINGS.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])),
    );
    const { etag } = buckets.put(Bucket, { key: Key, body, settings });
    return { ETag: etag, ...input.Checksums, ...(input.Checksums && { ChecksumType: 'FULL_OBJECT' }) };
  },

  async GetObject(input: GetObjectRequest) {
    const object = objectOf(buckets, input);
    checkRead(object, input);
    const range = rangeOf(input.Range, object.body.length);
    const described = { ...describe(object), Body: object.body };
    if (!range) return described;
    const [start, end] = range;
    // The digests are of the whole object.
    const { Checksums: _, ...part } = described;
    return {
      ...part,
      Body: object.body.subarray(start, end + 1),
      ContentLength: end + 1 - start,
      ContentRange: `bytes ${start}-${end}/${object.body.length}`,
    };
  },

  async HeadObject(input: GetObjectRequest) {
    const object = objectOf(buckets, input);
    checkRead(object, input);
    return describe(object);
  },

  async DeleteObject({ Bucket, Key }: ObjectRequest) {
    buckets.delete(Bucket, Key);
    return {};
  },
});

function objectOf(buckets: Buckets, { Bucket, Key }: ObjectRequest): S3Object {
  const object = buckets.bucket(Bucket).objects.get(Key);
  if (object) return object;
  throw s3Error('NoSuchKey', 'The specified key does not exist.', 404, { Key });
}

const describe = ({ body, etag, lastModified, settings }: S3Object) => ({
  AcceptRanges: 'bytes',
  ContentLength: body.length,
  // Documented as what S3 gives an object that was put without a type.
  ContentType: 'binary/octet-stream',
  ...settings,
  ETag: etag,
  LastModified: new Date(lastModified).toUTCString(),
});

/** Digests that Node computes itself. CRC-32C and CRC-64/NVME are kept and returned unchecked, which is chosen. */
const DIGESTS: Readonly<Record<string, (body: Uint8Array) => Buffer>> = {
  ChecksumCRC32: (body) => {
    const digest = Buffer.alloc(4);
    digest.writeUInt32BE(crc32(body));
    return digest;
  },
  ChecksumSHA1: (body) => createHash('sha1').update(body).digest(),
  ChecksumSHA256: (body) => createHash('sha256').update(body).digest(),
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html */
function checkDigests(body: Uint8Array, { ContentMD5, Checksums = {} }: PutObjectRequest): void {
  if (ContentMD5 !== undefined && ContentMD5 !== createHash('md5').update(body).digest('base64'))
    throw s3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  for (const [name, stated] of Object.entries(Checksums)) {
    const digest = DIGESTS[name]?.(body).toString('base64');
    if (digest !== undefined && digest !== stated)
      throw s3Error(
        'BadDigest',
        `The ${name.replace('Checksum', '')} you specified did not match the calculated checksum.`,
      );
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
function checkWrite(before: S3Object | undefined, { IfMatch, IfNoneMatch, Key }: ObjectRequest): void {
  if (IfMatch !== undefined && !before)
    throw s3Error('NoSuchKey', 'The specified key does not exist.', 404, { Key });
  const isHeld = IfNoneMatch === '*' && before ? 'If-None-Match' : undefined;
  const isOther = IfMatch !== undefined && !matches(IfMatch, before?.etag) ? 'If-Match' : undefined;
  const Condition = isHeld ?? isOther;
  if (Condition) throw preconditionFailed(Condition);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html */
function checkRead(
  { etag, lastModified }: S3Object,
  { IfMatch, IfNoneMatch, IfModifiedSince }: GetObjectRequest,
): void {
  if (IfMatch !== undefined && !matches(IfMatch, etag)) throw preconditionFailed('If-Match');
  // HTTP's dates have seconds.
  const isUnchanged =
    IfNoneMatch === undefined
      ? Date.parse(IfModifiedSince ?? '') >= Math.floor(lastModified / 1000) * 1000
      : matches(IfNoneMatch, etag);
  if (isUnchanged) throw s3Error('NotModified', 'Not Modified', 304, { ETag: etag });
}

const preconditionFailed = (Condition: string) =>
  s3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, {
    Condition,
  });

/** https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1 */
const matches = (condition: string, etag: string | undefined): boolean =>
  etag !== undefined &&
  condition
    .split(',')
    .some((each) => ['*', etag, etag.slice(1, -1)].includes(each.trim().replace(/^W\//, '')));

/**
 * The first and last byte that are asked for; undefined for all, and for what is no range, which S3 ignores.
 * https://www.rfc-editor.org/rfc/rfc9110#section-14.1.2
 */
function rangeOf(range: string | undefined, length: number): readonly [number, number] | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, length - Number(to)) : Number(from);
  const end = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (start <= end) return [start, end];
  throw s3Error('InvalidRange', 'The requested range is not satisfiable', 416, {
    RangeRequested: range,
    ActualObjectSize: length,
  });
}
