import type { AccessRequest } from '../iam/authorization/Access.ts';
import type { ServicePermissions } from '../iam/authorization/guardActions.ts';
import type { S3 } from './createS3.ts';
import { bucketArn, s3Error } from './S3Object.ts';

interface S3Request {
  readonly Bucket?: unknown;
  readonly Key?: unknown;
  readonly Prefix?: unknown;
  readonly Delimiter?: unknown;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
export function s3Permissions({
  policyOf,
  hasObject,
}: Pick<S3, 'policyOf' | 'hasObject'>): ServicePermissions {
  const onBucket = ({ Bucket, Prefix, Delimiter }: S3Request): readonly AccessRequest[] =>
    typeof Bucket === 'string'
      ? [
          {
            action: 's3:ListBucket',
            resource: bucketArn(Bucket),
            resourcePolicy: policyOf(Bucket),
            context: {
              's3:prefix': () => (typeof Prefix === 'string' ? Prefix : undefined),
              's3:delimiter': () => (typeof Delimiter === 'string' ? Delimiter : undefined),
            },
          },
        ]
      : [];
  const onObject =
    (action: string) =>
    ({ Bucket, Key }: S3Request): readonly AccessRequest[] =>
      typeof Bucket === 'string' && typeof Key === 'string'
        ? [{ action, resource: `${bucketArn(Bucket)}/${Key}`, resourcePolicy: policyOf(Bucket) }]
        : [];
  const reads = onObject('s3:GetObject');
  /**
   * Documented: that an object is not there is told to whoever may list the bucket; others are denied it.
   * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
   */
  const onRead = (input: S3Request): readonly AccessRequest[] => {
    const { Bucket, Key } = input;
    const isThere = typeof Bucket === 'string' && typeof Key === 'string' && hasObject(Bucket, Key);
    return isThere ? reads(input) : [...reads(input), ...onBucket({ Bucket })];
  };
  return {
    denied: (message) => s3Error('AccessDenied', message, 403),
    actions: {
      DeleteObject: onObject('s3:DeleteObject'),
      GetObject: onRead,
      HeadBucket: onBucket,
      HeadObject: onRead,
      ListBuckets: () => [{ action: 's3:ListAllMyBuckets', resource: '*' }],
      ListObjectsV2: onBucket,
      PutObject: onObject('s3:PutObject'),
    },
  };
}
