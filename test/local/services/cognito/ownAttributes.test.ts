import {
  AdminConfirmSignUpCommand,
  DeleteUserAttributesCommand,
  DeleteUserCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand,
  InitiateAuthCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from 'vitest';
import { ClientId, type Given, givenPool, UserPoolId } from './poolHarness.ts';

const PASSWORD = 'Correct-horse-1';

async function givenBen(given?: Given) {
  const all = await givenPool(given);
  const { sdk } = all;
  const signUp = async (Username: string) => {
    const UserAttributes = [{ Name: 'email', Value: `${Username}@example.com` }];
    await sdk.send(new SignUpCommand({ ClientId, Username, Password: PASSWORD, UserAttributes }));
    await sdk.send(new AdminConfirmSignUpCommand({ UserPoolId, Username }));
    const AuthParameters = { USERNAME: Username, PASSWORD };
    const signedIn = await sdk.send(
      new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
    );
    return signedIn.AuthenticationResult!;
  };
  const tokens = await signUp('ben');
  const { AccessToken } = tokens;
  return {
    ...all,
    signUp,
    tokens,
    update: (Name: string, Value: string) =>
      sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name, Value }] })),
    verify: (Code: string, AttributeName = 'email') =>
      sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName, Code })),
    sendCode: (AttributeName = 'email') =>
      sdk.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName })),
    attributes: async () => {
      const { UserAttributes } = await sdk.send(new GetUserCommand({ AccessToken }));
      return Object.fromEntries(UserAttributes!.map(({ Name, Value }) => [Name, Value]));
    },
  };
}

test('a new address is mailed a code, and is verified by it', async () => {
  const { update, verify, attributes, lastCode } = await givenBen();

  expect((await update('email', 'new@there.example')).CodeDeliveryDetailsList).toEqual([
    { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'n***@t***' },
  ]);
  expect(await attributes()).toMatchObject({ email: 'new@there.example', email_verified: 'false' });
  await expect(verify('wrong')).rejects.toMatchObject({ name: 'CodeMismatchException' });
  await verify(lastCode());
  expect(await attributes()).toMatchObject({ email: 'new@there.example', email_verified: 'true' });
});

test('where the pool says so the old address serves until the new one is verified', async () => {
  const { update, verify, sendCode, attributes, lastCode, mailbox } = await givenBen({
    pool: { verifiedBeforeUpdate: ['email'] },
  });
  await update('email', 'new@there.example');
  expect(await attributes()).toMatchObject({ email: 'ben@example.com' });
  await sendCode();
  expect(mailbox.messages().at(-1)).toMatchObject({ to: 'new@there.example' });
  await verify(lastCode());
  expect(await attributes()).toMatchObject({ email: 'new@there.example', email_verified: 'true' });
});

test('a code can be asked for, and expires after a day', async () => {
  const { world, sdk, tokens, sendCode, attributes, lastCode } = await givenBen({
    client: { accessTokenValidityMs: 2 * 24 * 3_600_000 },
  });
  expect(await sendCode()).toMatchObject({ CodeDeliveryDetails: { Destination: 'b***@e***' } });
  await world.clock.advance(24 * 3_600_000);
  const late = new VerifyUserAttributeCommand({
    AccessToken: tokens.AccessToken,
    AttributeName: 'email',
    Code: lastCode(),
  });
  await expect(sdk.send(late)).rejects.toMatchObject({ name: 'ExpiredCodeException' });
  expect((await attributes())['email_verified']).toBeUndefined();
  await expect(sendCode('name')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(sendCode('phone_number')).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test('an address that somebody else has verified is not taken from them', async () => {
  const { sdk, signUp, update, verify, attributes, lastCode } = await givenBen();
  const other = await signUp('cleo');
  const AccessToken = other.AccessToken;
  await sdk.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: 'email' }));
  await sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: 'email', Code: lastCode() }));
  await update('email', 'Cleo@example.com');
  await expect(verify(lastCode())).rejects.toMatchObject({ name: 'AliasExistsException' });
  expect((await attributes())['email_verified']).toBe('false');
});

test('other attributes change without a code; none that the service decides', async () => {
  const { update, attributes, mailbox } = await givenBen();
  const before = mailbox.messages().length;
  expect((await update('name', 'Benjamin')).CodeDeliveryDetailsList).toBeUndefined();
  expect(await attributes()).toMatchObject({ name: 'Benjamin' });
  expect(mailbox.messages()).toHaveLength(before);
  await expect(update('email_verified', 'true')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  await expect(update('sub', 'x')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(update('custom:unknown', 'x')).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test('users delete attributes that the pool does not require', async () => {
  const { sdk, tokens, update, attributes } = await givenBen();
  const remove = (...UserAttributeNames: string[]) =>
    sdk.send(new DeleteUserAttributesCommand({ AccessToken: tokens.AccessToken, UserAttributeNames }));
  await update('name', 'Benjamin');
  await remove('name');
  expect((await attributes())['name']).toBeUndefined();
  await expect(remove('email')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(remove('sub')).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test('who deletes themselves is gone, and whoever takes the name gets none of their sessions', async () => {
  const { sdk, tokens, signUp } = await givenBen();
  await sdk.send(new DeleteUserCommand({ AccessToken: tokens.AccessToken }));
  await signUp('ben');
  const { RefreshToken } = tokens;
  await expect(
    sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken })),
  ).rejects.toMatchObject({
    message: 'Invalid Refresh Token',
  });
  await expect(sdk.send(new GetUserCommand({ AccessToken: tokens.AccessToken }))).rejects.toMatchObject({
    message: 'Invalid Access Token',
  });
});
