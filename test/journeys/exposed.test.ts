import { InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Sha256 } from '../../local/platform/Sha256.ts';
import { ask } from '../support/ask.ts';
import { signedHeaders } from '../support/signedHeaders.ts';
import * as given from './given.ts';
import * as when from './when.ts';

/** A name by which others reach this machine. */
const NAME = 'front.test';

let desk: given.Frontdesk;
beforeAll(async () => {
  desk = await given.frontdesk({ running: true, allowedHosts: [NAME] });
  desk.cloud.users.push({ username: 'admin', password: 'Passw0rd-2027', groups: ['Admins'] });
});
afterAll(async () => desk[Symbol.asyncDispose]());

const clientOptions = (credentials = desk.cloud.describe().accessKey!) => ({
  endpoint: desk.cloud.awsEndpointUrl,
  region: 'us-east-1',
  credentials,
  maxAttempts: 1,
});

describe('in an exposed cloud', () => {
  test('functions and data sources work as ever, with the keys of their roles', async () => {
    const [tenant, apartment] = [await desk.tenant(), await desk.apartment()];
    await when.hasBooked(desk, tenant, when.aStay(apartment, '2027-03-10', '2027-03-13'));
  });
});

describe('the AWS endpoint of an exposed cloud', () => {
  test('answers SDKs that sign with its access key', async () => {
    const { tableName, queues } = desk.cloud.describe();
    const { TableNames } = await new DynamoDBClient(clientOptions()).send(new ListTablesCommand({}));
    expect(TableNames).toContain(tableName);
    const [queue] = Object.values(queues);
    const attributes = new GetQueueAttributesCommand({ QueueUrl: queue!.url, AttributeNames: ['QueueArn'] });
    expect(await new SQSClient(clientOptions()).send(attributes)).toMatchObject({
      Attributes: { QueueArn: queue!.arn },
    });
    const lambda = new LambdaClient(clientOptions());
    const { Functions } = await lambda.send(new ListFunctionsCommand({ MaxItems: 1 }));
    expect(Functions).toHaveLength(1);
    // An ARN in the path is escaped once by the client and once more by its signature.
    const FunctionName = Functions![0]!.FunctionArn!;
    const Payload = JSON.stringify({ Records: [] });
    expect(await lambda.send(new InvokeCommand({ FunctionName, Payload }))).toMatchObject({
      StatusCode: 200,
    });
  });

  test.each([
    ['the key that everybody knows', { accessKeyId: 'test', secretAccessKey: 'test' }],
    ['a key that nobody issued', { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' }],
  ])('refuses %s', async (_name, credentials) => {
    const client = new DynamoDBClient(clientOptions(credentials));
    await expect(client.send(new ListTablesCommand({}))).rejects.toThrow(
      'The security token included in the request is invalid.',
    );
  });

  test('refuses its own key with another secret', async () => {
    const { accessKeyId } = desk.cloud.describe().accessKey!;
    const client = new DynamoDBClient(clientOptions({ accessKeyId, secretAccessKey: 'guessed' }));
    await expect(client.send(new ScanCommand({ TableName: 'any' }))).rejects.toThrow(
      /signature we calculated/,
    );
  });

  const LIST = 'AmazonSQS.ListQueues';

  /** Headers of a signed request to list queues, changed before or after it is signed. */
  async function sign(
    before: Record<string, string> = {},
    signingDate = new Date(desk.cloud.world.clock.now()),
  ) {
    const { host, hostname } = new URL(desk.cloud.awsEndpointUrl);
    const signer = new SignatureV4({
      service: 'sqs',
      region: 'us-east-1',
      credentials: desk.cloud.describe().accessKey!,
      sha256: Sha256,
    });
    const headers = { host, 'x-amz-target': LIST, ...before };
    const request = {
      method: 'POST',
      protocol: 'http:',
      hostname,
      path: '/',
      query: {},
      headers,
      body: '{}',
    };
    return (await signer.sign(request, { signingDate })).headers;
  }

  const send = async (headers: Record<string, string>, path = '/', body = '{}') => {
    const answer = await ask(`${desk.cloud.awsEndpointUrl}${path}`, { method: 'POST', headers }, body);
    return [answer.status, answer.headers['x-amzn-errortype'] ?? 'none'];
  };

  test('refuses what is unsigned, old, of the future, or changed since it was signed', async () => {
    const good = await sign();
    const now = desk.cloud.world.clock.now();
    const { 'x-amz-target': _, ...withoutTarget } = await sign();
    expect(await send(good)).toEqual([200, 'none']);
    expect(await send({ 'x-amz-target': LIST })).toEqual([403, 'MissingAuthenticationTokenException']);
    expect(await send({ ...good, authorization: 'Bearer x' })).toEqual([403, 'IncompleteSignatureException']);
    const refused = [403, 'InvalidSignatureException'];
    expect(await send(await sign({}, new Date(now - 16 * 60_000)))).toEqual(refused);
    expect(await send(await sign({}, new Date(now + 16 * 60_000)))).toEqual(refused);
    expect(await send({ ...good, 'x-amz-date': '99999999T999999Z' })).toEqual(refused);
    expect(await send({ ...good, 'x-amz-target': 'AmazonSQS.PurgeQueue' })).toEqual(refused);
    expect(await send({ ...good, 'x-amz-added': 'later' })).toEqual(refused);
    expect(await send(withoutTarget)).toEqual(refused);
    expect(await send(good, '/', '{"MaxResults":1}')).toEqual(refused);
    expect(await send(good, '/?Action=PurgeQueue')).toEqual(refused);
  });

  test('lets users sign in without a signature, and lets nothing else pass for that', async () => {
    const { userPoolClientId: ClientId } = desk.cloud.describe();
    const AuthParameters = { USERNAME: 'admin', PASSWORD: 'Passw0rd-2027' };
    const signIn = { ClientId: ClientId!, AuthFlow: 'USER_PASSWORD_AUTH' as const, AuthParameters };
    const cognito = new CognitoIdentityProviderClient(
      clientOptions({ accessKeyId: '', secretAccessKey: '' }),
    );
    expect(await cognito.send(new InitiateAuthCommand(signIn))).toHaveProperty('AuthenticationResult');
    const target = 'AWSCognitoIdentityProviderService.InitiateAuth';
    const refused = [403, 'MissingAuthenticationTokenException'];
    expect(await send({ 'x-amz-target': target }, '/2015-03-31/functions/any/invocations')).toEqual(refused);
    expect(await send({ 'x-amz-target': `${target}.AdminGetUser` })).toEqual(refused);
    expect(await send({ 'x-amz-target': 'AWSCognitoIdentityProviderService.AdminGetUser' })).toEqual(refused);
  });
});

test('the well-known key signs no GraphQL request of an exposed cloud', async () => {
  const { graphqlUrl } = desk.cloud;
  const body = '{"query":"{ __typename }"}';
  const headers = await signedHeaders(graphqlUrl, body);
  expect(await ask(graphqlUrl, { method: 'POST', headers }, body)).toMatchObject({ status: 403 });
});

describe('outputs.json of an exposed cloud', () => {
  const read = async (headers: Record<string, string>) =>
    JSON.parse((await ask(desk.cloud.graphqlUrl.replace('/graphql', '/outputs.json'), { headers })).body);

  test('names keys and passwords to this machine', async () => {
    expect(await read({})).toEqual(desk.cloud.describe());
  });

  test.each<Record<string, string>>([
    { host: NAME },
    { host: 'localhost', 'x-forwarded-for': '203.0.113.1' },
    { host: 'localhost', forwarded: 'for=203.0.113.1' },
  ])('names none to whoever asks with %j, but addresses that work there', async (headers) => {
    const { apiKey, accessKey, users, tableName } = desk.cloud.describe();
    const outputs = await read(headers);
    const secrets = [apiKey!, accessKey!.secretAccessKey, accessKey!.accessKeyId, users[0]!.password];
    for (const secret of secrets) expect(JSON.stringify(outputs)).not.toContain(secret);
    expect(outputs).toMatchObject({
      apiKey: null,
      accessKey: null,
      users: [],
      tableName,
      graphqlUrl: desk.cloud.graphqlUrl.replace('127.0.0.1', headers['host']!),
    });
  });
});

test('the console’s schema is for this machine, and elsewhere for those who may ask for the schema', async () => {
  const url = desk.cloud.graphqlUrl.replace('/graphql', '/console/schema.graphql');
  const here = await ask(url);
  expect(here.body).toContain('**May be called by** group Admins');
  expect(await ask(url, { headers: { host: NAME } })).toMatchObject({
    status: 401,
    headers: { 'x-amzn-errortype': 'UnauthorizedException' },
  });
  const there = { host: NAME, authorization: desk.admin.idToken };
  expect(await ask(url, { headers: there })).toMatchObject({ status: 200, body: here.body });
  const known = { 'if-none-match': here.headers.etag! };
  expect(await ask(url, { headers: known })).toMatchObject({ status: 304, body: '' });
});
