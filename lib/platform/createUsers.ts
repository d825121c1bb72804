import { Duration, Validations } from 'aws-cdk-lib';
import { AccountRecovery, FeaturePlan, Mfa, UserPool } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { removalPolicyOf } from './removalPolicyOf.ts';
import type { Settings } from './Settings.ts';
import { userGroups } from './userGroups.ts';

/** Who may sign in, in which groups, and the public client (no secret) that web and mobile pages use. */
export const createUsers = (scope: Construct, settings: Settings) => {
  const pool = createPool(scope, settings);
  for (const groupName of userGroups) pool.addGroup(groupName, { groupName });
  const client = pool.addClient('Client', {
    authFlows: { userPassword: true, userSrp: true },
    disableOAuth: true,
    // The same answer for a wrong password and an unknown name, so names cannot be tried out.
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    accessTokenValidity: Duration.hours(1),
    idTokenValidity: Duration.hours(1),
    refreshTokenValidity: Duration.days(30),
  });
  return { pool, client };
};

const createPool = (scope: Construct, settings: Settings) => {
  const pool = new UserPool(scope, 'Users', {
    // Accounts are given out by an Admin: nobody signs themselves up into a complex.
    selfSignUpEnabled: false,
    signInAliases: { username: true, email: true },
    autoVerify: { email: true },
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    passwordPolicy: {
      minLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
    },
    mfa: Mfa.OPTIONAL,
    mfaSecondFactor: { sms: false, otp: true },
    featurePlan: FeaturePlan.ESSENTIALS,
    deletionProtection: settings.removalPolicy === 'retain',
    removalPolicy: removalPolicyOf(settings),
  });
  Validations.of(pool).acknowledge(
    {
      id: 'AwsSolutions-COG2',
      reason: 'A second factor is offered to everyone (authenticator app); tenants are not made to have one.',
    },
    {
      id: 'AwsSolutions-COG8',
      reason:
        'The Plus plan bills every active user for risk scoring; nobody can sign up by themselves here.',
    },
  );
  return pool;
};
