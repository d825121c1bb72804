import {
  AdminAddUserToGroupCommand,
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUpdateUserAttributesCommand,
  ChangePasswordCommand,
  ConfirmSignUpCommand,
  CreateGroupCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  ListGroupsCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
  ListUsersCommand,
  ListUsersInGroupCommand,
  RevokeTokenCommand,
  SignUpCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from 'vitest';
import { ClientId, givenPool, MOMENT, UserPoolId } from './poolHarness.ts';

const PASSWORD = 'Correct-horse-1';

const create = (Username: string, email = `${Username}@example.com`) =>
  new AdminCreateUserCommand({ UserPoolId, Username, UserAttributes: [{ Name: 'email', Value: email }] });

const signUp = (sdk: CognitoIdentityProviderClient, Password = PASSWORD) =>
  sdk.send(new SignUpCommand({ ClientId, Username: 'ben', Password, UserAttributes: [{ Name: 'email', Value: 'ben@example.com' }] }));

const signIn = async (sdk: CognitoIdentityProviderClient) => {
  const AuthParameters = { USERNAME: 'ben', PASSWORD };
  return (await sdk.send(new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }))).AuthenticationResult!;
};

async function givenBen() {
  const all = await givenPool();
  await signUp(all.sdk);
  await all.sdk.send(new AdminConfirmSignUpCommand({ UserPoolId, Username: 'ben' }));
  return all;
}

test('an administrator makes a user, once, and is shown it', async () => {
  const { sdk, records } = await givenPool();

  const { User } = await sdk.send(create('ann'));

  expect(User).toMatchObject({ Username: 'ann', Enabled: true, UserStatus: 'FORCE_CHANGE_PASSWORD', UserCreateDate: new Date(MOMENT) });
  expect(User?.Attributes).toContainEqual({ Name: 'sub', Value: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(records).toMatchObject([{ kind: 'log', source: 'people', line: expect.stringContaining('Temporary password of ann: ') }]);
  await expect(sdk.send(create('ann'))).rejects.toMatchObject({ name: 'UsernameExistsException' });
  await expect(sdk.send(create('anne', 'ann@example.com'))).resolves.toBeDefined();
  const found = await sdk.send(new AdminGetUserCommand({ UserPoolId, Username: 'ANN' }));
  expect(found).toMatchObject({ Username: 'ann', UserStatus: 'FORCE_CHANGE_PASSWORD' });
});

test('attributes follow the schema of the pool', async () => {
  const { sdk } = await givenPool();
  const withAttribute = (Name: string) => new AdminCreateUserCommand({ UserPoolId, Username: 'ann', UserAttributes: [{ Name, Value: 'x' }] });

  await expect(sdk.send(withAttribute('custom:unknown'))).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'Attributes did not conform to the schema: Type for attribute {custom:unknown} could not be determined',
  });
  await expect(sdk.send(withAttribute('name'))).rejects.toMatchObject({ message: expect.stringContaining('email: The attribute is required') });

  await sdk.send(create('ann'));
  const UserAttributes = [{ Name: 'custom:shift', Value: 'late' }];
  await sdk.send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username: 'ann', UserAttributes }));
  const updated = await sdk.send(new AdminGetUserCommand({ UserPoolId, Username: 'ann' }));
  expect(updated.UserAttributes).toContainEqual({ Name: 'custom:shift', Value: 'late' });
});

test('where one signs in by e-mail address the user name is made up', async () => {
  const { sdk } = await givenPool({ pool: { usernameAttributes: ['email'], aliasAttributes: [] } });

  const { User } = await sdk.send(create('ann@example.com'));

  expect(User?.Username).toMatch(/^[0-9a-f-]{36}$/);
  await expect(sdk.send(create('ann'))).rejects.toMatchObject({ message: 'Username should be an email.' });
  await expect(sdk.send(create('ann@example.com'))).rejects.toMatchObject({ name: 'UsernameExistsException' });
});

