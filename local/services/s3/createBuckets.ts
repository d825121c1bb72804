import { createHash } from 'node:crypto';
import type { World } from '../../platform/World.ts';
import { type ObjectSettings, type S3Object, s3Error } from './S3Object.ts';

export interface Bucket {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly objects: Map<string, S3Object>;
  policy?: string | undefined;
}

export interface NewObject {
  readonly key: string;
  readonly body: Uint8Array;
  readonly settings: ObjectSettings;
}

/** The buckets of the account. What programs put is kept between starts; what a template deploys is deployed again. */
export interface Buckets {
  all(): readonly Bucket[];
  /** Throws `NoSuchBucket`. */
  bucket(name: string): Bucket;
  find(name: string): Bucket | undefined;
  /** Makes a bucket, or takes up the one that an earlier start made. */
  createBucket(name: string): void;
  /** Throws `BucketNotEmpty`. */
  deleteBucket(name: string): void;
  setPolicy(name: string, policy: string | undefined): void;
  keysBelow(name: string, prefix: string): readonly string[];
  put(name: string, object: NewObject): S3Object;
  delete(name: string, key: string): void;
  /** Puts what a template deploys. @param gone keys of an earlier deployment that go */
  deploy(name: string, objects: readonly NewObject[], gone: readonly string[]): void;
}

/** Chosen, because all of it is in memory: S3 itself bounds neither number nor sum. */
const MOST_OBJECTS = 10_000;
const MOST_BYTES = 64 * 1024 * 1024;

const TREE = 's3/objects/';

/** An object in the journal, which holds JSON alone. */
type KeptObject = Omit<S3Object, 'body'> & { readonly body: string };

export function createBuckets({ clock, journal }: World): Buckets {
  const buckets = new Map<string, Bucket>();
  const capacity = createCapacity();

  const bucket = (name: string) => {
    const found = buckets.get(name);
    if (found) return found;
    throw s3Error('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: name });
  };

  const store = ({ objects }: Bucket, object: S3Object) => {
    capacity.replace(objects.get(object.key), object);
    objects.set(object.key, object);
    return object;
  };

  const remove = ({ name, objects }: Bucket, key: string) => {
    capacity.replace(objects.get(key), undefined);
    objects.delete(key);
    if (journal.get(TREE + name, key) !== undefined) journal.append([{ tree: TREE + name, key }]);
  };

  return {
    all: () => [...buckets.values()],
    bucket,
    find: (name) => buckets.get(name),
    createBucket(name) {
      if (buckets.has(name)) return;
      const created = { name, createdAt: clock.now(), objects: new Map<string, S3Object>() };
      buckets.set(name, created);
      for (const [, { body, ...kept }] of journal.entries<KeptObject>(TREE + name))
        store(created, { ...kept, body: Buffer.from(body, 'base64') });
    },
    deleteBucket(name) {
      // Documented: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html
      if (bucket(name).objects.size > 0)
        throw s3Error('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409, {
          BucketName: name,
        });
      buckets.delete(name);
    },
    setPolicy: (name, policy) => void (bucket(name).policy = policy),
    keysBelow: (name, prefix) => [...bucket(name).objects.keys()].filter((key) => key.startsWith(prefix)),
    put(name, object) {
      const { body, ...stored } = store(bucket(name), objectOf(object, clock.now()));
      const kept: KeptObject = { ...stored, body: Buffer.from(body).toString('base64') };
      journal.append([{ tree: TREE + name, key: object.key, value: kept }]);
      return { ...stored, body };
    },
    delete: (name, key) => remove(bucket(name), key),
    deploy(name, objects, gone) {
      const target = bucket(name);
      for (const key of gone) remove(target, key);
      for (const object of objects) store(target, objectOf(object, clock.now()));
    },
  };
}

/** The next object of a key. */
const objectOf = ({ key, body, settings }: NewObject, lastModified: number): S3Object => ({
  key,
  body,
  etag: `"${createHash('md5').update(body).digest('hex')}"`,
  lastModified,
  settings,
});

/** Counts what all buckets hold. */
function createCapacity() {
  let held = { objects: 0, bytes: 0 };
  return {
    /** Throws where there is no room for an object in the place of another. */
    replace(before: S3Object | undefined, after: S3Object | undefined) {
      const next = {
        objects: held.objects + (after ? 1 : 0) - (before ? 1 : 0),
        bytes: held.bytes + (after?.body.length ?? 0) - (before?.body.length ?? 0),
      };
      if (after && (next.objects > MOST_OBJECTS || next.bytes > MOST_BYTES))
        // Chosen: the status of https://www.rfc-editor.org/rfc/rfc4918#section-11.5, because S3 has no such limit.
        throw s3Error(
          'InsufficientStorage',
          `All buckets of this cloud together hold at most ${MOST_OBJECTS} objects and ${MOST_BYTES} bytes.`,
          507,
        );
      held = next;
    },
  };
}
