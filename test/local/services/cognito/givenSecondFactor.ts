import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  AssociateSoftwareTokenCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
  type ChallengeNameType,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect } from 'vitest';
import { totpAt } from '../../../../local/services/cognito/passwords/totp.ts';
import { ClientId, givenPool, UserPoolId, type Given } from './poolHarness.ts';

export const PASSWORD = 'Correct-horse-1';
export const Username = 'ann';
const STEP_MS = 30_000;

/** The user `ann` of a pool with such second factors, or of the pools of an earlier run. */
export async function givenAnn(mfaConfiguration: 'OFF' | 'ON' | 'OPTIONAL', pools: Given['pools'] = {}) {
  const pool = { mfaConfiguration, softwareTokens: mfaConfiguration !== 'OFF' };
  const all = await givenPool({ pool, pools });
  if (!pools[UserPoolId]?.users[Username]) {
    const UserAttributes = [{ Name: 'email', Value: 'ann@example.com' }];
    await all.sdk.send(new AdminCreateUserCommand({ UserPoolId, Username, UserAttributes }));
    await all.sdk.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: PASSWORD, Permanent: true }),
    );
  }
  const { sdk, world } = all;
  return {
    ...all,
    begin: (name = Username) =>
      sdk.send(
        new InitiateAuthCommand({
          ClientId,
          AuthFlow: 'USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: name, PASSWORD },
        }),
      ),
    respond: (
      ChallengeName: ChallengeNameType,
      Session: string | undefined,
      code?: string,
      name = Username,
    ) =>
      sdk.send(
        new RespondToAuthChallengeCommand({
          ClientId,
          ChallengeName,
          Session,
          ChallengeResponses: { USERNAME: name, ...(code && { SOFTWARE_TOKEN_MFA_CODE: code }) },
        }),
      ),
    codeOf: (secret: string | undefined) => totpAt(secret!, world.clock.now()),
    wrongCodeOf: (secret: string) => totpAt(secret, world.clock.now() + 10 * STEP_MS),
    nextStep: () => world.clock.advance(STEP_MS),
  };
}

type Ann = Awaited<ReturnType<typeof givenAnn>>;

/** Sets up an authenticator with an access token, and enables it. */
export async function enrol({ sdk, begin, codeOf }: Ann) {
  const { AccessToken } = (await begin()).AuthenticationResult!;
  const { SecretCode } = await sdk.send(new AssociateSoftwareTokenCommand({ AccessToken }));
  const UserCode = codeOf(SecretCode);
  const FriendlyDeviceName = 'Phone';
  const verify = new VerifySoftwareTokenCommand({ AccessToken, UserCode, FriendlyDeviceName });
  expect(await sdk.send(verify)).toMatchObject({ Status: 'SUCCESS' });
  const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
  await sdk.send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings }));
  return { secret: SecretCode!, AccessToken };
}
