import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { Amplify } from 'aws-amplify';
import { confirmResetPassword, resetPassword, signIn as amplifySignIn, signOut } from 'aws-amplify/auth';
import { expect, test } from 'vitest';
import { ClientId, type Given, givenPool, UserPoolId } from './poolHarness.ts';

const PASSWORD = 'Correct-horse-1';
const NEW_PASSWORD = 'Another-horse-2';
const HOUR_MS = 3_600_000;
const VERIFIED = [
  { Name: 'email', Value: 'ann@example.com' },
  { Name: 'email_verified', Value: 'true' },
];

async function givenAnn({ attributes = VERIFIED, ...given }: Given & { attributes?: typeof VERIFIED } = {}) {
  const all = await givenPool(given);
  const { sdk } = all;
  const named = { UserPoolId, Username: 'ann' };
  await sdk.send(
    new AdminCreateUserCommand({ ...named, UserAttributes: attributes, MessageAction: 'SUPPRESS' }),
  );
  await sdk.send(new AdminSetUserPasswordCommand({ ...named, Password: PASSWORD, Permanent: true }));
  return {
    ...all,
    forget: (Username = 'ann') => sdk.send(new ForgotPasswordCommand({ ClientId, Username })),
    confirm: (ConfirmationCode: string, Password = NEW_PASSWORD, Username = 'ann') =>
      sdk.send(new ConfirmForgotPasswordCommand({ ClientId, Username, ConfirmationCode, Password })),
    signIn: (password: string) =>
      sdk.send(
        new InitiateAuthCommand({
          ClientId,
          AuthFlow: 'USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: 'ann', PASSWORD: password },
        }),
      ),
  };
}

const LEGACY: Given = { client: { preventUserExistenceErrors: false } };

test('a forgotten password is replaced with the code that is mailed, by user name or address', async () => {
  const { forget, confirm, signIn, lastCode, mailbox } = await givenAnn();

  expect((await forget('ann@example.com')).CodeDeliveryDetails).toEqual({
    AttributeName: 'email',
    DeliveryMedium: 'EMAIL',
    Destination: 'a***@e***',
  });
  expect(mailbox.messages()).toMatchObject([{ to: 'ann@example.com', userPoolId: UserPoolId }]);
  expect((await signIn(PASSWORD)).AuthenticationResult).toBeDefined();

  await confirm(lastCode());
  await expect(signIn(PASSWORD)).rejects.toMatchObject({ message: 'Incorrect username or password.' });
  expect((await signIn(NEW_PASSWORD)).AuthenticationResult).toBeDefined();
  await expect(confirm(lastCode())).rejects.toMatchObject({ name: 'ExpiredCodeException' });
});

test('aws-amplify resets a password', async () => {
  const { url, lastCode } = await givenAnn();
  Amplify.configure({
    Auth: { Cognito: { userPoolId: UserPoolId, userPoolClientId: ClientId, userPoolEndpoint: url } },
  });
  expect(await resetPassword({ username: 'ann' })).toEqual({
    isPasswordReset: false,
    nextStep: {
      resetPasswordStep: 'CONFIRM_RESET_PASSWORD_WITH_CODE',
      codeDeliveryDetails: { attributeName: 'email', deliveryMedium: 'EMAIL', destination: 'a***@e***' },
    },
  });
  await confirmResetPassword({ username: 'ann', confirmationCode: lastCode(), newPassword: NEW_PASSWORD });
  expect(
    await amplifySignIn({
      username: 'ann',
      password: NEW_PASSWORD,
      options: { authFlowType: 'USER_PASSWORD_AUTH' },
    }),
  ).toMatchObject({
    isSignedIn: true,
  });
  await signOut();
});

