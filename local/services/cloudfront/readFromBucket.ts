import { AwsError } from '../../platform/AwsError.ts';
import { callAction } from '../../platform/Call.ts';
import type { HttpRequest, HttpResponse } from '../../platform/HttpMessage.ts';
import type { World } from '../../platform/World.ts';
import { newTraceId } from '../../platform/traceIds.ts';
import type { AccessDecision, AccessRequest } from '../iam/authorization/Access.ts';
import type { Authorizer } from '../iam/authorization/createAuthorizer.ts';
import type { S3 } from '../s3/createS3.ts';
import { bucketArn } from '../s3/S3Object.ts';
import type { Distribution, Origin } from './CloudFront.ts';

export interface BucketReader {
  readonly s3: S3;
  readonly authorizer: Pick<Authorizer, 'decide'>;
}

export interface BucketRead {
  readonly distribution: Distribution;
  readonly origin: Origin;
  readonly request: HttpRequest;
  readonly path: string;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html#virtual-hosted-style-access */
const BUCKET_DOMAIN = /^(?<bucket>[\w.-]+?)\.s3(?:[.-][a-z\d-]+)?\.amazonaws\.com$/;

export const bucketOf = (domainName: string): string | undefined =>
  BUCKET_DOMAIN.exec(domainName)?.groups?.['bucket'];

/**
 * An object of a bucket as an origin's answer. The bucket's own policy decides whether CloudFront may read it, for this
 * distribution: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
export async function readFromBucket(
  world: World,
  { s3, authorizer }: BucketReader,
  { distribution, origin, request, path }: BucketRead,
): Promise<HttpResponse> {
  const principal = {
    arn: origin.isSigned ? 'cloudfront.amazonaws.com' : 'anonymous.amazonaws.com',
    accessKeyId: '',
    sourceArn: distribution.arn,
  };
  const {
    'if-none-match': IfNoneMatch,
    'if-modified-since': IfModifiedSince,
    range: Range,
  } = request.headers;
  const Bucket = bucketOf(origin.domainName) ?? '';
  const Key = decodeURIComponent(`${origin.path}${path}`.slice(1));
  const call = { traceId: newTraceId(world.clock.now(), world.random), principal };
  if (!s3.hasObject(Bucket, Key)) return missing(await authorizer.decide(call, listing(Bucket, s3)));
  const input = {
    Bucket,
    Key,
    ...(IfNoneMatch !== undefined && { IfNoneMatch }),
    ...(IfModifiedSince !== undefined && { IfModifiedSince }),
    ...(Range !== undefined && { Range }),
  };
  try {
    return answerOf(await callAction<ObjectOutput>(s3.actions, 'GetObject', input, call), request);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { ETag } = error.fields;
    return {
      status: error.status,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        ...(typeof ETag === 'string' && { etag: ETag }),
      },
      // What S3 says names the bucket, the role and the policy: visitors are told the code.
      body: error.status === NOT_MODIFIED ? '' : error.code,
    };
  }
}

const NOT_MODIFIED = 304;

const listing = (bucket: string, { policyOf }: S3): AccessRequest => ({
  action: 's3:ListBucket',
  resource: bucketArn(bucket),
  resourcePolicy: policyOf(bucket),
});

/** S3's own answer, but without a denial in the feed: that a path is no file is what pages do, and nobody's fault. */
const missing = ({ allowed }: AccessDecision): HttpResponse => ({
  status: allowed ? 404 : 403,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: allowed ? 'NoSuchKey' : 'AccessDenied',
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html#API_GetObject_ResponseSyntax */
interface ObjectOutput {
  readonly Body: Uint8Array;
  readonly ContentType: string;
  readonly ETag: string;
  readonly LastModified: string;
  readonly CacheControl?: string;
  readonly ContentDisposition?: string;
  readonly ContentEncoding?: string;
  readonly ContentLanguage?: string;
  readonly ContentRange?: string;
}

const answerOf = (output: ObjectOutput, { method }: HttpRequest): HttpResponse => ({
  status: output.ContentRange === undefined ? 200 : 206,
  headers: {
    'content-type': output.ContentType,
    'accept-ranges': 'bytes',
    etag: output.ETag,
    'last-modified': output.LastModified,
    ...(output.CacheControl !== undefined && { 'cache-control': output.CacheControl }),
    ...(output.ContentDisposition !== undefined && { 'content-disposition': output.ContentDisposition }),
    ...(output.ContentEncoding !== undefined && { 'content-encoding': output.ContentEncoding }),
    ...(output.ContentLanguage !== undefined && { 'content-language': output.ContentLanguage }),
    ...(output.ContentRange !== undefined && { 'content-range': output.ContentRange }),
    ...(method === 'HEAD' && { 'content-length': String(output.Body.length) }),
  },
  body: method === 'HEAD' ? '' : output.Body,
});
