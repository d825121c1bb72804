import { createHmac } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { Amplify } from 'aws-amplify';
import { fetchAuthSession, signIn, signOut } from 'aws-amplify/auth';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { ClientId, givenPool, MOMENT, UserPoolId, type Given } from './poolHarness.ts';

const PASSWORD = 'Correct-horse-1';

async function givenAnn(given?: Given) {
  const all = await givenPool(given);
  await create(all.sdk);
  await all.sdk.send(
    new AdminSetUserPasswordCommand({ UserPoolId, Username: 'ann', Password: PASSWORD, Permanent: true }),
  );
  return all;
}

const create = (sdk: CognitoIdentityProviderClient) =>
  sdk.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username: 'ann',
      TemporaryPassword: 'Temporary-1',
      UserAttributes: [
        { Name: 'email', Value: 'ann@example.com' },
        { Name: 'email_verified', Value: 'true' },
        { Name: 'custom:shift', Value: 'night' },
      ],
    }),
  );

const withPassword = (PASSWORD: string, USERNAME = 'ann') =>
  new InitiateAuthCommand({
    ClientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME, PASSWORD },
  });

test('the right password gives tokens with the claims of Cognito', async () => {
  const { sdk, cognito } = await givenAnn();
  await sdk.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: 'ann', GroupName: 'Keepers' }));

  const { AuthenticationResult } = await sdk.send(withPassword(PASSWORD));

  expect(AuthenticationResult).toMatchObject({
    ExpiresIn: 3600,
    TokenType: 'Bearer',
    RefreshToken: expect.any(String),
  });
  const jwks = createLocalJWKSet((await cognito.jwks(UserPoolId)) as never);
  const verified = async (token: string) =>
    (await jwtVerify(token, jwks, { currentDate: new Date(MOMENT) })).payload;
  const common = {
    iss: `https://cognito-idp.us-east-1.amazonaws.com/${UserPoolId}`,
    'cognito:groups': ['Keepers'],
    sub: expect.stringMatching(/^[0-9a-f-]{36}$/),
    auth_time: MOMENT / 1000,
    iat: MOMENT / 1000,
    exp: MOMENT / 1000 + 3600,
    origin_jti: expect.any(String),
    event_id: expect.any(String),
    jti: expect.any(String),
  };
  expect(await verified(AuthenticationResult!.IdToken!)).toEqual({
    ...common,
    aud: ClientId,
    token_use: 'id',
    email: 'ann@example.com',
    email_verified: true,
    'cognito:username': 'ann',
    'custom:shift': 'night',
  });
  expect(await verified(AuthenticationResult!.AccessToken!)).toEqual({
    ...common,
    client_id: ClientId,
    token_use: 'access',
    scope: 'aws.cognito.signin.user.admin',
    username: 'ann',
  });
  expect(decodeProtectedHeader(AuthenticationResult!.IdToken!)).toEqual({
    alg: 'RS256',
    kid: expect.any(String),
  });
});

test('a user may sign in by the alias, in upper or lower case', async () => {
  const { sdk } = await givenAnn();

  const { AuthenticationResult } = await sdk.send(withPassword(PASSWORD, 'ANN@example.com'));

  expect(AuthenticationResult?.AccessToken).toBeDefined();
});

test('a wrong password and an unknown user get the same error', async () => {
  const { sdk } = await givenAnn();
  const refusal = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };

  await expect(sdk.send(withPassword('Wrong-horse-1'))).rejects.toMatchObject(refusal);
  await expect(sdk.send(withPassword(PASSWORD, 'nobody'))).rejects.toMatchObject(refusal);
});

test('a client that does not prevent user existence errors names unknown users', async () => {
  const { sdk } = await givenAnn({ client: { preventUserExistenceErrors: false } });

  await expect(sdk.send(withPassword(PASSWORD, 'nobody'))).rejects.toMatchObject({
    name: 'UserNotFoundException',
    message: 'User does not exist.',
  });
});

test('a disabled user is refused', async () => {
  const { sdk } = await givenAnn();
  await sdk.send(new AdminDisableUserCommand({ UserPoolId, Username: 'ann' }));

  await expect(sdk.send(withPassword(PASSWORD))).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: 'User is disabled.',
  });
});

test('a user with a temporary password has to choose another', async () => {
  const { sdk } = await givenPool();
  await create(sdk);

  const asked = await sdk.send(withPassword('Temporary-1'));
  expect(asked).toMatchObject({
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    ChallengeParameters: { USER_ID_FOR_SRP: 'ann' },
  });
  const answer = (NEW_PASSWORD: string) =>
    new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session: asked.Session,
      ChallengeResponses: { USERNAME: 'ann', NEW_PASSWORD },
    });

  await expect(sdk.send(answer('short'))).rejects.toMatchObject({ name: 'InvalidPasswordException' });
  expect((await sdk.send(answer(PASSWORD))).AuthenticationResult?.IdToken).toBeDefined();
  expect((await sdk.send(withPassword(PASSWORD))).AuthenticationResult?.IdToken).toBeDefined();
});

