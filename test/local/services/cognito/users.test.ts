import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  CreateGroupCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  InitiateAuthCommand,
  ListGroupsCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
  ListUsersCommand,
  ListUsersInGroupCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from 'vitest';
import { ClientId, givenPool, MOMENT, UserPoolId } from './poolHarness.ts';

const create = (Username: string, email = `${Username}@example.com`) =>
  new AdminCreateUserCommand({ UserPoolId, Username, UserAttributes: [{ Name: 'email', Value: email }] });

test('an administrator creates a user once, and gets it back', async () => {
  const { sdk, mailbox } = await givenPool();

  const { User } = await sdk.send(create('ann'));

  expect(User).toMatchObject({
    Username: 'ann',
    Enabled: true,
    UserStatus: 'FORCE_CHANGE_PASSWORD',
    UserCreateDate: new Date(MOMENT),
  });
  expect(User?.Attributes).toContainEqual({ Name: 'sub', Value: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(mailbox.messages()).toMatchObject([
    { medium: 'EMAIL', service: 'Cognito', to: 'ann@example.com', subject: 'Welcome, ann' },
  ]);
  await expect(sdk.send(create('ann'))).rejects.toMatchObject({ name: 'UsernameExistsException' });
  await expect(sdk.send(create('anne', 'ann@example.com'))).resolves.toBeDefined();
  const found = await sdk.send(new AdminGetUserCommand({ UserPoolId, Username: 'ANN' }));
  expect(found).toMatchObject({ Username: 'ann', UserStatus: 'FORCE_CHANGE_PASSWORD' });
});

test('an invitation has the temporary password, goes where it is wanted, and once more with another', async () => {
  const { sdk, mailbox } = await givenPool();
  const invite = (more: object) =>
    sdk.send(
      new AdminCreateUserCommand({
        ...{ UserPoolId, Username: 'ann' },
        UserAttributes: [
          { Name: 'email', Value: 'ann@example.com' },
          { Name: 'phone_number', Value: '+491701230000' },
        ],
        ...more,
      }),
    );
  const sent = () => mailbox.messages().map(({ to, body }) => [to, body]);

  await invite({ TemporaryPassword: 'First-one-1' });
  await invite({
    ...{ MessageAction: 'RESEND', TemporaryPassword: 'Next-one-22' },
    DesiredDeliveryMediums: ['EMAIL', 'SMS'],
  });
  expect(sent()).toEqual([
    ['+491701230000', 'Text for ann: First-one-1'],
    ['ann@example.com', 'ann: Next-one-22'],
    ['+491701230000', 'Text for ann: Next-one-22'],
  ]);
  const signIn = (PASSWORD: string) =>
    sdk.send(
      new InitiateAuthCommand({
        ...{ ClientId, AuthFlow: 'USER_PASSWORD_AUTH' },
        AuthParameters: { USERNAME: 'ann', PASSWORD },
      }),
    );
  await expect(signIn('First-one-1')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  expect((await signIn('Next-one-22')).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');

  await sdk.send(
    new AdminSetUserPasswordCommand({
      ...{ UserPoolId, Username: 'ann', Permanent: true },
      Password: 'Chosen-one-1',
    }),
  );
  await expect(invite({ MessageAction: 'RESEND' })).rejects.toMatchObject({
    name: 'UnsupportedUserStateException',
  });
  await invite({ Username: 'bea', MessageAction: 'SUPPRESS' });
  expect(sent()).toHaveLength(3);
});

test('who has neither an address nor a number is sent nothing, and the log has the password', async () => {
  const { sdk, mailbox, records } = await givenPool({ pool: { requiredAttributes: [] } });
  await sdk.send(new AdminCreateUserCommand({ UserPoolId, Username: 'ann' }));
  expect(mailbox.messages()).toEqual([]);
  expect(records).toMatchObject([
    { kind: 'log', source: 'people', line: expect.stringContaining('Temporary password of ann: ') },
  ]);
});

test('attributes follow the schema of the pool', async () => {
  const { sdk } = await givenPool();
  const withAttribute = (Name: string) =>
    new AdminCreateUserCommand({ UserPoolId, Username: 'ann', UserAttributes: [{ Name, Value: 'x' }] });

  await expect(sdk.send(withAttribute('custom:unknown'))).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message:
      'Attributes did not conform to the schema: Type for attribute {custom:unknown} could not be determined',
  });
  await expect(sdk.send(withAttribute('name'))).rejects.toMatchObject({
    message: expect.stringContaining('email: The attribute is required'),
  });

  await sdk.send(create('ann'));
  const UserAttributes = [{ Name: 'custom:shift', Value: 'late' }];
  await sdk.send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username: 'ann', UserAttributes }));
  const updated = await sdk.send(new AdminGetUserCommand({ UserPoolId, Username: 'ann' }));
  expect(updated.UserAttributes).toContainEqual({ Name: 'custom:shift', Value: 'late' });
});

