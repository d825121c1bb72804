import type { Actions } from '../../../platform/Call.ts';
import type { Buckets } from '../createBuckets.ts';
import { type S3Object, s3Error } from '../S3Object.ts';

interface ListObjectsV2Request {
  readonly Bucket: string;
  readonly Prefix?: string;
  readonly Delimiter?: string;
  readonly StartAfter?: string;
  readonly ContinuationToken?: string;
  readonly MaxKeys?: number;
}

/** Documented: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
const MOST_KEYS = 1000;

export const listingActions = (buckets: Buckets): Actions => ({
  async ListBuckets() {
    return {
      Buckets: buckets.all().map(({ name, createdAt }) => ({
        Name: name,
        CreationDate: new Date(createdAt).toISOString(),
      })),
    };
  },

  async HeadBucket({ Bucket }: Pick<ListObjectsV2Request, 'Bucket'>) {
    buckets.bucket(Bucket);
    return {};
  },

  async ListObjectsV2(input: ListObjectsV2Request) {
    const { Bucket: Name, Prefix = '', Delimiter, ContinuationToken, StartAfter } = input;
    const MaxKeys = Math.min(input.MaxKeys ?? MOST_KEYS, MOST_KEYS);
    const { objects } = buckets.bucket(Name);
    const after = ContinuationToken === undefined ? (StartAfter ?? '') : readToken(ContinuationToken);
    const lines = linesOf(objects, { Prefix, Delimiter: Delimiter ?? '', after });
    const shown = lines.slice(0, MaxKeys);
    const last = shown.at(-1);
    const isTruncated = lines.length > shown.length && last !== undefined;
    return {
      Name,
      Prefix,
      ...(Delimiter !== undefined && { Delimiter }),
      ...(StartAfter !== undefined && { StartAfter }),
      ...(ContinuationToken !== undefined && { ContinuationToken }),
      MaxKeys,
      KeyCount: shown.length,
      IsTruncated: isTruncated,
      ...(isTruncated && { NextContinuationToken: Buffer.from(last.name).toString('base64url') }),
      Contents: shown.flatMap(({ object }) => (object ? [describe(object)] : [])),
      CommonPrefixes: shown.flatMap(({ name, object }) => (object ? [] : [{ Prefix: name }])),
    };
  },
});

/** A key, or all keys that share a beginning up to the delimiter. */
interface Line {
  readonly name: string;
  readonly object?: S3Object;
}

/** In the order of their UTF-8, which is documented for lists of general purpose buckets. */
function linesOf(
  objects: ReadonlyMap<string, S3Object>,
  { Prefix, Delimiter, after }: { Prefix: string; Delimiter: string; after: string },
): Line[] {
  const lines = new Map<string, Line>();
  for (const [key, object] of objects) {
    if (!key.startsWith(Prefix)) continue;
    const cut = Delimiter === '' ? -1 : key.indexOf(Delimiter, Prefix.length);
    const name = cut < 0 ? key : key.slice(0, cut + Delimiter.length);
    lines.set(name, cut < 0 ? { name, object } : { name });
  }
  const isAfter = (name: string) => after === '' || compare(name, after) > 0;
  return [...lines.values()].filter(({ name }) => isAfter(name)).sort((a, b) => compare(a.name, b.name));
}

const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

const describe = ({ key, etag, lastModified, body }: S3Object) => ({
  Key: key,
  LastModified: new Date(lastModified).toISOString(),
  ETag: etag,
  Size: body.length,
  StorageClass: 'STANDARD',
});

function readToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString();
  if (key !== '' && Buffer.from(key).toString('base64url') === token) return key;
  throw s3Error('InvalidArgument', 'The continuation token provided is incorrect');
}
