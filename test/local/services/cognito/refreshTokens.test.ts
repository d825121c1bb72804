import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  DescribeUserPoolClientCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { Amplify } from 'aws-amplify';
import { fetchAuthSession, signIn, signOut } from 'aws-amplify/auth';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ClientId, type Given, givenPool, MOMENT, UserPoolId } from './poolHarness.ts';

const PASSWORD = 'Correct-horse-1';
const ROTATION = { refreshTokenRotation: { retryGraceMs: 10_000 } };

async function givenAnn(given?: Given) {
  const all = await givenPool(given);
  const { sdk } = all;
  const UserAttributes = [{ Name: 'email', Value: 'ann@example.com' }];
  await sdk.send(new AdminCreateUserCommand({ UserPoolId, Username: 'ann', UserAttributes }));
  await sdk.send(
    new AdminSetUserPasswordCommand({ UserPoolId, Username: 'ann', Password: PASSWORD, Permanent: true }),
  );
  const signedIn = await sdk.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ann', PASSWORD },
    }),
  );
  const refresh = async (RefreshToken?: string, ClientSecret?: string) => {
    const command = new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken, ClientSecret });
    return (await sdk.send(command)).AuthenticationResult!;
  };
  return { ...all, first: signedIn.AuthenticationResult!, refresh };
}

const REUSED = { name: 'RefreshTokenReuseException' };

test('without rotation a refresh token renews the others until it expires', async () => {
  const { world, first, refresh, cognito } = await givenAnn({
    client: { explicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
  });

  await world.clock.advance(3_600_000);
  const renewed = await refresh(first.RefreshToken);
  expect(renewed).toMatchObject({ ExpiresIn: 3600, TokenType: 'Bearer' });
  expect(renewed.RefreshToken).toBeUndefined();
  expect(await cognito.verifyToken(UserPoolId, renewed.IdToken!)).toMatchObject({
    'cognito:username': 'ann',
  });

  await world.clock.advance(30 * 24 * 3_600_000);
  await expect(refresh(first.RefreshToken)).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: 'Refresh Token has expired',
  });
  await expect(refresh('nonsense')).rejects.toMatchObject({ message: 'Invalid Refresh Token' });
});

test('with rotation a refresh token serves once, and again for a retry within the grace period', async () => {
  const { world, first, refresh } = await givenAnn({ client: ROTATION });

  const second = await refresh(first.RefreshToken);
  expect(second.RefreshToken).not.toBe(first.RefreshToken);
  await world.clock.advance(9999);
  expect((await refresh(first.RefreshToken)).RefreshToken).toBeDefined();
  await world.clock.advance(1);

  await expect(refresh(first.RefreshToken)).rejects.toMatchObject(REUSED);
  expect((await refresh(second.RefreshToken)).AccessToken).toBeDefined();
});

test('a rotated refresh token does not outlive the sign-in', async () => {
  const { world, first, refresh } = await givenAnn({ client: ROTATION });
  await world.clock.advance(29 * 24 * 3_600_000);
  const { RefreshToken } = await refresh(first.RefreshToken);
  await world.clock.advance(24 * 3_600_000);
  await expect(refresh(RefreshToken)).rejects.toMatchObject({ message: 'Refresh Token has expired' });
});

test('rotation leaves no other way to refresh, and is described', async () => {
  const { sdk, first } = await givenAnn({ client: ROTATION });
  const AuthParameters = { REFRESH_TOKEN: first.RefreshToken! };
  await expect(
    sdk.send(new InitiateAuthCommand({ ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  const { UserPoolClient } = await sdk.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
  expect(UserPoolClient?.RefreshTokenRotation).toEqual({ Feature: 'ENABLED', RetryGracePeriodSeconds: 10 });
});

test('revoking one of a session’s refresh tokens ends all of them, and its access tokens', async () => {
  const { sdk, first, refresh } = await givenAnn({ client: ROTATION });
  const second = await refresh(first.RefreshToken);

  await sdk.send(new RevokeTokenCommand({ ClientId, Token: first.RefreshToken }));

  const revoked = { message: 'Refresh Token has been revoked' };
  await expect(refresh(second.RefreshToken)).rejects.toMatchObject(revoked);
  await expect(sdk.send(new GetUserCommand({ AccessToken: second.AccessToken }))).rejects.toMatchObject({
    message: 'Access Token has been revoked',
  });
});

test('rotation survives a restart', async () => {
  const { pools, first, refresh } = await givenAnn({ client: ROTATION });
  const second = await refresh(first.RefreshToken);

  const later = await givenPool({ client: ROTATION, pools: JSON.parse(JSON.stringify(pools)) });
  const again = (RefreshToken?: string) =>
    later.sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken }));

  await later.world.clock.advance(10_000);
  await expect(again(first.RefreshToken)).rejects.toMatchObject(REUSED);
  expect((await again(second.RefreshToken)).AuthenticationResult?.RefreshToken).toBeDefined();
});

test('a client with a secret must prove it', async () => {
  const { pools, first } = await givenAnn();
  const { sdk } = await givenPool({ client: { secret: 'sesame' }, pools });
  const { RefreshToken } = first;
  const refresh = (ClientSecret?: string) =>
    sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken, ClientSecret }));
  for (const secret of [undefined, 'nonsense']) {
    await expect(refresh(secret)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  }
  expect((await refresh('sesame')).AuthenticationResult?.IdToken).toBeDefined();
});

test.each([
  ['as it is', {}],
  ['with rotation', ROTATION],
])('aws-amplify refreshes an expired token %s, twice', async (_, client) => {
  vi.useFakeTimers({ toFake: ['Date'], now: MOMENT });
  onTestFinished(() => void vi.useRealTimers());
  const { url, world } = await givenAnn({ client });
  Amplify.configure({
    Auth: { Cognito: { userPoolId: UserPoolId, userPoolClientId: ClientId, userPoolEndpoint: url } },
  });
  await signIn({
    username: 'ann',
    password: PASSWORD,
    options: { authFlowType: 'USER_PASSWORD_AUTH' },
  });

  const seen = new Set<string>();
  for (let hours = 0; hours < 3; hours++) {
    const { tokens } = await fetchAuthSession();
    expect(tokens!.idToken!.payload.exp! * 1000).toBeGreaterThan(world.clock.now());
    seen.add(tokens!.accessToken.toString());
    await world.clock.advance(3_600_000);
    vi.setSystemTime(world.clock.now());
  }

  expect(seen.size).toBe(3);
  await signOut();
  expect((await fetchAuthSession()).tokens).toBeUndefined();
});
