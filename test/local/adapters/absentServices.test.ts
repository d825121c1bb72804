import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { cbor } from '@smithy/core/cbor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requireSignatures } from '../../../local/adapters/guardAwsEndpoint.ts';
import { serveHttp } from '../../../local/adapters/serveHttp.ts';
import { serveAwsEndpoint } from '../../support/serveAwsEndpoint.ts';

let served: Awaited<ReturnType<typeof serveAwsEndpoint>>;
beforeAll(async () => {
  served = await serveAwsEndpoint();
});
afterAll(() => served.close());

const FORM = 'application/x-www-form-urlencoded';

async function ask(service: string | undefined, path: string, headers: object, body?: string) {
  const scope = `AKID/20300101/us-east-1/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=00`;
  const answer = await fetch(`${served.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...(service && { authorization }), ...headers },
    ...(body !== undefined && { body }),
  });
  const type = answer.headers.get('content-type');
  const error = answer.headers.get('x-amzn-errortype');
  return { status: answer.status, type, error, body: Buffer.from(await answer.arrayBuffer()) };
}

const NOT_HERE =
  / here\. This cloud has .*CloudWatch, CloudWatch Logs, .*S3, Secrets Manager, SES, SNS, SQS, STS, and X-Ray\.$/;

describe('what S3’s protocol asks of a service that is not here', () => {
  test('is refused in that protocol’s words, with what is here', async () => {
    const { status, body } = await ask('s3-outposts', '/b/k', {});
    expect([status, String(body)]).toEqual([
      501,
      expect.stringMatching(/^<Error><Code>NotImplemented<\/Code><Message>There is no s3-outposts here/),
    ]);
  });

  test('is told to who sends in chunks, as S3 alone is sent', async () => {
    const answer = await ask('s3', '/b/k', { 'content-encoding': 'aws-chunked' }, '1\r\na\r\n0\r\n\r\n');
    expect([answer.status, String(answer.body)]).toEqual([501, expect.stringMatching(/POST of the object/)]);
  });

  test('is told to who follows an address that was signed beforehand', async () => {
    const credential = encodeURIComponent('AKID/20300101/us-east-1/s3-object-lambda/aws4_request');
    const { status, body } = await ask(undefined, `/b/k?X-Amz-Credential=${credential}`, {});
    expect([status, String(body)]).toEqual([
      501,
      expect.stringMatching(/^<Error><Code>NotImplemented<\/Code><Message>There is no s3-object-lambda/),
    ]);
  });
});

describe('a service that is not here', () => {
  test.each([
    [
      'iam',
      'IAM',
      /^<ErrorResponse xmlns="[^"]+"><Error><Type>Sender<\/Type><Code>InvalidAction<\/Code><Message>([^<]+)<\/Message><\/Error><RequestId>/,
    ],
    [
      'ec2',
      'EC2',
      /^<Response><Errors><Error><Code>InvalidAction<\/Code><Message>([^<]+)<\/Message><\/Error><\/Errors><RequestID>/,
    ],
  ])('is refused in XML where %s is asked by a form', async (service, name, expected) => {
    const answer = await ask(service, '/', { 'content-type': FORM }, 'Action=ListUsers&Version=2010-05-08');
    expect(answer).toMatchObject({ status: 400, type: 'text/xml' });
    const [, message] = expected.exec(String(answer.body)) ?? [];
    expect(message).toMatch(NOT_HERE);
    expect(message).toMatch(new RegExp(`^There is no ${name}`));
  });

  test.each([
    ['kinesis', 'Kinesis', 'application/x-amz-json-1.1', 'Kinesis_20131202.ListStreams'],
    ['states', 'Step Functions', 'application/x-amz-json-1.0', 'AWSStepFunctions.ListStateMachines'],
  ])('is refused in JSON where %s is asked so', async (service, name, type, target) => {
    const answer = await ask(service, '/', { 'content-type': type, 'x-amz-target': target }, '{}');
    expect(answer).toMatchObject({ status: 400, type, error: 'UnknownOperationException' });
    const { __type, message } = JSON.parse(String(answer.body));
    expect(__type).toBe('UnknownOperationException');
    expect(message).toMatch(NOT_HERE);
    expect(message).toMatch(new RegExp(`^There is no ${name}`));
  });

  test.each([
    ['scheduler', '/schedules', 'EventBridge Scheduler'],
    ['some-newer-one', '/', 'some-newer-one'],
  ])('is refused by status and header where %s is asked at %s', async (service, path, name) => {
    const answer = await ask(service, path, {});
    expect(answer).toMatchObject({
      status: 404,
      type: 'application/json',
      error: 'UnknownOperationException',
    });
    expect(JSON.parse(String(answer.body)).message).toMatch(new RegExp(`^There is no ${name} here`));
  });

  test('is refused in REST-XML where Route 53 is asked', async () => {
    const answer = await ask('route53', '/2013-04-01/hostedzone', {});
    expect(answer).toMatchObject({ status: 404, type: 'text/xml' });
    expect(String(answer.body)).toMatch(/^<ErrorResponse .*<Message>There is no Route 53 here/);
  });

  test('is refused in CBOR where it is asked so', async () => {
    const headers = { 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor' };
    const answer = await ask(
      'arc-region-switch',
      '/service/ArcRegionSwitch/operation/ListPlans',
      headers,
      '',
    );
    expect(answer).toMatchObject({ type: 'application/cbor' });
    expect(cbor.deserialize(answer.body)).toEqual({
      __type: 'UnknownOperationException',
      message: expect.stringMatching(/^There is no arc-region-switch here/),
    });
  });

  test('is called by no more of its name than a person reads', async () => {
    const answer = await ask('x'.repeat(5000), '/', {});
    expect(answer.body.length).toBeLessThan(400);
  });
});

test('an unknown action of a service that is here names the action', async () => {
  const answer = await ask('dynamodb', '/', { 'x-amz-target': 'DynamoDB_20120810.CreateBackup' }, '{}');
  expect(JSON.parse(String(answer.body)).message).toBe('DynamoDB_20120810.CreateBackup is not supported.');
});

test('a refused signature has the code and the form that its client reads', async () => {
  const { iam } = served.services;
  const handle = requireSignatures({ iam, clock: served.world.clock }, () => expect.unreachable());
  const guarded = await serveHttp({ handle, port: 0, host: '127.0.0.1', purpose: 'test', variable: 'PORT' });
  const options = {
    ...served.settings,
    endpoint: guarded.url,
    systemClockOffset: served.world.clock.now() - Date.now(),
  };
  await expect(new SNSClient(options).send(new ListTopicsCommand())).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
    $metadata: { httpStatusCode: 403 },
  });
  await expect(
    new S3Client({ ...options, forcePathStyle: true }).send(new ListBucketsCommand({})),
  ).rejects.toMatchObject({ name: 'InvalidAccessKeyId', $metadata: { httpStatusCode: 403 } });
  await guarded.close();
});