test('a code is good for an hour, and a password that the policy refuses leaves it', async () => {
  const { world, forget, confirm, lastCode } = await givenAnn();
  await expect(confirm('123456')).rejects.toMatchObject({ name: 'ExpiredCodeException' });
  await forget();
  await expect(confirm('000000x')).rejects.toMatchObject({ name: 'CodeMismatchException' });
  await expect(confirm(lastCode(), 'short')).rejects.toMatchObject({ name: 'InvalidPasswordException' });
  await world.clock.advance(HOUR_MS);
  await expect(confirm(lastCode())).rejects.toMatchObject({ name: 'ExpiredCodeException' });
});

test('five requests and five guesses an hour, also for a name that nobody has', async () => {
  const { world, forget, confirm, lastCode } = await givenAnn();
  const LIMITED = { name: 'LimitExceededException' };
  for (const name of ['ann', 'nobody']) {
    for (let time = 0; time < 5; time++) {
      await forget(name);
      await expect(confirm('wrong', NEW_PASSWORD, name)).rejects.toMatchObject({
        name: 'CodeMismatchException',
      });
    }
    await expect(forget(name)).rejects.toMatchObject(LIMITED);
    await expect(confirm(lastCode(), NEW_PASSWORD, name)).rejects.toMatchObject(LIMITED);
  }
  await world.clock.advance(HOUR_MS);
  await forget();
  await confirm(lastCode());
});

test('nobody, who is disabled and who has no verified address look alike, and are sent nothing', async () => {
  const { sdk, forget, confirm, mailbox } = await givenAnn({ attributes: VERIFIED.slice(0, 1) });
  const simulated = { Destination: expect.stringMatching(/^[a-z]\*{3}@[a-z]\*{3}$/) };
  expect((await forget()).CodeDeliveryDetails).toMatchObject(simulated);
  expect((await forget('someone@there.example')).CodeDeliveryDetails).toMatchObject({
    Destination: 's***@t***',
  });
  expect((await forget('+15550001234')).CodeDeliveryDetails).toMatchObject({ DeliveryMedium: 'SMS' });
  await sdk.send(new AdminDisableUserCommand({ UserPoolId, Username: 'ann' }));
  expect((await forget()).CodeDeliveryDetails).toMatchObject(simulated);
  await expect(confirm('123456')).rejects.toMatchObject({ name: 'CodeMismatchException' });
  expect(mailbox.messages()).toEqual([]);
});

test('a client that does not prevent user existence errors tells each case', async () => {
  const { sdk, forget, confirm } = await givenAnn({ ...LEGACY, attributes: VERIFIED.slice(0, 1) });
  const unknown = { name: 'UserNotFoundException', message: 'Username/client id combination not found.' };
  await expect(forget('nobody')).rejects.toMatchObject(unknown);
  await expect(confirm('1', NEW_PASSWORD, 'nobody')).rejects.toMatchObject(unknown);
  await expect(forget()).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'Cannot reset password for the user as there is no registered/verified email or phone_number',
  });
  await sdk.send(new AdminDisableUserCommand({ UserPoolId, Username: 'ann' }));
  await expect(forget()).rejects.toMatchObject({ message: 'User is disabled.' });
});

test('who never chose a password, or whose pool leaves it to administrators, is told so', async () => {
  const { sdk, forget } = await givenAnn();
  const temporary = new AdminSetUserPasswordCommand({ UserPoolId, Username: 'ann', Password: PASSWORD });
  await sdk.send(temporary);
  await expect(forget()).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: 'User password cannot be reset in the current state.',
  });
  const other = await givenAnn({ pool: { recovery: ['admin_only'] } });
  await expect(other.forget()).rejects.toMatchObject({
    message: 'Contact administrator to reset password.',
  });
});

test('an administrator’s reset ends the old password, and the code that is mailed sets a new one', async () => {
  const { sdk, confirm, signIn, lastCode } = await givenAnn();
  await sdk.send(new AdminResetUserPasswordCommand({ UserPoolId, Username: 'ann' }));
  await expect(signIn(PASSWORD)).rejects.toMatchObject({ name: 'PasswordResetRequiredException' });
  await confirm(lastCode());
  expect((await signIn(NEW_PASSWORD)).AuthenticationResult).toBeDefined();
});
