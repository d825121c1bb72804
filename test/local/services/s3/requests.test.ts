import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Agent } from 'node:http';
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

const put = (Key: string, more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body: 'text', ...more }));
const refused = (name: string, httpStatusCode: number) => ({ name, $metadata: { httpStatusCode } });

test('a bucket is named by the host, as SDKs do by themselves', async () => {
  const { url, settings } = served;
  const httpAgent = new Agent({
    lookup: (_name, _options, found) => found(null, [{ address: '127.0.0.1', family: 4 }]),
  });
  const client = new S3Client({
    ...settings,
    endpoint: url.replace('127.0.0.1', 'localhost'),
    requestHandler: { httpAgent },
  });
  const hosts: unknown[] = [];
  client.middlewareStack.add(
    (next) => (args) => {
      hosts.push((args.request as { hostname?: string }).hostname);
      return next(args);
    },
    { step: 'finalizeRequest' },
  );
  await client.send(new PutObjectCommand({ Bucket, Key: 'goods/by host', Body: 'text' }));
  const got = await client.send(new GetObjectCommand({ Bucket, Key: 'goods/by host' }));
  expect([await got.Body!.transformToString(), new Set(hosts)]).toEqual([
    'text',
    new Set(['goods.localhost']),
  ]);
  client.destroy();
});

describe('a list', () => {
  const list = (more: object) => s3.send(new ListObjectsV2Command({ Bucket, ...more }));
  const keysOf = ({ Contents = [] }: { Contents?: readonly { Key?: string }[] }) =>
    Contents.map(({ Key }) => Key);
  beforeEach(async () => {
    for (const Key of ['b/2', 'a', 'b/1', 'ä <&>', 'b/c/3']) await put(Key);
  });

  test('is in the order of keys, whatever they hold', async () => {
    expect(keysOf(await list({}))).toEqual(['a', 'b/1', 'b/2', 'b/c/3', 'ä <&>']);
    // Whoever asks for encoded keys decodes them.
    expect(
      keysOf(await list({ EncodingType: 'url', Prefix: 'ä' })).map((key) => decodeURIComponent(key!)),
    ).toEqual(['ä <&>']);
  });

  test('ends at the delimiter', async () => {
    const { Contents, CommonPrefixes, KeyCount } = await list({ Prefix: 'b/', Delimiter: '/' });
    expect([keysOf({ Contents: Contents! }), CommonPrefixes, KeyCount]).toEqual([
      ['b/1', 'b/2'],
      [{ Prefix: 'b/c/' }],
      3,
    ]);
  });

  test('goes on where its page ended', async () => {
    const pages: (string | undefined)[][] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await list({ MaxKeys: 2, ContinuationToken });
      pages.push(keysOf(page));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    expect(pages).toEqual([['a', 'b/1'], ['b/2', 'b/c/3'], ['ä <&>']]);
    await expect(list({ ContinuationToken: 'none of mine' })).rejects.toMatchObject(
      refused('InvalidArgument', 400),
    );
  });

  test('of buckets names them', async () => {
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual([Bucket]);
    await s3.send(new HeadBucketCommand({ Bucket }));
  });
});

describe('what is sent', () => {
  const ask = (path: string, init: RequestInit, host = '') =>
    fetch(`${served.url}${path}`, {
      ...init,
      headers: {
        authorization:
          'AWS4-HMAC-SHA256 Credential=AKID/20300101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00',
        ...(host && { host }),
        ...init.headers,
      },
    });

  test.each([
    ['ends early', 'ff\r\ntext\r\n0\r\n\r\n'],
    ['has no length', 'text'],
    ['has an endless length', `${'f'.repeat(20)}\r\ntext`],
  ])('in chunks and %s is refused', async (_, body) => {
    const answer = await ask('/goods/k', {
      method: 'PUT',
      body,
      headers: { 'content-encoding': 'aws-chunked' },
    });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('IncompleteBody')]);
  });

  test('in signed chunks is taken', async () => {
    const body = `4;chunk-signature=${'0'.repeat(64)}\r\ntext\r\n0;chunk-signature=${'0'.repeat(64)}\r\n\r\n`;
    await ask('/goods/k', { method: 'PUT', body, headers: { 'content-encoding': 'aws-chunked' } });
    expect(await (await ask('/goods/k', {})).text()).toBe('text');
  });

  test.each([
    ['GET', '/goods?versioning'],
    ['GET', '/goods'],
    ['GET', '/goods/k?acl'],
    ['POST', '/goods?delete'],
    ['PUT', '/goods'],
    ['PUT', '/goods/k?partNumber=1&uploadId=2'],
    ['PATCH', '/goods/k'],
  ])('as %s %s is named as what is not here', async (method, path) => {
    const answer = await ask(path, { method });
    expect([answer.status, await answer.text()]).toEqual([
      501,
      expect.stringMatching(/<Code>NotImplemented<\/Code><Message>.* S3 here has no more than/),
    ]);
  });

  test('holds at most 10,000 objects, and 64 MiB, of all buckets', async () => {
    const { s3: service } = served.services;
    const many = Array.from({ length: 10_000 }, (_, at) => ({
      key: `${at}`,
      body: new Uint8Array(),
      settings: {},
    }));
    service.deploy(Bucket, many, []);
    await expect(put('one more')).rejects.toMatchObject(refused('InsufficientStorage', 507));
    await put('9999');
    service.deploy(Bucket, [], service.keysBelow(Bucket, ''));
    const body = new Uint8Array(32 * 1024 * 1024);
    service.deploy(
      Bucket,
      [
        { key: 'large', body, settings: {} },
        { key: 'larger', body, settings: {} },
      ],
      [],
    );
    await expect(put('one more')).rejects.toMatchObject(refused('InsufficientStorage', 507));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'large' }));
    await put('one more');
  });
});
