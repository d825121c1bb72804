import { beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../local/services/appsync/GraphqlRequest.ts';
import {
  admin,
  apiKey,
  caretaker,
  otherTenant,
  person,
  startApi,
  tenant,
  type StartedApi,
} from '../startApi.ts';

const create = 'mutation ($input: UserInput!) { createUserAccount(input: $input) { id } }';
const update = `mutation ($input: UpdateUserInput!) {
  updateUserAccount(input: $input) { id firstName lastName userType verified } }`;
const remove = 'mutation ($id: ID!) { deleteUserAccount(id: $id) }';
const disable = 'mutation ($id: ID!) { disableUser(id: $id) { id enabled } }';
const enable = 'mutation ($id: ID!) { enableUser(id: $id) { id enabled } }';
const list = `query ($pagination: Pagination) {
  getAllUserAccounts(pagination: $pagination) { items { id } nextToken } }`;
const input = { email: 't@example.com', firstName: 'T', lastName: 'One' };

const withClaims = (caller: Caller, claims: object): Caller => ({
  ...caller,
  identity: { ...caller.identity, claims },
});

/** What a token may say beside the truth: an access token has no address at all. */
const notProving = (own: object) => [
  {},
  { token_use: 'access', username: 'tenant-1' },
  { ...own, token_use: 'access' },
  { ...own, email: 'someone.else@example.com' },
  { ...own, email: 'OTHER@example.com' },
  { ...own, email_verified: false },
  { ...own, email_verified: 'false' },
  { ...own, email_verified: undefined },
];

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
  for (const caller of [tenant, otherTenant, caretaker]) await api.run(caller, create, { input });
});

describe('an account is changed', () => {
  test('by its person, in what is named and nothing else', async () => {
    expect(await api.run(tenant, update, { input: { firstName: 'New' } })).toEqual({
      id: 'tenant-1',
      firstName: 'New',
      lastName: 'One',
      userType: 'TENANT',
      verified: false,
    });
  });

  test('by an Admin for anyone', async () => {
    const changes = { id: 'tenant-1', verified: true, userType: 'CARETAKER' };
    expect(await api.run(admin, update, { input: changes })).toMatchObject(changes);
  });

  test.each([
    ['for another person', { id: 'tenant-2', firstName: 'X' }, 'Forbidden'],
    ['to make oneself an Admin', { userType: 'ADMIN' }, 'Forbidden'],
    ['to verify oneself', { verified: true }, 'Forbidden'],
    ['to nothing', {}, 'InvalidArgument'],
    ['to an empty name', { firstName: ' ' }, 'InvalidArgument'],
    ['to a name of 10 kB', { lastName: 'x'.repeat(10_000) }, 'InvalidArgument'],
  ])('not %s', async (_what, changes, errorType) => {
    expect(await api.refusal(tenant, update, { input: changes })).toMatchObject({ count: 1, errorType });
  });

  test('not where there is none, and none appears', async () => {
    const changes = { id: 'nobody', firstName: 'X' };
    expect(await api.refusal(admin, update, { input: changes })).toMatchObject({ errorType: 'NotFound' });
    expect(await api.refusal(admin, disable, { id: 'nobody' })).toMatchObject({ errorType: 'NotFound' });
    expect(await api.rows('USER')).toHaveLength(3);
  });
});

describe('an address that is changed', () => {
  const verified = { id: 'tenant-1', verified: true };
  const other = { email: 'other@example.com' };

  test.each([
    ['by its person', tenant, other],
    ['by an Admin', admin, { ...other, id: 'tenant-1' }],
    ['in its case', tenant, { email: 'T@example.com' }],
  ])('%s is not verified any more', async (_who, caller, changes) => {
    await api.run(admin, update, { input: verified });
    expect(await api.run(caller, update, { input: changes })).toMatchObject({ verified: false });
  });

  test('and changed back has to be verified again', async () => {
    await api.run(admin, update, { input: verified });
    await api.run(tenant, update, { input: other });
    const input = { email: 't@example.com' };
    expect(await api.run(tenant, update, { input })).toMatchObject({ verified: false });
  });

  test('stays verified where it is the same', async () => {
    await api.run(admin, update, { input: verified });
    const input = { email: 't@example.com', firstName: 'New' };
    expect(await api.run(tenant, update, { input })).toMatchObject({ verified: true, firstName: 'New' });
  });

  test('is verified where an Admin says so of this very address', async () => {
    const input = { ...verified, ...other };
    expect(await api.run(admin, update, { input })).toMatchObject({ verified: true });
  });

  test('is verified where an ID token says that it is the caller’s, and not where anything else does', async () => {
    const own = { email: 'other@example.com', email_verified: true, token_use: 'id' };
    const verifiedBy = async (claims: object, changes: object = { email: own.email }) => {
      await api.run(admin, update, { input: { id: 'tenant-1', email: 't@example.com', verified: false } });
      const { verified } = await api.run(withClaims(tenant, claims), update, { input: changes });
      return verified;
    };
    expect(await verifiedBy(own)).toBe(true);
    expect(await verifiedBy({ ...own, email: 't@example.com' }, { email: 't@example.com' })).toBe(true);
    expect(await verifiedBy({ ...own, email: 't@example.com' }, { firstName: 'New' })).toBe(false);
    for (const claims of notProving(own)) expect(await verifiedBy(claims)).toBe(false);
    // An Admin's word for an Admin's own address says nothing of another person.
    const input = { id: 'tenant-1', email: own.email };
    expect(await api.run(withClaims(admin, own), update, { input })).toMatchObject({ verified: false });
  });

  test('while an Admin verifies the one before is verified by nobody', async () => {
    const { TransactWriteItems } = api.tableActions;
    api.tableActions.TransactWriteItems = async (input, call) => {
      api.tableActions.TransactWriteItems = TransactWriteItems!;
      await api.run(tenant, update, { input: other });
      return TransactWriteItems!(input, call);
    };
    expect(await api.refusal(admin, update, { input: verified })).toMatchObject({ errorType: 'TryAgain' });
    expect(await api.row({ pk: 'USER#tenant-1', sk: 'USER' })).toMatchObject({ ...other, verified: false });
  });
});

