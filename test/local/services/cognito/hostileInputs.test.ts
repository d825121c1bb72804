import { describe, expect, test } from 'vitest';
import { testCall } from '../../../support/serveActions.ts';
import { ClientId, type Given, givenPool, UserPoolId } from './poolHarness.ts';

const PASSWORD = 'Passw0rd';

async function givenAnn(options: Given = {}) {
  const { cognito } = await givenPool(options);
  const act = (action: string, input: object) => cognito.actions[action]!(input, testCall);
  const userAttributes = [{ Name: 'email', Value: 'ann@example.com' }];
  await act('AdminCreateUser', { UserPoolId, Username: 'ann', UserAttributes: userAttributes });
  await act('AdminSetUserPassword', { UserPoolId, Username: 'ann', Password: PASSWORD, Permanent: true });
  const signIn = (more: object = {}) =>
    act('AdminInitiateAuth', {
      UserPoolId,
      ClientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ann', PASSWORD, ...more },
    });
  return { act, signIn };
}

describe('a sign-up that is not what the API says', () => {
  const signUp = { ClientId, Username: 'bob', Password: PASSWORD };

  test.each([
    [
      'a number as e-mail address',
      { UserAttributes: [{ Name: 'email', Value: 1 }] },
      'SerializationException',
    ],
    [
      'an object as e-mail address',
      { UserAttributes: [{ Name: 'email', Value: {} }] },
      'SerializationException',
    ],
    ['a user name that is no text', { Username: 1 }, 'SerializationException'],
    ['no password', { Password: null }, 'InvalidParameterException'],
    ['attributes that are no list', { UserAttributes: { email: 'x' } }, 'SerializationException'],
    ['an attribute that is null', { UserAttributes: [null] }, 'InvalidParameterException'],
    [
      'a long attribute',
      { UserAttributes: [{ Name: 'name', Value: 'x'.repeat(2049) }] },
      'InvalidParameterException',
    ],
    ['a long name', { Username: 'x'.repeat(129) }, 'InvalidParameterException'],
    ['a long password', { Password: `aA1${'x'.repeat(254)}` }, 'InvalidParameterException'],
    ['a name of spaces', { Username: ' ' }, 'InvalidParameterException'],
  ])('with %s is refused, and everybody else still signs in', async (_, change, code) => {
    const { act, signIn } = await givenAnn();

    await expect(act('SignUp', { ...signUp, ...change })).rejects.toMatchObject({ code });

    await expect(signIn()).resolves.toMatchObject({ AuthenticationResult: { TokenType: 'Bearer' } });
    expect((await act('ListUsers', { UserPoolId, Filter: 'email ^= "ann"' })).Users).toHaveLength(1);
  });

  test('says which member, and in AWS’s words', async () => {
    const { act } = await givenAnn();

    await expect(act('SignUp', { ...signUp, Password: undefined })).rejects.toThrow(
      "1 validation error detected: Value null at 'password' failed to satisfy constraint: Member must not be null",
    );
    await expect(act('AdminInitiateAuth', { UserPoolId, ClientId, AuthFlow: 'x' })).rejects.toThrow(
      /Value 'x' at 'authFlow' failed to satisfy constraint: Member must satisfy enum value set: \[USER_SRP_AUTH, /,
    );
  });
});

test('nobody says of themselves that an address is verified', async () => {
  const { act } = await givenAnn();
  const UserAttributes = [
    { Name: 'email', Value: 'victim@example.com' },
    { Name: 'email_verified', Value: 'true' },
  ];

  await expect(
    act('SignUp', { ClientId, Username: 'bob', Password: PASSWORD, UserAttributes }),
  ).rejects.toMatchObject({
    code: 'NotAuthorizedException',
    message: 'A client attempted to write unauthorized attribute',
  });
});

test.each([
  ['sub', 'InvalidParameterException'],
  ['email_verified', 'NotAuthorizedException'],
  ['custom:unknown', 'InvalidParameterException'],
  ['__proto__', 'InvalidParameterException'],
])('who chooses a new password cannot set %s beside it', async (name, code) => {
  const { act, signIn } = await givenAnn();
  await act('AdminSetUserPassword', { UserPoolId, Username: 'ann', Password: PASSWORD, Permanent: false });
  const before = await act('AdminGetUser', { UserPoolId, Username: 'ann' });
  const { Session } = await signIn();
  const respond = (more: object) =>
    act('RespondToAuthChallenge', {
      ClientId,
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session,
      ChallengeResponses: { USERNAME: 'ann', NEW_PASSWORD: 'N3wPassword', ...more },
    });

  await expect(respond({ [`userAttributes.${name}`]: 'somebody-else' })).rejects.toMatchObject({ code });

  expect(await act('AdminGetUser', { UserPoolId, Username: 'ann' })).toEqual(before);
  await expect(respond({ 'userAttributes.name': 'Ann' })).resolves.toHaveProperty('AuthenticationResult');
});

test.each(['__proto__', 'constructor', 'toString'])('a user and a group may be called %s', async (name) => {
  const { act } = await givenAnn();
  const create = { UserPoolId, Username: name, UserAttributes: [{ Name: 'email', Value: 'x@example.com' }] };

  await act('AdminCreateUser', create);
  await act('CreateGroup', { UserPoolId, GroupName: name });
  await act('AdminAddUserToGroup', { UserPoolId, Username: name, GroupName: name });

  expect((await act('ListUsersInGroup', { UserPoolId, GroupName: name })).Users).toMatchObject([
    { Username: name },
  ]);
  await expect(act('AdminCreateUser', create)).rejects.toMatchObject({ code: 'UsernameExistsException' });
  await act('AdminDeleteUser', { UserPoolId, Username: name });
  await expect(act('AdminGetUser', { UserPoolId, Username: name })).rejects.toMatchObject({
    code: 'UserNotFoundException',
  });
});

test.each(['x', '-1', 'NaN', '1e3', ''])('%j is no token of a page', async (NextToken) => {
  const { act } = await givenAnn();

  await expect(act('ListUserPools', { NextToken })).rejects.toMatchObject({
    code: 'InvalidParameterException',
  });
});

test('a public number that is longer than the group’s is refused before it is computed with', async () => {
  const { act } = await givenAnn();
  const start = (SRP_A: string) =>
    act('InitiateAuth', { ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: 'ann', SRP_A } });

  await expect(start(`00${'a'.repeat(768)}`)).resolves.toMatchObject({ ChallengeName: 'PASSWORD_VERIFIER' });
  await expect(start('f'.repeat(60_000))).rejects.toMatchObject({ message: 'Invalid SRP_A' });
  await expect(start('0')).rejects.toMatchObject({ message: 'Invalid SRP_A' });
  await expect(start('0x10')).rejects.toMatchObject({ message: 'Invalid SRP_A' });
});
