import { GetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { Amplify } from 'aws-amplify';
import {
  autoSignIn,
  confirmSignUp,
  confirmUserAttribute,
  deleteUser,
  deleteUserAttributes,
  fetchAuthSession,
  fetchUserAttributes,
  getCurrentUser,
  resendSignUpCode,
  sendUserAttributeVerificationCode,
  signIn,
  signOut,
  signUp,
  updatePassword,
  updateUserAttributes,
} from 'aws-amplify/auth';
import { expect, test } from 'vitest';
import { ClientId, givenPool, UserPoolId } from './poolHarness.ts';

const PASSWORD = 'Correct-horse-1';
const NEW_PASSWORD = 'Another-horse-2';
const PLAIN = { authFlowType: 'USER_PASSWORD_AUTH' } as const;

async function givenAmplify() {
  const all = await givenPool();
  Amplify.configure({
    Auth: { Cognito: { userPoolId: UserPoolId, userPoolClientId: ClientId, userPoolEndpoint: all.url } },
  });
  return all;
}

test('aws-amplify signs up, confirms by the second code and signs in by itself', async () => {
  const { lastCode } = await givenAmplify();
  const options = { userAttributes: { email: 'ben@example.com' }, autoSignIn: PLAIN };
  const delivery = { deliveryMedium: 'EMAIL', destination: 'b***@e***', attributeName: 'email' };

  expect(await signUp({ username: 'ben', password: PASSWORD, options })).toMatchObject({
    isSignUpComplete: false,
    nextStep: { signUpStep: 'CONFIRM_SIGN_UP', codeDeliveryDetails: delivery },
  });
  expect(await resendSignUpCode({ username: 'ben' })).toEqual(delivery);
  expect(await confirmSignUp({ username: 'ben', confirmationCode: lastCode() })).toMatchObject({
    isSignUpComplete: true,
    nextStep: { signUpStep: 'COMPLETE_AUTO_SIGN_IN' },
  });
  expect(await autoSignIn()).toMatchObject({ isSignedIn: true });
  expect(await getCurrentUser()).toMatchObject({ username: 'ben' });
  await signOut();
});

test('aws-amplify changes password and attributes, and deletes the user', async () => {
  const { lastCode } = await givenAmplify();
  const options = { userAttributes: { email: 'ben@example.com', name: 'Ben' } };
  await signUp({ username: 'ben', password: PASSWORD, options });
  await confirmSignUp({ username: 'ben', confirmationCode: lastCode() });
  await signIn({ username: 'ben', password: PASSWORD, options: PLAIN });

  await updatePassword({ oldPassword: PASSWORD, newPassword: NEW_PASSWORD });
  const updated = await updateUserAttributes({
    userAttributes: { email: 'ben@there.example', name: 'Benjamin' },
  });
  expect(updated).toMatchObject({
    email: { isUpdated: false, nextStep: { updateAttributeStep: 'CONFIRM_ATTRIBUTE_WITH_CODE' } },
    name: { isUpdated: true, nextStep: { updateAttributeStep: 'DONE' } },
  });
  await sendUserAttributeVerificationCode({ userAttributeKey: 'email' });
  await confirmUserAttribute({ userAttributeKey: 'email', confirmationCode: lastCode() });
  await deleteUserAttributes({ userAttributeKeys: ['name'] });
  expect(await fetchUserAttributes()).toEqual({
    sub: expect.any(String),
    email: 'ben@there.example',
    email_verified: 'true',
  });

  await deleteUser();
  expect((await fetchAuthSession()).tokens).toBeUndefined();
  await expect(signIn({ username: 'ben', password: NEW_PASSWORD, options: PLAIN })).rejects.toMatchObject({
    message: 'Incorrect username or password.',
  });
});

test('aws-amplify’s sign-out everywhere ends other sessions, too', async () => {
  const { lastCode, sdk } = await givenAmplify();
  await signUp({
    username: 'ben',
    password: PASSWORD,
    options: { userAttributes: { email: 'ben@example.com' } },
  });
  await confirmSignUp({ username: 'ben', confirmationCode: lastCode() });
  await signIn({ username: 'ben', password: PASSWORD, options: PLAIN });
  const { accessToken } = (await fetchAuthSession()).tokens!;
  await signOut({ global: true });

  await expect(sdk.send(new GetUserCommand({ AccessToken: accessToken.toString() }))).rejects.toMatchObject({
    message: 'Access Token has been revoked',
  });
});
