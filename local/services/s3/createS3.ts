import type { Actions } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import { listingActions } from './actions/listings.ts';
import { objectActions } from './actions/objects.ts';
import { type Buckets, createBuckets } from './createBuckets.ts';

/** Amazon S3, as far as pages and programs of one account need it: https://docs.aws.amazon.com/AmazonS3/latest/API/ */
export interface S3 extends Pick<
  Buckets,
  'createBucket' | 'deleteBucket' | 'setPolicy' | 'deploy' | 'keysBelow'
> {
  /** `s3:*` */
  readonly actions: Actions;
  /** A bucket's policy as JSON text; undefined where it has none. */
  policyOf(bucketName: string): string | undefined;
  hasObject(bucketName: string, key: string): boolean;
}

export function createS3(world: World): S3 {
  const buckets = createBuckets(world);
  const { createBucket, deleteBucket, setPolicy, deploy, keysBelow, find } = buckets;
  return {
    actions: { ...objectActions(buckets), ...listingActions(buckets) },
    createBucket,
    deleteBucket,
    setPolicy,
    deploy,
    keysBelow,
    policyOf: (name) => find(name)?.policy,
    hasObject: (name, key) => find(name)?.objects.has(key) === true,
  };
}
