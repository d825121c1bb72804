import { expect, test } from 'vitest';
import { cognitoWellKnown } from '../../../local/adapters/cognitoWellKnown.ts';
import { givenPool, UserPoolId } from '../services/cognito/poolHarness.ts';

const get = (path: string) => ({ method: 'GET', path, headers: {}, body: '', sourceIp: '' });

test('a pool publishes its keys, and no more than is public', async () => {
  const { cognito } = await givenPool();

  const answer = await cognitoWellKnown(cognito, get(`/${UserPoolId}/.well-known/jwks.json`));

  const { keys } = JSON.parse(String(answer?.body));
  expect(keys).toEqual([
    { alg: 'RS256', kty: 'RSA', use: 'sig', kid: expect.any(String), e: 'AQAB', n: expect.any(String) },
  ]);
});

test('a pool is discovered', async () => {
  const { cognito } = await givenPool();
  const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${UserPoolId}`;

  const answer = await cognitoWellKnown(cognito, get(`/${UserPoolId}/.well-known/openid-configuration`));

  expect(JSON.parse(String(answer?.body))).toMatchObject({
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
  });
});

test.each(['/us-east-1_none/.well-known/jwks.json', '/', `/${UserPoolId}`])(
  '%s is left to others',
  async (path) => {
    const { cognito } = await givenPool();

    expect(await cognitoWellKnown(cognito, get(path))).toBeUndefined();
  },
);