test('a challenge expires', async () => {
  const { sdk, world } = await givenPool();
  await create(sdk);
  const { Session } = await sdk.send(withPassword('Temporary-1'));

  await world.clock.advance(3 * 60_000);

  const late = new RespondToAuthChallengeCommand({
    ClientId,
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session,
    ChallengeResponses: { USERNAME: 'ann', NEW_PASSWORD: PASSWORD },
  });
  await expect(sdk.send(late)).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: 'Invalid session for the user, session is expired.',
  });
});

test('a refresh token renews the others until it expires', async () => {
  const { sdk, world } = await givenAnn();
  const { RefreshToken, IdToken } = (await sdk.send(withPassword(PASSWORD))).AuthenticationResult!;
  const renew = () =>
    sdk.send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN: RefreshToken! },
      }),
    );

  await world.clock.advance(1000);
  const renewed = (await renew()).AuthenticationResult!;
  expect(renewed.RefreshToken).toBeUndefined();
  expect(renewed.IdToken).not.toBe(IdToken);

  await world.clock.advance(30 * 24 * 3_600_000);
  await expect(renew()).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: 'Refresh Token has expired',
  });
});

test('a client with a secret must prove it', async () => {
  const { sdk } = await givenAnn({ client: { secret: 'sesame' } });
  const attempt = (SECRET_HASH?: string) =>
    sdk.send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: 'ann', PASSWORD, ...(SECRET_HASH && { SECRET_HASH }) },
      }),
    );
  const hash = createHmac('sha256', 'sesame').update(`ann${ClientId}`).digest('base64');

  await expect(attempt()).rejects.toMatchObject({
    message: `Client ${ClientId} is configured with secret but SECRET_HASH was not received`,
  });
  await expect(attempt('nonsense')).rejects.toMatchObject({
    message: `Unable to verify secret hash for client ${ClientId}`,
  });
  expect((await attempt(hash)).AuthenticationResult?.IdToken).toBeDefined();
});

test('a flow the client does not allow is refused', async () => {
  const { sdk } = await givenAnn({ client: { explicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] } });
  const byAdmin = new AdminInitiateAuthCommand({
    UserPoolId,
    ClientId,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'ann', PASSWORD },
  });

  await expect(sdk.send(withPassword(PASSWORD))).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'USER_PASSWORD_AUTH flow not enabled for this client',
  });
  await expect(sdk.send(byAdmin)).rejects.toMatchObject({ message: 'Auth flow not enabled for this client' });
});

test('an expired token and one of another pool are refused', async () => {
  const { sdk, cognito, world } = await givenAnn();
  const { IdToken } = (await sdk.send(withPassword(PASSWORD))).AuthenticationResult!;
  expect(await cognito.verifyToken(UserPoolId, IdToken!)).toMatchObject({ token_use: 'id' });

  const other = await givenAnn();
  await expect(other.cognito.verifyToken(UserPoolId, IdToken!)).rejects.toMatchObject({
    code: 'NotAuthorizedException',
  });
  await expect(cognito.verifyToken(UserPoolId, 'nonsense')).rejects.toMatchObject({
    code: 'NotAuthorizedException',
  });
  await world.clock.advance(3_600_000);
  await expect(cognito.verifyToken(UserPoolId, IdToken!)).rejects.toMatchObject({
    message: 'Access Token has expired',
  });
});

test('aws-amplify signs in without sending the password', async () => {
  const { url } = await givenAnn();
  Amplify.configure({
    Auth: { Cognito: { userPoolId: UserPoolId, userPoolClientId: ClientId, userPoolEndpoint: url } },
  });

  await expect(signIn({ username: 'ann', password: 'Wrong-horse-1' })).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: 'Incorrect username or password.',
  });
  expect(await signIn({ username: 'ann', password: PASSWORD })).toMatchObject({ isSignedIn: true });
  expect((await fetchAuthSession()).tokens?.idToken?.payload['cognito:username']).toBe('ann');
  await signOut();
});

test('the state of a pool can be written as JSON and read back', async () => {
  const { sdk, pools } = await givenAnn();
  const { IdToken } = (await sdk.send(withPassword(PASSWORD))).AuthenticationResult!;

  const later = await givenPool({ pools: JSON.parse(JSON.stringify(pools)) });

  expect(await later.cognito.verifyToken(UserPoolId, IdToken!)).toMatchObject({ 'cognito:username': 'ann' });
  expect((await later.sdk.send(withPassword(PASSWORD))).AuthenticationResult?.IdToken).toBeDefined();
});
