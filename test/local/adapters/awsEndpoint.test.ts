import { expect, onTestFinished, test } from 'vitest';
import { cognitoWellKnown } from '../../../local/adapters/awsEndpoint.ts';
import { createServices } from '../../../local/createServices.ts';
import { createWorld } from '../../../local/platform/World.ts';
import { givenPool, UserPoolId } from '../services/cognito/poolHarness.ts';

function givenEndpoint() {
  const world = createWorld({ seed: 1, frozenAt: Date.UTC(2027, 0, 20, 10) });
  const { awsEndpoint } = createServices(world, {
    assets: { pathOf: () => undefined },
    awsEndpointUrl: () => 'http://127.0.0.1',
  });
  onTestFinished(() => world.clock.stop());
  return (target: string, body = '{}', headers: Record<string, string> = {}) =>
    awsEndpoint({
      method: 'POST',
      path: '/',
      headers: { 'x-amz-target': target, ...headers },
      body,
      sourceIp: '127.0.0.1',
    });
}

test('a response has the date of the cloud’s clock, by which SDKs correct theirs', async () => {
  const post = givenEndpoint();

  const answer = await post('DynamoDB_20120810.ListTables');

  expect(answer).toMatchObject({ status: 200, headers: { date: 'Wed, 20 Jan 2027 10:00:00 GMT' } });
});

test.each([
  '__proto__.toString',
  'constructor.keys',
  'AmazonSQS.toString',
  'AmazonSQS.__proto__',
  'AmazonSQS.constructor',
  'DynamoDB_20120810.ListTables.toString',
  'DynamoDB_20120810',
  '.',
  '',
])('%j names no action', async (target) => {
  const post = givenEndpoint();

  const { status, body } = await post(target);

  expect([status, JSON.parse(String(body)).__type]).toEqual([400, 'UnknownOperationException']);
});

test.each([
  ['null', 'null'],
  ['a list', '[]'],
  ['text', '"x"'],
  ['a number', '1e999'],
  ['no JSON', '{"a":'],
  ['a bomb of brackets', '['.repeat(1_000_000)],
  ['deeper than any request of AWS', `{"TableName":${'{"M":'.repeat(100)}1${'}'.repeat(101)}`],
])('a body that is %s is not serializable', async (_, body) => {
  const post = givenEndpoint();

  const answers = [
    await post('DynamoDB_20120810.GetItem', body),
    await post('AmazonSQS.SendMessage', body),
    await post('AWSEvents.PutEvents', body),
    await post('AWSCognitoIdentityProviderService.SignUp', body),
  ];

  for (const answer of answers) {
    expect(answer.status).toBe(400);
    expect(JSON.parse(String(answer.body)).__type).toMatch(/SerializationException$/);
  }
});

test('brackets in strings do not nest', async () => {
  const post = givenEndpoint();
  const Detail = JSON.stringify({ text: `${'[{"'.repeat(1000)}\\` });

  const answer = await post(
    'AWSEvents.PutEvents',
    JSON.stringify({ Entries: [{ Source: 'a', DetailType: 'b', Detail }] }),
  );

  expect(JSON.parse(String(answer.body))).toMatchObject({ FailedEntryCount: 0 });
});

test('a page cannot choose the type of what it is answered', async () => {
  const post = givenEndpoint();

  const answer = await post('<script>', '{}', { 'content-type': 'text/html' });

  expect(answer.headers['content-type']).toBe('application/x-amz-json-1.0');
});

const get = (path: string) => ({ method: 'GET', path, headers: {}, body: '', sourceIp: '' });

test('a pool publishes its public keys, and nothing private', async () => {
  const { cognito } = await givenPool();

  const answer = await cognitoWellKnown(cognito, get(`/${UserPoolId}/.well-known/jwks.json`));

  const { keys } = JSON.parse(String(answer?.body));
  expect(keys).toEqual([
    { alg: 'RS256', kty: 'RSA', use: 'sig', kid: expect.any(String), e: 'AQAB', n: expect.any(String) },
  ]);
});

test('a pool publishes its OpenID configuration', async () => {
  const { cognito } = await givenPool();
  const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${UserPoolId}`;

  const answer = await cognitoWellKnown(cognito, get(`/${UserPoolId}/.well-known/openid-configuration`));

  expect(JSON.parse(String(answer?.body))).toMatchObject({
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
  });
});

test.each(['/us-east-1_none/.well-known/jwks.json', '/', `/${UserPoolId}`])(
  '%s is not handled',
  async (path) => {
    const { cognito } = await givenPool();

    expect(await cognitoWellKnown(cognito, get(path))).toBeUndefined();
  },
);

test('an error repeats four kilobytes of what was sent at most', async () => {
  const post = givenEndpoint();
  const Item = { pk: { N: 'x'.repeat(1_000_000) } };

  const { status, body } = await post(
    'DynamoDB_20120810.PutItem',
    JSON.stringify({ TableName: 'things', Item }),
  );

  expect([status, JSON.parse(String(body)).__type]).toEqual([400, 'ValidationException']);
  expect(String(body).length).toBeLessThan(4300);
});
