import { beforeEach, describe, expect, test } from 'vitest';
import { User } from '../../../model/accounts/User.ts';
import { admin, apiKey, caretaker, otherTenant, startApi, tenant, type StartedApi } from '../startApi.ts';

const create = `mutation ($input: UserInput!) { createUserAccount(input: $input) {
  id email firstName lastName userType verified enabled createdOn updatedOn } }`;
const get = 'query ($id: ID!) { getUserAccount(id: $id) { id email } }';
const input = { email: 't@example.com', firstName: 'T', lastName: 'One' };

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
});

test('a person creates its own account', async () => {
  expect(await api.run(tenant, create, { input })).toEqual({
    id: 'tenant-1',
    ...input,
    userType: 'TENANT',
    verified: false,
    enabled: true,
    createdOn: '2030-05-10T12:00:00.000Z',
    updatedOn: '2030-05-10T12:00:00.000Z',
  });
});

test('the row is what a Lambda reads as a user', async () => {
  await api.run(tenant, create, { input });
  const [row] = await api.rows('USER');
  expect(row).toEqual(User.create(User.parse({ Item: row }).data!).params({ table: 'table' }).Item);
});

test('an account is created once', async () => {
  await api.run(tenant, create, { input });
  expect(await api.refusal(tenant, create, { input: { ...input, firstName: 'Other' } })).toMatchObject({
    errorType: 'AlreadyExists',
    errorInfo: { id: 'tenant-1' },
  });
  expect(await api.rows('USER')).toMatchObject([{ firstName: 'T' }]);
});

test('an Admin creates anyone’s account, of any type', async () => {
  const other = { ...input, id: 'caretaker-1', userType: 'CARETAKER', verified: true };
  expect(await api.run(admin, create, { input: other })).toMatchObject({
    id: 'caretaker-1',
    userType: 'CARETAKER',
    verified: true,
  });
});

test('a Caretaker may say that it is one', async () => {
  expect(await api.run(caretaker, create, { input: { ...input, userType: 'CARETAKER' } })).toMatchObject({
    userType: 'CARETAKER',
  });
});

describe('refused is', () => {
  test.each([
    ['an account for another person', { id: 'tenant-2' }, 'Forbidden', { userId: 'tenant-2' }],
    ['to make oneself an Admin', { userType: 'ADMIN' }, 'Forbidden', { argument: 'userType' }],
    ['to verify oneself', { verified: true }, 'Forbidden', { argument: 'verified' }],
    ['an empty name', { firstName: '  ' }, 'InvalidArgument', { argument: 'firstName' }],
    ['a name too long', { lastName: 'x'.repeat(101) }, 'InvalidArgument', { argument: 'lastName' }],
  ])('%s', async (_what, changes, errorType, errorInfo) => {
    expect(await api.refusal(tenant, create, { input: { ...input, ...changes } })).toMatchObject({
      count: 1,
      errorType,
      errorInfo,
    });
    expect(await api.rows()).toEqual([]);
  });

  test('an id that forges a key, whoever gives it', async () => {
    expect(await api.refusal(admin, create, { input: { ...input, id: 'a#b' } })).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument: 'id' },
    });
  });

  test('an API key', async () => {
    expect(await api.refusal(apiKey, get, { id: 'tenant-1' })).toMatchObject({ errorType: 'Unauthorized' });
  });
});

test('an account is read by its person and by staff, and by nobody else', async () => {
  await api.run(tenant, create, { input });
  for (const reader of [tenant, caretaker, admin])
    expect(await api.run(reader, get, { id: 'tenant-1' })).toEqual({
      id: 'tenant-1',
      email: 't@example.com',
    });
  expect(await api.refusal(otherTenant, get, { id: 'tenant-1' })).toMatchObject({ errorType: 'Forbidden' });
  expect(await api.run(admin, get, { id: 'nobody' })).toBeNull();
});