test('where users sign in by e-mail address the user name is generated', async () => {
  const { sdk } = await givenPool({ pool: { usernameAttributes: ['email'], aliasAttributes: [] } });

  const { User } = await sdk.send(create('ann@example.com'));

  expect(User?.Username).toMatch(/^[0-9a-f-]{36}$/);
  await expect(sdk.send(create('ann'))).rejects.toMatchObject({ message: 'Username should be an email.' });
  await expect(sdk.send(create('ann@example.com'))).rejects.toMatchObject({
    name: 'UsernameExistsException',
  });
});

test('groups are joined, listed and left', async () => {
  const { sdk } = await givenPool();
  await sdk.send(create('ann'));
  const named = { UserPoolId, Username: 'ann' };

  await sdk.send(
    new CreateGroupCommand({ UserPoolId, GroupName: 'Guards', Description: 'at night', Precedence: 1 }),
  );
  await sdk.send(new AdminAddUserToGroupCommand({ ...named, GroupName: 'Guards' }));
  await sdk.send(new AdminAddUserToGroupCommand({ ...named, GroupName: 'Guards' }));

  const { Groups } = await sdk.send(new AdminListGroupsForUserCommand(named));
  expect(Groups).toMatchObject([{ GroupName: 'Guards', Description: 'at night', Precedence: 1, UserPoolId }]);
  expect((await sdk.send(new ListGroupsCommand({ UserPoolId }))).Groups).toHaveLength(2);
  expect(
    (await sdk.send(new ListUsersInGroupCommand({ UserPoolId, GroupName: 'Guards' }))).Users,
  ).toMatchObject([{ Username: 'ann' }]);

  await sdk.send(new AdminRemoveUserFromGroupCommand({ ...named, GroupName: 'Guards' }));
  expect((await sdk.send(new AdminListGroupsForUserCommand(named))).Groups).toEqual([]);
  await expect(
    sdk.send(new AdminAddUserToGroupCommand({ ...named, GroupName: 'Nobody' })),
  ).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Group not found.',
  });
  await expect(sdk.send(new CreateGroupCommand({ UserPoolId, GroupName: 'Guards' }))).rejects.toMatchObject({
    name: 'GroupExistsException',
  });
});

test('users are listed by page and by filter', async () => {
  const { sdk } = await givenPool();
  for (const name of ['ann', 'ben', 'cleo']) await sdk.send(create(name));

  const first = await sdk.send(new ListUsersCommand({ UserPoolId, Limit: 2 }));
  expect(first.Users?.map(({ Username }) => Username)).toEqual(['ann', 'ben']);
  const second = await sdk.send(
    new ListUsersCommand({ UserPoolId, Limit: 2, PaginationToken: first.PaginationToken }),
  );
  expect(second.Users?.map(({ Username }) => Username)).toEqual(['cleo']);
  expect(second.PaginationToken).toBeUndefined();

  const filtered = async (Filter: string) =>
    (await sdk.send(new ListUsersCommand({ UserPoolId, Filter }))).Users?.map(({ Username }) => Username);
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
  await expect(sdk.send(new AdminGetUserCommand(named))).rejects.toMatchObject({
    name: 'UserNotFoundException',
    message: 'User does not exist.',
  });
});

test('pools and clients are described', async () => {
  const { sdk } = await givenPool();

  expect((await sdk.send(new ListUserPoolsCommand({ MaxResults: 10 }))).UserPools).toMatchObject([
    { Id: UserPoolId, Name: 'people' },
  ]);
  expect((await sdk.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool).toMatchObject({
    Id: UserPoolId,
    DeletionProtection: 'INACTIVE',
  });
  expect((await sdk.send(new ListUserPoolClientsCommand({ UserPoolId }))).UserPoolClients).toMatchObject([
    { ClientId, ClientName: 'web' },
  ]);
  expect(
    (await sdk.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))).UserPoolClient,
  ).toMatchObject({
    ClientId,
    PreventUserExistenceErrors: 'ENABLED',
    IdTokenValidity: 3600,
  });
  await expect(sdk.send(new DescribeUserPoolCommand({ UserPoolId: 'us-east-1_none' }))).rejects.toMatchObject(
    {
      name: 'ResourceNotFoundException',
      message: 'User pool us-east-1_none does not exist.',
    },
  );
  await expect(
    sdk.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId: 'none' })),
  ).rejects.toMatchObject({
    message: 'User pool client none does not exist.',
  });
});

test('a user of an earlier run, kept by a name with capitals, is found by it still', async () => {
  const pools = {};
  const earlier = await givenPool({ pools, pool: { caseSensitive: true } });
  await earlier.sdk.send(create('Bea'));

  const { sdk } = await givenPool({ pools });
  for (const Username of ['Bea', 'bea'])
    expect(await sdk.send(new AdminGetUserCommand({ UserPoolId, Username }))).toMatchObject({
      Username: 'Bea',
    });
});