describe('a person is disabled and enabled', () => {
  test('by Admins', async () => {
    expect(await api.run(admin, disable, { id: 'tenant-1' })).toEqual({ id: 'tenant-1', enabled: false });
    expect(await api.run(admin, enable, { id: 'tenant-1' })).toEqual({ id: 'tenant-1', enabled: true });
  });

  test('and changes nothing of its account in between, not even at that very instant', async () => {
    const change = { input: { firstName: 'New' } };
    const { TransactWriteItems } = api.tableActions;
    api.tableActions.TransactWriteItems = async (input, call) => {
      api.tableActions.TransactWriteItems = TransactWriteItems!;
      await api.run(admin, disable, { id: 'tenant-1' });
      return TransactWriteItems!(input, call);
    };
    expect(await api.refusal(tenant, update, change)).toMatchObject({ errorType: 'TryAgain' });
    expect(await api.refusal(tenant, update, change)).toMatchObject({ errorType: 'UserDisabled' });
    await api.run(admin, enable, { id: 'tenant-1' });
    expect(await api.run(tenant, update, change)).toMatchObject({ firstName: 'New' });
  });

  test.each([
    ['a Caretaker', caretaker],
    ['a Tenant', tenant],
    ['an API key', apiKey],
  ])('not by %s', async (_who, caller) => {
    for (const mutation of [disable, enable])
      expect(await api.refusal(caller, mutation, { id: 'tenant-1' })).toMatchObject({
        errorType: 'Unauthorized',
      });
  });
});

describe('a new account is verified', () => {
  const own = { email: 'own@example.com', email_verified: true, token_use: 'id' };
  const newcomer = person('newcomer-1', 'Tenants');
  const verifiedBy = async (caller: Caller, more: object = {}) => {
    const created = await api.run(caller, create.replace('{ id }', '{ id verified }'), {
      input: { ...input, email: own.email, ...more },
    });
    await api.run(admin, remove, { id: created.id });
    return created.verified;
  };

  test('where the ID token of its person says so of this address', async () => {
    expect(await verifiedBy(withClaims(newcomer, own))).toBe(true);
    expect(await verifiedBy(withClaims(newcomer, own), { verified: false })).toBe(false);
  });

  test('not where anything else says so, nor for another person', async () => {
    for (const claims of notProving(own)) expect(await verifiedBy(withClaims(newcomer, claims))).toBe(false);
    expect(await verifiedBy(withClaims(admin, own), { id: 'newcomer-2' })).toBe(false);
    expect(await verifiedBy(admin, { id: 'newcomer-2', verified: true })).toBe(true);
    expect(
      await api.refusal(withClaims(newcomer, own), create, { input: { ...input, id: 'newcomer-2' } }),
    ).toMatchObject({ errorType: 'Forbidden' });
  });
});

describe('an account is deleted', () => {
  const claim = (heldUntil: string) => ({
    pk: 'USER#tenant-1',
    sk: 'CLAIM#APARTMENT#a',
    bookingId: 'b',
    heldUntil,
  });

  test('by its person and by an Admin, and by nobody else', async () => {
    expect(await api.refusal(otherTenant, remove, { id: 'tenant-1' })).toMatchObject({
      errorType: 'Forbidden',
    });
    expect(await api.run(tenant, remove, { id: 'tenant-1' })).toBe(true);
    expect(await api.run(admin, remove, { id: 'tenant-2' })).toBe(true);
    expect((await api.rows('USER')).map(({ id }) => id)).toEqual(['caretaker-1']);
    expect(await api.refusal(tenant, remove, { id: 'tenant-1' })).toMatchObject({ errorType: 'NotFound' });
  });

  test('not while a booking is in progress', async () => {
    await api.put(claim('2030-05-11T00:00:00.000Z'));
    expect(await api.refusal(tenant, remove, { id: 'tenant-1' })).toMatchObject({
      errorType: 'BookingInProgress',
      errorInfo: { bookingId: 'b' },
    });
    await api.put(claim('2030-05-10T12:00:00.000Z'));
    expect(await api.run(tenant, remove, { id: 'tenant-1' })).toBe(true);
  });

  test('not by whoever was disabled, to begin anew', async () => {
    await api.run(admin, disable, { id: 'tenant-1' });
    expect(await api.refusal(tenant, remove, { id: 'tenant-1' })).toMatchObject({
      errorType: 'UserDisabled',
    });
    expect(await api.run(admin, remove, { id: 'tenant-1' })).toBe(true);
  });
});

describe('accounts are listed', () => {
  test('by staff, page by page', async () => {
    const first = await api.run(caretaker, list, { pagination: { limit: 2 } });
    expect(first.items).toHaveLength(2);
    const own = await api.run(caretaker, list, { pagination: { nextToken: first.nextToken } });
    expect([...first.items, ...own.items].map(({ id }: { id: string }) => id)).toEqual([
      'caretaker-1',
      'tenant-1',
      'tenant-2',
    ]);
  });

  test('not by tenants', async () => {
    expect(await api.refusal(tenant, list)).toMatchObject({ errorType: 'Unauthorized' });
  });
});