test('groups are joined, listed and left', async () => {
  const { sdk } = await givenPool();
  await sdk.send(create('ann'));
  const named = { UserPoolId, Username: 'ann' };

  await sdk.send(new CreateGroupCommand({ UserPoolId, GroupName: 'Guards', Description: 'at night', Precedence: 1 }));
  await sdk.send(new AdminAddUserToGroupCommand({ ...named, GroupName: 'Guards' }));
  await sdk.send(new AdminAddUserToGroupCommand({ ...named, GroupName: 'Guards' }));

  const { Groups } = await sdk.send(new AdminListGroupsForUserCommand(named));
  expect(Groups).toMatchObject([{ GroupName: 'Guards', Description: 'at night', Precedence: 1, UserPoolId }]);
  expect((await sdk.send(new ListGroupsCommand({ UserPoolId }))).Groups).toHaveLength(2);
  expect((await sdk.send(new ListUsersInGroupCommand({ UserPoolId, GroupName: 'Guards' }))).Users).toMatchObject([{ Username: 'ann' }]);

  await sdk.send(new AdminRemoveUserFromGroupCommand({ ...named, GroupName: 'Guards' }));
  expect((await sdk.send(new AdminListGroupsForUserCommand(named))).Groups).toEqual([]);
  await expect(sdk.send(new AdminAddUserToGroupCommand({ ...named, GroupName: 'Nobody' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Group not found.',
  });
  await expect(sdk.send(new CreateGroupCommand({ UserPoolId, GroupName: 'Guards' }))).rejects.toMatchObject({ name: 'GroupExistsException' });
});

test('users are listed by page and by filter', async () => {
  const { sdk } = await givenPool();
  for (const name of ['ann', 'ben', 'cleo']) await sdk.send(create(name));

  const first = await sdk.send(new ListUsersCommand({ UserPoolId, Limit: 2 }));
  expect(first.Users?.map(({ Username }) => Username)).toEqual(['ann', 'ben']);
  const second = await sdk.send(new ListUsersCommand({ UserPoolId, Limit: 2, PaginationToken: first.PaginationToken }));
  expect(second.Users?.map(({ Username }) => Username)).toEqual(['cleo']);
  expect(second.PaginationToken).toBeUndefined();

  const filtered = async (Filter: string) => (await sdk.send(new ListUsersCommand({ UserPoolId, Filter }))).Users?.map(({ Username }) => Username);
  expect(await filtered('email = "ben@example.com"')).toEqual(['ben']);
  expect(await filtered('username ^= "c"')).toEqual(['cleo']);
  await expect(filtered('email like "x"')).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test('a user is disabled, enabled and deleted', async () => {
  const { sdk } = await givenPool();
  await sdk.send(create('ann'));
  const named = { UserPoolId, Username: 'ann' };

  await sdk.send(new AdminDisableUserCommand(named));
  expect(await sdk.send(new AdminGetUserCommand(named))).toMatchObject({ Enabled: false });
  await sdk.send(new AdminEnableUserCommand(named));
  expect(await sdk.send(new AdminGetUserCommand(named))).toMatchObject({ Enabled: true });
  await sdk.send(new AdminDeleteUserCommand(named));
  await expect(sdk.send(new AdminGetUserCommand(named))).rejects.toMatchObject({ name: 'UserNotFoundException', message: 'User does not exist.' });
});

test('who signs up confirms with the code that would have been mailed', async () => {
  const { sdk, records } = await givenPool();
  const confirm = (ConfirmationCode: string) => sdk.send(new ConfirmSignUpCommand({ ClientId, Username: 'ben', ConfirmationCode }));

  expect(await signUp(sdk)).toMatchObject({ UserConfirmed: false, UserSub: expect.any(String) });
  await expect(signIn(sdk)).rejects.toMatchObject({ name: 'UserNotConfirmedException' });
  await expect(confirm('nonsense')).rejects.toMatchObject({ name: 'CodeMismatchException' });

  const [record] = records;
  await confirm(record?.kind === 'log' ? record.line.split(': ')[1]! : '');
  expect(await signIn(sdk)).toMatchObject({ TokenType: 'Bearer' });
  await expect(confirm('nonsense')).rejects.toMatchObject({ message: 'User cannot be confirmed. Current status is CONFIRMED' });
});

test.each([
  ['Short-1', 'Password not long enough'],
  ['correct-horse-1', 'Password must have uppercase characters'],
  ['CORRECT-HORSE-1', 'Password must have lowercase characters'],
  ['Correct-horse', 'Password must have numeric characters'],
])('the policy refuses %s', async (password, reason) => {
  const { sdk } = await givenPool();

  await expect(signUp(sdk, password)).rejects.toMatchObject({
    name: 'InvalidPasswordException',
    message: `Password did not conform with policy: ${reason}`,
  });
});

test('nobody signs up where administrators make users', async () => {
  const { sdk } = await givenPool({ pool: { adminCreateUserOnly: true } });

  await expect(signUp(sdk)).rejects.toMatchObject({ name: 'NotAuthorizedException', message: 'SignUp is not permitted for this user pool' });
});

test('an access token lets its owner read themselves and change their password', async () => {
  const { sdk } = await givenBen();
  const { AccessToken, IdToken } = await signIn(sdk);

  expect(await sdk.send(new GetUserCommand({ AccessToken }))).toMatchObject({ Username: 'ben' });
  await expect(sdk.send(new GetUserCommand({ AccessToken: IdToken }))).rejects.toMatchObject({ message: 'Invalid Access Token' });
  await expect(sdk.send(new GetUserCommand({ AccessToken: 'nonsense' }))).rejects.toMatchObject({ message: 'Invalid Access Token' });

  const change = (PreviousPassword: string) =>
    sdk.send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword: 'Another-horse-2' }));
  await expect(change('Wrong-horse-1')).rejects.toMatchObject({ message: 'Incorrect username or password.' });
  await change(PASSWORD);
  await expect(signIn(sdk)).rejects.toMatchObject({ message: 'Incorrect username or password.' });
});

test('signing out everywhere ends access and refresh tokens', async () => {
  const { sdk } = await givenBen();
  const { AccessToken, RefreshToken } = await signIn(sdk);

  await sdk.send(new GlobalSignOutCommand({ AccessToken }));

  await expect(sdk.send(new GetUserCommand({ AccessToken }))).rejects.toMatchObject({ message: 'Access Token has been revoked' });
  const renew = new InitiateAuthCommand({ ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: RefreshToken! } });
  await expect(sdk.send(renew)).rejects.toMatchObject({ message: 'Refresh Token has been revoked' });
});

