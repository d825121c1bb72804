import { App, Duration, Stack } from 'aws-cdk-lib';
import { AccountRecovery, UserPool } from 'aws-cdk-lib/aws-cognito';
import { expect, test } from 'vitest';
import { createMailbox } from '../../../local/platform/createMailbox.ts';
import { createWorld } from '../../../local/platform/World.ts';
import { CognitoUserPool } from '../../../local/resources/CognitoUserPool.ts';
import { CognitoUserPoolClient } from '../../../local/resources/CognitoUserPoolClient.ts';
import {
  physicalName,
  type ResourceContext,
  type ResourceType,
} from '../../../local/resources/common/ResourceType.ts';
import { createCognito } from '../../../local/services/cognito/createCognito.ts';
import { testCall } from '../../support/serveActions.ts';

test('what CDK says about codes, recovery and refresh tokens is understood', async () => {
  const { propertiesOf, create, run, mailbox } = givenStack((stack) => {
    const people = new UserPool(stack, 'People', {
      selfSignUpEnabled: true,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      accountRecovery: AccountRecovery.NONE,
      userVerification: { emailSubject: 'Hello', emailBody: 'It is {####}.', smsMessage: 'SMS {####}' },
    });
    people.addClient('Web', { refreshTokenRotationGracePeriod: Duration.seconds(20) });
  });
  const UserPoolId = await create(CognitoUserPool, propertiesOf('AWS::Cognito::UserPool'));
  const client = { ...propertiesOf('AWS::Cognito::UserPoolClient'), UserPoolId };
  const names = { UserPoolId, ClientId: await create(CognitoUserPoolClient, client), Username: 'ann' };

  const UserAttributes = [{ Name: 'email', Value: 'a@b.example' }];
  await run('SignUp', { ...names, Password: 'Secret-2030', UserAttributes });
  const [email] = mailbox.messages();
  expect(email).toMatchObject({ subject: 'Hello', body: expect.stringMatching(/^It is \d{6}\.$/) });
  await run('ConfirmSignUp', { ...names, ConfirmationCode: email!.body.slice(6, 12) });
  await expect(run('ForgotPassword', names)).rejects.toMatchObject({
    message: 'Contact administrator to reset password.',
  });
  const { UserPoolClient } = await run('DescribeUserPoolClient', names);
  expect(UserPoolClient.RefreshTokenRotation).toEqual({ Feature: 'ENABLED', RetryGracePeriodSeconds: 20 });
});

function givenStack(build: (stack: Stack) => void) {
  const world = createWorld({ seed: 5 });
  const mailbox = createMailbox(world);
  const cognito = createCognito(world, { mailbox });
  const stack = new Stack(new App(), 'Test');
  build(stack);
  const { Resources } = App.of(stack)!.synth().getStackByName('Test').template;
  return {
    mailbox,
    propertiesOf: (wanted: string) =>
      Object.values<any>(Resources).find(({ Type }) => Type === wanted).Properties,
    create: async (type: ResourceType, properties: unknown) => {
      const context = {
        world,
        services: { cognito },
        physicalName: (max?: number) => physicalName('test', 'Thing', max),
      } as unknown as ResourceContext;
      return (await type.create(type.properties.parse(properties), context)).ref;
    },
    run: (action: string, input: object): any => cognito.actions[action]!(input, testCall),
  };
}
