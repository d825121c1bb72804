import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serveAwsEndpoint } from '../../../support/serveAwsEndpoint.ts';

let served: Awaited<ReturnType<typeof serveAwsEndpoint>>;
let s3: S3Client;
beforeAll(async () => {
  served = await serveAwsEndpoint();
  s3 = new S3Client({ ...served.settings, forcePathStyle: true });
});
afterAll(async () => {
  s3.destroy();
  await served.close();
});

const Bucket = 'goods';
beforeEach(() => {
  const { services } = served;
  services.s3.createBucket(Bucket);
  services.s3.deploy(Bucket, [], services.s3.keysBelow(Bucket, ''));
});

const BYTES = Uint8Array.from({ length: 1000 }, (_, at) => at % 256);
const put = (Key: string, more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body: 'text', ...more }));
const refused = (name: string, httpStatusCode: number) => ({ name, $metadata: { httpStatusCode } });

describe('an object', () => {
  test('comes back byte for byte, with all that was said of it', async () => {
    const said = {
      ContentType: 'image/png',
      CacheControl: 'max-age=60',
      ContentEncoding: 'gzip',
      ContentDisposition: 'inline',
      Metadata: { origin: 'camera 1' },
    };
    const { ETag } = await put('a picture/ä+%.png', { Body: BYTES, ...said });
    const got = await s3.send(
      new GetObjectCommand({ Bucket, Key: 'a picture/ä+%.png', ChecksumMode: 'ENABLED' }),
    );
    expect(got).toMatchObject({ ...said, ETag, ContentLength: 1000, AcceptRanges: 'bytes' });
    expect(got.ChecksumCRC32).toMatch(/^[\w+/]{6}==$/);
    expect(await got.Body!.transformToByteArray()).toEqual(BYTES);
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'a picture/ä+%.png' }))).toMatchObject({
      ...said,
      ETag,
      LastModified: new Date(served.world.clock.now()),
    });
  });

  test('of a stream is sent in chunks with a digest behind them, and comes back without both', async () => {
    const Body = Readable.from([Buffer.from(BYTES)]);
    await put('streamed', { Body, ContentLength: 1000, ContentEncoding: 'br' });
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'streamed' }));
    expect(got.ContentEncoding).toBe('br');
    expect(await got.Body!.transformToByteArray()).toEqual(BYTES);
  });

  test.each([
    ['bytes=0-1', 'te', 'bytes 0-1/4'],
    ['bytes=2-', 'xt', 'bytes 2-3/4'],
    ['bytes=-3', 'ext', 'bytes 1-3/4'],
    ['bytes=3-99', 't', 'bytes 3-3/4'],
  ])('is read in part by %s', async (Range, text, ContentRange) => {
    await put('part');
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'part', Range }));
    expect([await got.Body!.transformToString(), got.ContentRange]).toEqual([text, ContentRange]);
  });

  test('has no part beyond its end', async () => {
    await put('part');
    await expect(
      s3.send(new GetObjectCommand({ Bucket, Key: 'part', Range: 'bytes=9-' })),
    ).rejects.toMatchObject(refused('InvalidRange', 416));
  });

  test('is read only where its reader has not got it', async () => {
    const { ETag } = await put('known');
    const read = (condition: object) => s3.send(new GetObjectCommand({ Bucket, Key: 'known', ...condition }));
    await expect(read({ IfNoneMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    await expect(read({ IfMatch: '"other"' })).rejects.toMatchObject(refused('PreconditionFailed', 412));
    await expect(read({ IfModifiedSince: new Date(served.world.clock.now()) })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    expect(await (await read({ IfMatch: ETag, IfNoneMatch: '"other"' })).Body!.transformToString()).toBe(
      'text',
    );
  });

  test('is written only where nobody else wrote it', async () => {
    await put('once', { IfNoneMatch: '*' });
    await expect(put('once', { IfNoneMatch: '*' })).rejects.toMatchObject(refused('PreconditionFailed', 412));
    await expect(put('once', { IfMatch: '"other"' })).rejects.toMatchObject(
      refused('PreconditionFailed', 412),
    );
    await expect(put('never', { IfMatch: '"other"' })).rejects.toMatchObject(refused('NoSuchKey', 404));
  });

  test('whose digest is wrong is not kept', async () => {
    const wrong = { ChecksumSHA256: Buffer.alloc(32).toString('base64') };
    await expect(put('bad', wrong)).rejects.toMatchObject(refused('BadDigest', 400));
    await expect(put('bad', { ContentMD5: Buffer.alloc(16).toString('base64') })).rejects.toMatchObject(
      refused('BadDigest', 400),
    );
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'bad' }))).rejects.toMatchObject(
      refused('NotFound', 404),
    );
  });

  test('is deleted, whether or not it was there', async () => {
    await put('gone');
    for (const _ of [1, 2])
      expect(await s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }))).toMatchObject({
        $metadata: { httpStatusCode: 204 },
      });
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'gone' }))).rejects.toMatchObject({
      ...refused('NoSuchKey', 404),
      message: 'The specified key does not exist.',
      Key: 'gone',
    });
  });

  test('of a bucket that is not there is not found', async () => {
    await expect(
      s3.send(new PutObjectCommand({ Bucket: 'elsewhere', Key: 'k', Body: 'v' })),
    ).rejects.toMatchObject(refused('NoSuchBucket', 404));
    await expect(s3.send(new HeadBucketCommand({ Bucket: 'elsewhere' }))).rejects.toMatchObject(
      refused('NotFound', 404),
    );
  });

  test.each([
    ['a key of 1025 bytes', { Key: 'k'.repeat(1025) }, 'KeyTooLongError'],
    ['metadata of 2049 bytes', { Metadata: { m: 'x'.repeat(2048) } }, 'MetadataTooLarge'],
  ])('with %s is refused', async (_, more, name) => {
    await expect(put('k', more)).rejects.toMatchObject(refused(name, 400));
  });
});