test('a refresh token is revoked alone', async () => {
  const { sdk } = await givenBen();
  const { AccessToken, RefreshToken } = await signIn(sdk);
  const other = await signIn(sdk);

  await sdk.send(new RevokeTokenCommand({ ClientId, Token: RefreshToken }));

  await expect(sdk.send(new GetUserCommand({ AccessToken }))).rejects.toMatchObject({ message: 'Access Token has been revoked' });
  expect(await sdk.send(new GetUserCommand({ AccessToken: other.AccessToken }))).toMatchObject({ Username: 'ben' });
});

test('pools and clients are described', async () => {
  const { sdk } = await givenPool();

  expect((await sdk.send(new ListUserPoolsCommand({ MaxResults: 10 }))).UserPools).toMatchObject([{ Id: UserPoolId, Name: 'people' }]);
  expect((await sdk.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool).toMatchObject({ Id: UserPoolId, DeletionProtection: 'INACTIVE' });
  expect((await sdk.send(new ListUserPoolClientsCommand({ UserPoolId }))).UserPoolClients).toMatchObject([{ ClientId, ClientName: 'web' }]);
  expect((await sdk.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))).UserPoolClient).toMatchObject({
    ClientId,
    PreventUserExistenceErrors: 'ENABLED',
    IdTokenValidity: 3600,
  });
  await expect(sdk.send(new DescribeUserPoolCommand({ UserPoolId: 'us-east-1_none' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'User pool us-east-1_none does not exist.',
  });
  await expect(sdk.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId: 'none' }))).rejects.toMatchObject({
    message: 'User pool client none does not exist.',
  });
});
