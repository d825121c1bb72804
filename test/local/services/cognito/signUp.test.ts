import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from 'vitest';
import { ClientId, type Given, givenPool, UserPoolId } from './poolHarness.ts';

const PASSWORD = 'Correct-horse-1';
const HOUR_MS = 3_600_000;

async function givenSignUp(given?: Given) {
  const all = await givenPool(given);
  const { sdk } = all;
  return {
    ...all,
    signUp: (Username: string, email = `${Username}@example.com`) =>
      sdk.send(
        new SignUpCommand({
          ClientId,
          Username,
          Password: PASSWORD,
          UserAttributes: [{ Name: 'email', Value: email }],
        }),
      ),
    confirm: (Username: string, ConfirmationCode: string, ForceAliasCreation?: boolean) =>
      sdk.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode, ForceAliasCreation })),
    resend: (Username: string) => sdk.send(new ResendConfirmationCodeCommand({ ClientId, Username })),
    signIn: (USERNAME: string) =>
      sdk.send(
        new InitiateAuthCommand({
          ClientId,
          AuthFlow: 'USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME, PASSWORD },
        }),
      ),
  };
}

const DELIVERY = { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'b***@e***' };

test('who signs up is mailed a code in the words of the pool, and told where it went', async () => {
  const { signUp, mailbox, records } = await givenSignUp();

  expect(await signUp('ben')).toMatchObject({ UserConfirmed: false, CodeDeliveryDetails: DELIVERY });

  expect(mailbox.messages()).toMatchObject([
    {
      to: 'ben@example.com',
      userPoolId: UserPoolId,
      subject: 'Your code',
      body: expect.stringMatching(/^It is \d{6}\.$/),
    },
  ]);
  expect(records).toMatchObject([{ kind: 'email', to: 'ben@example.com', subject: 'Your code' }]);
});

test('a code confirms once, verifies the address, and signing in by it works from then on', async () => {
  const { sdk, signUp, confirm, signIn, lastCode } = await givenSignUp();
  await signUp('ben');
  await expect(signIn('ben@example.com')).rejects.toMatchObject({ name: 'NotAuthorizedException' });

  await confirm('ben', lastCode());

  const user = await sdk.send(new AdminGetUserCommand({ UserPoolId, Username: 'ben' }));
  expect(user.UserStatus).toBe('CONFIRMED');
  expect(user.UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'true' });
  expect((await signIn('ben@example.com')).AuthenticationResult?.IdToken).toBeDefined();
});

test('a code is good for a day, and a new one replaces it', async () => {
  const { world, signUp, confirm, resend, lastCode } = await givenSignUp();
  await signUp('ben');
  const first = lastCode();
  expect(await resend('ben')).toMatchObject({ CodeDeliveryDetails: DELIVERY });
  await expect(confirm('ben', first)).rejects.toMatchObject({ name: 'CodeMismatchException' });

  await world.clock.advance(24 * HOUR_MS);
  await expect(confirm('ben', lastCode())).rejects.toMatchObject({
    name: 'ExpiredCodeException',
    message: 'Invalid code provided, please request a code again.',
  });
  await resend('ben');
  await confirm('ben', lastCode());
});

test('guesses and requests are limited by the hour', async () => {
  const { world, signUp, confirm, resend, lastCode } = await givenSignUp();
  await signUp('ben');
  const LIMITED = {
    name: 'LimitExceededException',
    message: 'Attempt limit exceeded, please try after some time.',
  };
  for (let guess = 0; guess < 15; guess++) {
    await expect(confirm('ben', 'wrong')).rejects.toMatchObject({ name: 'CodeMismatchException' });
  }
  await expect(confirm('ben', lastCode())).rejects.toMatchObject(LIMITED);
  for (let request = 0; request < 5; request++) await resend('ben');
  await expect(resend('BEN')).rejects.toMatchObject(LIMITED);

  await world.clock.advance(HOUR_MS);
  await resend('ben');
  await confirm('ben', lastCode());
});

