import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { onTestFinished } from 'vitest';
import { createMailbox } from '../../../../local/platform/createMailbox.ts';
import { createWorld } from '../../../../local/platform/World.ts';
import type { FeedRecord } from '../../../../local/platform/Feed.ts';
import type { UserPoolConfiguration } from '../../../../local/services/cognito/Cognito.ts';
import { createCognito } from '../../../../local/services/cognito/createCognito.ts';
import type { Client, UserPool } from '../../../../local/services/cognito/store/UserPool.ts';
import { serveActions } from '../../../support/serveActions.ts';

export const UserPoolId = 'us-east-1_abcDEF123';
export const ClientId = 'clientclientclientclient01';
export const MOMENT = Date.parse('2030-05-06T07:08:09.000Z');

export interface Given {
  readonly pool?: Partial<UserPoolConfiguration>;
  readonly client?: Partial<Client>;
  readonly pools?: Record<string, UserPool>;
}

/** A pool with one client and the group `Keepers`, and the AWS SDK's client for it. */
export async function givenPool({ pool, client, pools = {} }: Given = {}) {
  const world = createWorld({ seed: 11, frozenAt: MOMENT });
  const mailbox = createMailbox(world);
  const cognito = createCognito(world, { pools, mailbox });
  cognito.createUserPool({ ...POOL, ...pool });
  cognito.createClient(UserPoolId, { ...CLIENT, ...client });
  cognito.createGroup(UserPoolId, { groupName: 'Keepers', precedence: 2 });

  const served = await serveActions({ AWSCognitoIdentityProviderService: cognito.actions });
  const sdk = new CognitoIdentityProviderClient({
    endpoint: served.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: 1,
  });
  onTestFinished(async () => {
    sdk.destroy();
    await served.close();
    world.clock.stop();
  });
  const records: FeedRecord[] = [];
  world.feed.subscribe((record) => records.push(record));
  /** The code of the last message to somebody. */
  const lastCode = () => /\d{6}/.exec(mailbox.messages().at(-1)?.body ?? '')?.[0] ?? 'none';
  return { world, cognito, sdk, url: served.url, pools, records, mailbox, lastCode };
}

export const POOL: UserPoolConfiguration = {
  id: UserPoolId,
  arn: `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${UserPoolId}`,
  name: 'people',
  passwordPolicy: {
    MinimumLength: 8,
    RequireLowercase: true,
    RequireUppercase: true,
    RequireNumbers: true,
    RequireSymbols: false,
    TemporaryPasswordValidityDays: 7,
  },
  usernameAttributes: [],
  aliasAttributes: ['email'],
  autoVerifiedAttributes: ['email'],
  caseSensitive: false,
  adminCreateUserOnly: false,
  recovery: ['verified_email'],
  verificationMessages: {
    emailSubject: 'Your code',
    emailMessage: 'It is {####}.',
    smsMessage: 'Code {####}',
  },
  invitationMessages: {
    emailSubject: 'Welcome, {username}',
    emailMessage: '{username}: {####}',
    smsMessage: 'Text for {username}: {####}',
  },
  verifiedBeforeUpdate: [],
  requiredAttributes: ['email'],
  customAttributes: ['custom:shift'],
  deletionProtection: false,
  mfaConfiguration: 'OFF',
  softwareTokens: false,
};

const HOUR_MS = 3_600_000;

export const CLIENT: Client = {
  clientId: ClientId,
  clientName: 'web',
  explicitAuthFlows: [
    'ALLOW_USER_PASSWORD_AUTH',
    'ALLOW_ADMIN_USER_PASSWORD_AUTH',
    'ALLOW_USER_SRP_AUTH',
    'ALLOW_REFRESH_TOKEN_AUTH',
  ],
  preventUserExistenceErrors: true,
  idTokenValidityMs: HOUR_MS,
  accessTokenValidityMs: HOUR_MS,
  refreshTokenValidityMs: 30 * 24 * HOUR_MS,
};
