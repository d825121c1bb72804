import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cloud } from '../../../../local/startCloud.ts';
import { getAtt, role, sender, startForeignCloud, statement } from '../iam/authorization/foreignTemplate.ts';

const resources = {
  Goods: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'goods' } },
  Worker: role('lambda', [
    statement(['s3:GetObject', 's3:PutObject'], { 'Fn::Sub': '${Goods.Arn}/own/*' }),
    statement('s3:ListBucket', getAtt('Goods'), { Condition: { StringEquals: { 's3:prefix': 'own/' } } }),
  ]),
  Sender: sender('Worker'),
};

describe('a function', () => {
  let cloud: Cloud;
  let lambda: LambdaClient;
  beforeAll(async () => {
    ({ cloud } = await startForeignCloud(resources));
    const credentials = { accessKeyId: 'made', secretAccessKey: 'up' };
    lambda = new LambdaClient({ endpoint: cloud.awsEndpointUrl, region: 'us-east-1', credentials });
  });
  afterAll(() => cloud.close());

  const send = async (command: string, input: object): Promise<unknown> => {
    const Payload = JSON.stringify({ client: 's3', command, input: { Bucket: 'goods', ...input } });
    const { Payload: answer } = await lambda.send(new InvokeCommand({ FunctionName: 'sender', Payload }));
    return JSON.parse(Buffer.from(answer!).toString());
  };

  test('does with objects what its role may', async () => {
    expect(await send('PutObject', { Key: 'own/1', Body: 'text' })).toHaveProperty('ETag');
    expect(await send('HeadObject', { Key: 'own/1' })).toMatchObject({ ContentLength: 4 });
    expect(await send('ListObjectsV2', { Prefix: 'own/' })).toMatchObject({ KeyCount: 1 });
  });

  test.each([
    ['PutObject', { Key: 'other/1', Body: 'text' }, 's3:PutObject'],
    ['GetObject', { Key: 'other/1' }, 's3:GetObject'],
    ['DeleteObject', { Key: 'own/1' }, 's3:DeleteObject'],
    ['ListObjectsV2', {}, 's3:ListBucket'],
  ])('is denied %s without a grant', async (command, input, action) => {
    expect(await send(command, input)).toEqual({
      error: {
        name: 'AccessDenied',
        Code: 'AccessDenied',
        status: 403,
        message: expect.stringContaining(action),
      },
    });
  });

  test('that may not list is not told whether an object is there', async () => {
    expect(await send('GetObject', { Key: 'own/none' })).toMatchObject({
      error: { name: 'AccessDenied', status: 403 },
    });
  });
});

test('with strict IAM the owner’s key reads and writes any key, and another one nothing', async () => {
  const { cloud } = await startForeignCloud(resources, { strictIam: true, frozenAt: Date.now() });
  const options = {
    endpoint: cloud.awsEndpointUrl,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
  };
  const owner = new S3Client({ ...options, credentials: cloud.describe().accessKey! });
  const object = { Bucket: 'goods', Key: 'a b/ä+&=%.txt' };
  await owner.send(new PutObjectCommand({ ...object, Body: Uint8Array.of(255, 0, 128) }));
  const got = await owner.send(new GetObjectCommand(object));
  expect(await got.Body!.transformToByteArray()).toEqual(Uint8Array.of(255, 0, 128));
  const wrong = new S3Client({
    ...options,
    credentials: { accessKeyId: cloud.describe().accessKey!.accessKeyId, secretAccessKey: 'wrong' },
  });
  await expect(wrong.send(new GetObjectCommand(object))).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
    $metadata: { httpStatusCode: 403 },
  });
  await cloud.close();
});

test('what programs put is there after a restart', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'buckets-'));
  const object = { Bucket: 'goods', Key: 'kept' };
  const using = async (work: (s3: S3Client) => Promise<void>) => {
    const { cloud } = await startForeignCloud(resources, { dataDirectory });
    const s3 = new S3Client({
      endpoint: cloud.awsEndpointUrl,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'made', secretAccessKey: 'up' },
    });
    await work(s3);
    s3.destroy();
    await cloud.close();
  };
  let etag: string | undefined;
  await using(async (s3) => {
    ({ ETag: etag } = await s3.send(
      new PutObjectCommand({ ...object, Body: 'text', ContentType: 'text/plain' }),
    ));
  });
  await using(async (s3) => {
    const got = await s3.send(new GetObjectCommand(object));
    expect([await got.Body!.transformToString(), got.ETag, got.ContentType]).toEqual([
      'text',
      etag,
      'text/plain',
    ]);
  });
});
