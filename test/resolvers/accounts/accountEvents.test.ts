import { beforeEach, describe, expect, test } from 'vitest';
import { UserEvent } from '../../../model/accounts/UserEvent.ts';
import { admin, startApi, tenant, type StartedApi } from '../startApi.ts';

const create = 'mutation ($input: UserInput!) { createUserAccount(input: $input) { id phone } }';
const update =
  'mutation ($input: UpdateUserInput!) { updateUserAccount(input: $input) { firstName phone updatedOn } }';
const remove = 'mutation ($id: ID!) { deleteUserAccount(id: $id) }';
const disable = 'mutation ($id: ID!) { disableUser(id: $id) { id enabled } }';
const enable = 'mutation ($id: ID!) { enableUser(id: $id) { id enabled } }';
const input = { email: 't@example.com', firstName: 'T', lastName: 'One' };

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
  await api.run(tenant, create, { input });
});

const events = async () =>
  (await api.rows('EVENT#USER_')).map(({ eventName, eventData }) => [eventName, eventData]);
const updatedOn = '2030-05-10T12:00:00.000Z';

describe('an account announces', () => {
  test('that it was registered, in a row that a Lambda reads', async () => {
    const [row] = await api.rows('EVENT#USER_');
    expect(row).toMatchObject({
      eventName: 'USER_REGISTERED_EVENT',
      eventData: { userId: 'tenant-1', updatedOn },
      applied: true,
    });
    expect(row).toEqual(
      UserEvent.create(UserEvent.parse({ Item: row }).data!).params({ table: 'table' }).Item,
    );
  });

  test('which of its fields were changed, and not to what', async () => {
    await api.run(tenant, update, { input: { firstName: 'New', lastName: 'One', phone: '+49 170 1234567' } });
    expect(await events()).toContainEqual([
      'USER_CHANGED_EVENT',
      { userId: 'tenant-1', changed: ['firstName', 'phone'], updatedOn },
    ]);
  });

  test('that it was disabled and enabled, as often as it was', async () => {
    for (const mutation of [disable, enable, disable]) await api.run(admin, mutation, { id: 'tenant-1' });
    const names = (await events()).map(([name]) => name);
    expect(names.filter((name) => name === 'USER_DISABLED_EVENT')).toHaveLength(2);
    expect(names.filter((name) => name === 'USER_ENABLED_EVENT')).toHaveLength(1);
  });

  test('nothing where nothing was changed', async () => {
    const before = await api.rows();
    await api.run(admin, enable, { id: 'tenant-1' });
    await api.run(tenant, update, { input: { firstName: 'T' } });
    expect(await api.rows()).toEqual(before);
  });

  test('that it was deleted', async () => {
    await api.run(tenant, remove, { id: 'tenant-1' });
    expect(await events()).toContainEqual(['USER_DELETED_EVENT', { userId: 'tenant-1', updatedOn }]);
  });
});

test('of two Admins who disable an account at one instant one announces it, and both are told that it is', async () => {
  const { TransactWriteItems } = api.tableActions;
  api.tableActions.TransactWriteItems = async (request, call) => {
    api.tableActions.TransactWriteItems = TransactWriteItems!;
    expect(await api.run(admin, disable, { id: 'tenant-1' })).toMatchObject({ enabled: false });
    return TransactWriteItems!(request, call);
  };
  expect(await api.run(admin, disable, { id: 'tenant-1' })).toMatchObject({ enabled: false });
  expect((await events()).filter(([name]) => name === 'USER_DISABLED_EVENT')).toHaveLength(1);
});

describe('a phone number', () => {
  test('is stored as E.164 has it, and taken away by null', async () => {
    const changed = await api.run(tenant, update, { input: { phone: '+49 (170) 123-45.67' } });
    expect(changed).toMatchObject({ phone: '+491701234567' });
    expect(await api.row({ pk: 'USER#tenant-1', sk: 'USER' })).toMatchObject({ phone: '+491701234567' });
    expect(await api.run(tenant, update, { input: { phone: null } })).toMatchObject({ phone: null });
    expect(await api.row({ pk: 'USER#tenant-1', sk: 'USER' })).not.toHaveProperty('phone');
  });

  test.each(['0170 1234567890', '4155550100', '+1 234', '+49\t170 1234567', '+49 170\n1234567'])(
    'is not %j',
    async (phone) => {
      expect(await api.refusal(tenant, update, { input: { phone } })).toMatchObject({ count: 1 });
      expect(await api.row({ pk: 'USER#tenant-1', sk: 'USER' })).not.toHaveProperty('phone');
    },
  );
});
