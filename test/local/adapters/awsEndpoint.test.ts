import { expect, test } from 'vitest';
import { cognitoWellKnown } from '../../../local/adapters/awsEndpoint.ts';
import { createServices } from '../../../local/createServices.ts';
import { createWorld } from '../../../local/platform/World.ts';
import { givenPool, UserPoolId } from '../services/cognito/poolHarness.ts';

test('a response has the date of the cloud’s clock, by which SDKs correct theirs', async () => {
  const world = createWorld({ frozenAt: Date.UTC(2027, 0, 20, 10) });
  const { awsEndpoint } = createServices(world, {
    assets: { pathOf: () => undefined },
    awsEndpointUrl: () => 'http://127.0.0.1',
  });
  const headers = { 'x-amz-target': 'DynamoDB_20120810.ListTables' };
  const answer = await awsEndpoint({ method: 'POST', path: '/', headers, body: '{}', sourceIp: '127.0.0.1' });
  expect(answer).toMatchObject({ status: 200, headers: { date: 'Wed, 20 Jan 2027 10:00:00 GMT' } });
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
