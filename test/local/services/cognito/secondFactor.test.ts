import {
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserMFAPreferenceCommand,
  AssociateSoftwareTokenCommand,
  GetUserCommand,
  GetUserPoolMfaConfigCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { Amplify } from 'aws-amplify';
import { confirmSignIn, fetchAuthSession, signIn, signOut } from 'aws-amplify/auth';
import { describe, expect, test } from 'vitest';
import { enrol, givenAnn, PASSWORD, Username } from './givenSecondFactor.ts';
import { ClientId, UserPoolId } from './poolHarness.ts';

describe('where a second factor is optional', () => {
  test('who has none signs in with the password, and who enabled one is asked for its code', async () => {
    const ann = await givenAnn('OPTIONAL');
    const { secret, AccessToken } = await enrol(ann);
    const mfa = { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'], PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' };
    expect(await ann.sdk.send(new GetUserCommand({ AccessToken }))).toMatchObject(mfa);
    expect(await ann.sdk.send(new AdminGetUserCommand({ UserPoolId, Username }))).toMatchObject(mfa);

    await ann.nextStep();
    const challenge = await ann.begin();
    expect(challenge).toMatchObject({
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      ChallengeParameters: { USER_ID_FOR_SRP: 'ann', FRIENDLY_DEVICE_NAME: 'Phone' },
    });
    expect(challenge.AuthenticationResult).toBeUndefined();
    const { Session } = challenge;
    const { AuthenticationResult } = await ann.respond('SOFTWARE_TOKEN_MFA', Session, ann.codeOf(secret));
    expect(await ann.cognito.verifyToken(UserPoolId, AuthenticationResult!.IdToken!)).toMatchObject({
      'cognito:username': 'ann',
    });
    await ann.nextStep();
    await expect(ann.respond('SOFTWARE_TOKEN_MFA', Session, ann.codeOf(secret))).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Invalid session for the user, session is expired.',
    });
  });

  test('an administrator is asked too, and may disable it', async () => {
    const ann = await givenAnn('OPTIONAL');
    await enrol(ann);
    const AuthParameters = { USERNAME: Username, PASSWORD };
    const begin = new AdminInitiateAuthCommand({
      UserPoolId,
      ClientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters,
    });
    expect(await ann.sdk.send(begin)).toMatchObject({ ChallengeName: 'SOFTWARE_TOKEN_MFA' });
    const SoftwareTokenMfaSettings = { Enabled: false };
    await ann.sdk.send(
      new AdminSetUserMFAPreferenceCommand({ UserPoolId, Username, SoftwareTokenMfaSettings }),
    );
    expect((await ann.begin()).AuthenticationResult).toBeDefined();
  });

  test('a code is taken once, and not at all two steps late', async () => {
    const ann = await givenAnn('OPTIONAL');
    const { secret } = await enrol(ann);
    const verified = ann.codeOf(secret);
    const { Session } = await ann.begin();
    await expect(ann.respond('SOFTWARE_TOKEN_MFA', Session, verified)).rejects.toMatchObject({
      name: 'ExpiredCodeException',
      message: 'Your software token has already been used once.',
    });
    await ann.nextStep();
    const late = ann.codeOf(secret);
    await ann.nextStep();
    await ann.nextStep();
    await expect(ann.respond('SOFTWARE_TOKEN_MFA', Session, late)).rejects.toMatchObject({
      name: 'CodeMismatchException',
    });
    const right = await ann.respond('SOFTWARE_TOKEN_MFA', Session, ann.codeOf(secret));
    expect(right.AuthenticationResult).toBeDefined();
  });

  test('guesses are bounded: after five, whatever the session, nothing is taken for a while', async () => {
    const ann = await givenAnn('OPTIONAL');
    const { secret } = await enrol(ann);
    await ann.nextStep();
    for (let guess = 1; guess <= 5; guess++) {
      const { Session } = await ann.begin();
      await expect(ann.respond('SOFTWARE_TOKEN_MFA', Session, ann.wrongCodeOf(secret))).rejects.toMatchObject(
        { name: 'CodeMismatchException', message: 'Invalid code received for user' },
      );
    }
    const { Session } = await ann.begin();
    const right = () => ann.respond('SOFTWARE_TOKEN_MFA', Session, ann.codeOf(secret));
    await expect(right()).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Password attempts exceeded',
    });
    await ann.world.clock.advance(1000);
    await expect(ann.respond('SOFTWARE_TOKEN_MFA', Session, ann.wrongCodeOf(secret))).rejects.toMatchObject({
      name: 'CodeMismatchException',
    });
    await ann.world.clock.advance(1000);
    await expect(right()).rejects.toMatchObject({ message: 'Password attempts exceeded' });
    await ann.world.clock.advance(1000);
    expect((await right()).AuthenticationResult).toBeDefined();
  });

  test('a quarter of an hour without a guess forgets the wrong ones', async () => {
    const ann = await givenAnn('OPTIONAL');
    const { secret } = await enrol(ann);
    const guess = async () =>
      ann.respond('SOFTWARE_TOKEN_MFA', (await ann.begin()).Session, ann.wrongCodeOf(secret));
    for (let time = 1; time <= 5; time++) await expect(guess()).rejects.toThrow('Invalid code');
    await ann.world.clock.advance(15 * 60_000);
    for (let time = 1; time <= 5; time++) await expect(guess()).rejects.toThrow('Invalid code');
    await expect(guess()).rejects.toThrow('Password attempts exceeded');
  });

  test('a factor that was not set up cannot be enabled, nor one that sends messages', async () => {
    const ann = await givenAnn('OPTIONAL');
    const { AccessToken } = (await ann.begin()).AuthenticationResult!;
    for (const [member, factor] of [
      ['SoftwareTokenMfaSettings', 'SOFTWARE_TOKEN_MFA'],
      ['SMSMfaSettings', 'SMS_MFA'],
      ['EmailMfaSettings', 'EMAIL_OTP'],
    ] as const) {
      await expect(
        ann.sdk.send(new SetUserMFAPreferenceCommand({ AccessToken, [member]: { Enabled: true } })),
      ).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: `User does not have delivery config set to turn on ${factor}`,
      });
    }
    await expect(
      ann.sdk.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: '123456' })),
    ).rejects.toMatchObject({ name: 'SoftwareTokenMFANotFoundException' });
    await expect(ann.sdk.send(new AssociateSoftwareTokenCommand({}))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  test('an authenticator that is not verified replaces none, and outlives a restart', async () => {
    const ann = await givenAnn('OPTIONAL');
    const { secret, AccessToken } = await enrol(ann);
    const { SecretCode } = await ann.sdk.send(new AssociateSoftwareTokenCommand({ AccessToken }));
    await expect(
      ann.sdk.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: ann.wrongCodeOf(SecretCode!) })),
    ).rejects.toMatchObject({
      name: 'EnableSoftwareTokenMFAException',
      message: 'Code mismatch and fail enable Software Token MFA',
    });
    const later = await givenAnn('OPTIONAL', JSON.parse(JSON.stringify(ann.pools)));
    await later.nextStep();
    const { Session } = await later.begin();
    const answer = await later.respond('SOFTWARE_TOKEN_MFA', Session, later.codeOf(secret));
    expect(answer.AuthenticationResult).toBeDefined();
  });

  test('who was disabled after the password gets no tokens for the code', async () => {
    const ann = await givenAnn('OPTIONAL');
    const { secret } = await enrol(ann);
    await ann.nextStep();
    const { Session } = await ann.begin();
    await ann.sdk.send(new AdminDisableUserCommand({ UserPoolId, Username }));
    await expect(ann.respond('SOFTWARE_TOKEN_MFA', Session, ann.codeOf(secret))).rejects.toMatchObject({
      message: 'User is disabled.',
    });
  });
});

