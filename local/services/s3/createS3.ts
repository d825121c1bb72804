import type { World } from '../../platform/World.ts';
import { listingActions } from './actions/listings.ts';
import { objectActions } from './actions/objects.ts';
import { createBuckets } from './createBuckets.ts';
import type { S3 } from './S3.ts';

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
