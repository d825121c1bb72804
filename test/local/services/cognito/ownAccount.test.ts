import {
  AdminConfirmSignUpCommand,
  ChangePasswordCommand,
  ConfirmSignUpCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
  SignUpCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from 'vitest';
import { ClientId, givenPool, UserPoolId } from './poolHarness.ts';

const PASSWORD = 'Correct-horse-1';

const signUp = (sdk: CognitoIdentityProviderClient, Password = PASSWORD) =>
  sdk.send(
    new SignUpCommand({
      ClientId,
      Username: 'ben',
      Password,
      UserAttributes: [{ Name: 'email', Value: 'ben@example.com' }],
    }),
  );

const signIn = async (sdk: CognitoIdentityProviderClient) => {
  const AuthParameters = { USERNAME: 'ben', PASSWORD };
  return (
    await sdk.send(new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }))
  ).AuthenticationResult!;
};

async function givenBen() {
  const all = await givenPool();
  await signUp(all.sdk);
  await all.sdk.send(new AdminConfirmSignUpCommand({ UserPoolId, Username: 'ben' }));
  return all;
}

test('a new user confirms with the code that would have been mailed', async () => {
  const { sdk, lastCode } = await givenPool();
  const confirm = (ConfirmationCode: string) =>
    sdk.send(new ConfirmSignUpCommand({ ClientId, Username: 'ben', ConfirmationCode }));

  expect(await signUp(sdk)).toMatchObject({ UserConfirmed: false, UserSub: expect.any(String) });
  await expect(signIn(sdk)).rejects.toMatchObject({ name: 'UserNotConfirmedException' });
  await expect(confirm('nonsense')).rejects.toMatchObject({ name: 'CodeMismatchException' });

  await confirm(lastCode());
  expect(await signIn(sdk)).toMatchObject({ TokenType: 'Bearer' });
  await expect(confirm('nonsense')).rejects.toMatchObject({
    message: 'User cannot be confirmed. Current status is CONFIRMED',
  });
});

test.each([
  ['Short-1', 'Password not long enough'],
  ['correct-horse-1', 'Password must have uppercase characters'],
  ['CORRECT-HORSE-1', 'Password must have lowercase characters'],
  ['Correct-horse', 'Password must have numeric characters'],
])('the policy refuses %s', async (password, reason) => {
  const { sdk } = await givenPool();

  await expect(signUp(sdk, password)).rejects.toMatchObject({
    name: 'InvalidPasswordException',
    message: `Password did not conform with policy: ${reason}`,
  });
});

test('sign-up is refused where only administrators create users', async () => {
  const { sdk } = await givenPool({ pool: { adminCreateUserOnly: true } });

  await expect(signUp(sdk)).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: 'SignUp is not permitted for this user pool',
  });
});

test('an access token lets its owner read themselves and change their password', async () => {
  const { sdk } = await givenBen();
  const { AccessToken, IdToken } = await signIn(sdk);

  expect(await sdk.send(new GetUserCommand({ AccessToken }))).toMatchObject({ Username: 'ben' });
  await expect(sdk.send(new GetUserCommand({ AccessToken: IdToken }))).rejects.toMatchObject({
    message: 'Invalid Access Token',
  });
  await expect(sdk.send(new GetUserCommand({ AccessToken: 'nonsense' }))).rejects.toMatchObject({
    message: 'Invalid Access Token',
  });

  const change = (PreviousPassword: string) =>
    sdk.send(
      new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword: 'Another-horse-2' }),
    );
  await expect(change('Wrong-horse-1')).rejects.toMatchObject({ message: 'Incorrect username or password.' });
  await change(PASSWORD);
  await expect(signIn(sdk)).rejects.toMatchObject({ message: 'Incorrect username or password.' });
});

test('signing out everywhere ends access and refresh tokens', async () => {
  const { sdk } = await givenBen();
  const { AccessToken, RefreshToken } = await signIn(sdk);

  await sdk.send(new GlobalSignOutCommand({ AccessToken }));

  await expect(sdk.send(new GetUserCommand({ AccessToken }))).rejects.toMatchObject({
    message: 'Access Token has been revoked',
  });
  const renew = new InitiateAuthCommand({
    ClientId,
    AuthFlow: 'REFRESH_TOKEN_AUTH',
    AuthParameters: { REFRESH_TOKEN: RefreshToken! },
  });
  await expect(sdk.send(renew)).rejects.toMatchObject({ message: 'Refresh Token has been revoked' });
});

test('a refresh token is revoked alone', async () => {
  const { sdk } = await givenBen();
  const { AccessToken, RefreshToken } = await signIn(sdk);
  const other = await signIn(sdk);

  await sdk.send(new RevokeTokenCommand({ ClientId, Token: RefreshToken }));

  await expect(sdk.send(new GetUserCommand({ AccessToken }))).rejects.toMatchObject({
    message: 'Access Token has been revoked',
  });
  expect(await sdk.send(new GetUserCommand({ AccessToken: other.AccessToken }))).toMatchObject({
    Username: 'ben',
  });
});