describe('where a second factor is required', () => {
  test('a user sets one up at sign-in, and only then gets tokens', async () => {
    const ann = await givenAnn('ON');
    const first = await ann.begin();
    expect(first).toMatchObject({
      ChallengeName: 'MFA_SETUP',
      ChallengeParameters: { USER_ID_FOR_SRP: 'ann', MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' },
    });
    const rival = await ann.begin();
    const unready = await ann.begin();
    await expect(ann.respond('MFA_SETUP', unready.Session)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    const begun = await ann.sdk.send(new AssociateSoftwareTokenCommand({ Session: first.Session }));
    const verify = new VerifySoftwareTokenCommand({
      Session: begun.Session,
      UserCode: ann.codeOf(begun.SecretCode),
    });
    const verified = await ann.sdk.send(verify);
    expect(verified).toMatchObject({ Status: 'SUCCESS', Session: expect.any(String) });
    expect((await ann.respond('MFA_SETUP', verified.Session)).AuthenticationResult).toBeDefined();

    // Another session, which the password alone began earlier, cannot replace the authenticator.
    await expect(
      ann.sdk.send(new AssociateSoftwareTokenCommand({ Session: rival.Session })),
    ).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    expect((await ann.begin()).ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
  });

  test('aws-amplify sets one up, and signs in with its code afterwards', async () => {
    const ann = await givenAnn('ON');
    Amplify.configure({
      Auth: { Cognito: { userPoolId: UserPoolId, userPoolClientId: ClientId, userPoolEndpoint: ann.url } },
    });
    const { nextStep } = await signIn({ username: Username, password: PASSWORD });
    if (nextStep.signInStep !== 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP') throw new Error(nextStep.signInStep);
    const secret = nextStep.totpSetupDetails.sharedSecret;
    expect(await confirmSignIn({ challengeResponse: ann.codeOf(secret) })).toMatchObject({
      isSignedIn: true,
    });
    await signOut();

    await ann.nextStep();
    expect(await signIn({ username: Username, password: PASSWORD })).toMatchObject({
      nextStep: { signInStep: 'CONFIRM_SIGN_IN_WITH_TOTP_CODE' },
    });
    await expect(confirmSignIn({ challengeResponse: ann.wrongCodeOf(secret) })).rejects.toMatchObject({
      name: 'CodeMismatchException',
    });
    expect(await confirmSignIn({ challengeResponse: ann.codeOf(secret) })).toMatchObject({
      isSignedIn: true,
    });
    expect((await fetchAuthSession()).tokens?.idToken?.payload['cognito:username']).toBe('ann');
    await signOut();
  });
});

test('a pool without second factors says so, and asks nobody', async () => {
  const ann = await givenAnn('OFF');
  const { AccessToken } = (await ann.begin()).AuthenticationResult!;
  await expect(ann.sdk.send(new AssociateSoftwareTokenCommand({ AccessToken }))).rejects.toMatchObject({
    name: 'SoftwareTokenMFANotFoundException',
    message: 'Software Token MFA has not been enabled by the userPool',
  });
});

test.each([
  ['OFF', {}],
  ['ON', { SoftwareTokenMfaConfiguration: { Enabled: true } }],
] as const)('a pool describes its configuration %s', async (MfaConfiguration, others) => {
  const { sdk } = await givenAnn(MfaConfiguration);
  const answer = await sdk.send(new GetUserPoolMfaConfigCommand({ UserPoolId }));
  expect(answer).toMatchObject({ MfaConfiguration, ...others });
});