test('names cannot be tried out: nobody and who is confirmed look like somebody who waits', async () => {
  const { signUp, confirm, resend, mailbox, lastCode } = await givenSignUp();
  await signUp('ben');
  await confirm('ben', lastCode());
  const before = mailbox.messages().length;

  const simulated = {
    AttributeName: 'email',
    DeliveryMedium: 'EMAIL',
    Destination: expect.stringMatching(/^[a-z]\*{3}@[a-z]\*{3}$/),
  };
  const { CodeDeliveryDetails } = await resend('nobody');
  expect(CodeDeliveryDetails).toEqual(simulated);
  expect((await resend('Nobody')).CodeDeliveryDetails).toEqual(CodeDeliveryDetails);
  expect((await resend('ben')).CodeDeliveryDetails).toEqual(simulated);
  expect(mailbox.messages()).toHaveLength(before);
  await expect(confirm('nobody', '123456')).rejects.toMatchObject({ name: 'ExpiredCodeException' });
});

test('a client that does not prevent user existence errors says who is not there', async () => {
  const { signUp, confirm, resend, lastCode } = await givenSignUp({
    client: { preventUserExistenceErrors: false },
  });
  const unknown = { name: 'UserNotFoundException', message: 'Username/client id combination not found.' };
  await expect(resend('nobody')).rejects.toMatchObject(unknown);
  await expect(confirm('nobody', '123456')).rejects.toMatchObject(unknown);
  await signUp('ben');
  await confirm('ben', lastCode());
  await expect(resend('ben')).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'User is already confirmed.',
  });
});

test('an address belongs to one user: the second confirms only by force', async () => {
  const { signUp, confirm, signIn, lastCode, resend } = await givenSignUp();
  await signUp('ben', 'b@example.com');
  await confirm('ben', lastCode());
  await signUp('bertha', 'B@example.com');
  await expect(confirm('bertha', lastCode())).rejects.toMatchObject({
    name: 'AliasExistsException',
    message: 'An account with the email already exists.',
  });
  await resend('bertha');
  await confirm('bertha', lastCode(), true);
  const { AuthenticationResult } = await signIn('b@example.com');
  expect(JSON.parse(atob(AuthenticationResult!.IdToken!.split('.')[1]!))).toMatchObject({
    'cognito:username': 'bertha',
  });
});

test('a telephone number that the pool verifies comes first, and its message is kept, too', async () => {
  const { sdk, mailbox } = await givenSignUp({
    pool: { autoVerifiedAttributes: ['email', 'phone_number'] },
  });
  const UserAttributes = [
    { Name: 'email', Value: 'ben@example.com' },
    { Name: 'phone_number', Value: '+15550001234' },
  ];
  const command = new SignUpCommand({ ClientId, Username: 'ben', Password: PASSWORD, UserAttributes });
  expect((await sdk.send(command)).CodeDeliveryDetails).toEqual({
    AttributeName: 'phone_number',
    DeliveryMedium: 'SMS',
    Destination: '+*******1234',
  });
  expect(mailbox.messages()).toMatchObject([
    { to: '+15550001234', body: expect.stringMatching(/^Code \d{6}$/) },
  ]);
});

test('where the pool verifies nothing no code is sent, and asking for one says so', async () => {
  const { signUp, resend, mailbox } = await givenSignUp({ pool: { autoVerifiedAttributes: [] } });
  expect((await signUp('ben')).CodeDeliveryDetails).toBeUndefined();
  expect(mailbox.messages()).toEqual([]);
  await expect(resend('ben')).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test('a name is taken once, in the words for sign-ups and for administrators', async () => {
  const { sdk, signUp } = await givenSignUp();
  await signUp('ben');
  const exists = (message: string) => ({ name: 'UsernameExistsException', message });
  await expect(signUp('Ben')).rejects.toMatchObject(exists('User already exists'));
  const UserAttributes = [{ Name: 'email', Value: 'ben@example.com' }];
  await expect(
    sdk.send(new AdminCreateUserCommand({ UserPoolId, Username: 'ben', UserAttributes })),
  ).rejects.toMatchObject(exists('User account already exists'));
});

test('who signed up belongs to no group until an administrator says so', async () => {
  const { sdk, signUp, confirm, signIn, lastCode } = await givenSignUp();
  await signUp('ben');
  await confirm('ben', lastCode());
  const groups = async () =>
    JSON.parse(atob((await signIn('ben')).AuthenticationResult!.IdToken!.split('.')[1]!))['cognito:groups'];
  expect(await groups()).toBeUndefined();
  await sdk.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: 'ben', GroupName: 'Keepers' }));
  expect(await groups()).toEqual(['Keepers']);
});
