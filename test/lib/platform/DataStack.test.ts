import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { given } from '../support/synth.ts';

const synth = (context?: Record<string, unknown>) => Template.fromStack(given(() => {}, context).data);

describe('the table', () => {
  test('streams both images of every write', () => {
    synth().hasResourceProperties('AWS::DynamoDB::Table', {
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
  });

  test('has two general indexes, projects all into them, and expires rows by ttl', () => {
    const index = (name: string) => ({
      IndexName: name,
      KeySchema: [
        { AttributeName: `${name}pk`, KeyType: 'HASH' },
        { AttributeName: `${name}sk`, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    });
    synth().hasResourceProperties('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [index('gsi1'), index('gsi2')],
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    });
  });

  test('can be restored to any point in time', () => {
    synth().hasResourceProperties('AWS::DynamoDB::Table', {
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });
});

describe('removal', () => {
  test('keeps and protects the data unless the settings say otherwise', () => {
    const { data } = given(() => {});
    expect(data.terminationProtection).toBe(true);
    const kept = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
    synth().hasResource('AWS::DynamoDB::Table', { ...kept, Properties: { DeletionProtectionEnabled: true } });
    synth().hasResource('AWS::Cognito::UserPool', { ...kept, Properties: { DeletionProtection: 'ACTIVE' } });
  });

  test('takes the data with it where the context says destroy', () => {
    const context = { removalPolicy: 'destroy' };
    expect(given(() => {}, context).data.terminationProtection).toBe(false);
    const gone = { DeletionPolicy: 'Delete' };
    synth(context).hasResource('AWS::DynamoDB::Table', {
      ...gone,
      Properties: { DeletionProtectionEnabled: false },
    });
    synth(context).hasResource('AWS::Cognito::UserPool', {
      ...gone,
      Properties: { DeletionProtection: 'INACTIVE' },
    });
  });
});

describe('users', () => {
  test('are in one of three groups', () => {
    for (const GroupName of ['Admins', 'Caretakers', 'Tenants']) {
      synth().hasResourceProperties('AWS::Cognito::UserPoolGroup', { GroupName });
    }
  });

  test.each([
    ['make their account where the stage lets them', true],
    ['are given it elsewhere', false],
  ])('%s', (_name, selfSignUp) => {
    synth({ selfSignUp }).hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: !selfSignUp },
    });
  });

  test('are the same by upper and lower case', () => {
    synth().hasResourceProperties('AWS::Cognito::UserPool', {
      UsernameConfiguration: { CaseSensitive: false },
    });
  });

  test('keep the names of a pool that was made before that', () => {
    synth({ caseSensitiveUserNames: true }).hasResourceProperties('AWS::Cognito::UserPool', {
      UsernameConfiguration: Match.absent(),
    });
  });

  test.each([
    [{}, 'OPTIONAL', ['SOFTWARE_TOKEN_MFA']],
    [{ mfa: 'required' }, 'ON', ['SOFTWARE_TOKEN_MFA']],
    [{ mfa: 'off' }, 'OFF', Match.absent()],
  ])('have a second factor as %j says', (context, MfaConfiguration, EnabledMfas) => {
    synth(context).hasResourceProperties('AWS::Cognito::UserPool', { MfaConfiguration, EnabledMfas });
  });

  test('sign in by password or SRP, through a client that discloses no names', () => {
    synth().hasResourceProperties('AWS::Cognito::UserPoolClient', {
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      GenerateSecret: Match.absent(),
      AccessTokenValidity: 60,
      IdTokenValidity: 60,
      RefreshTokenValidity: 43_200,
    });
  });
});

test('announced events are archived as long as their rows live', () => {
  synth({ eventTtlDays: 7 }).hasResourceProperties('AWS::Events::Archive', {
    EventPattern: { source: ['frontdesk'] },
    RetentionDays: 7,
  });
});

test('the outputs name what clients and tools need', () => {
  for (const name of ['TableName', 'UserPoolId', 'UserPoolClientId', 'EventBusName'])
    synth().hasOutput(name, {});
});
