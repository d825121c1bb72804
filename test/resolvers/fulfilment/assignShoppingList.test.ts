import { beforeEach, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { availabilityKey, listKey } from '../../../model/fulfilment/keys.ts';
import type { ListState } from '../../../model/fulfilment/states.ts';
import { admin, caretaker, person, startApi, tenant, today, type StartedApi } from '../startApi.ts';
import { ASSIGN, availabilityRow, listRow, orderRows, personRow, RELEASE, SET } from './rows.ts';

const now = `${today}T12:00:00.000Z`;
const listId = 'order-1';
const other = person('caretaker-2', 'Caretakers');

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
});

const list = () => api.row(listKey(listId));
const availability = (userId = 'caretaker-1') => api.row(availabilityKey(userId));
const events = () => api.rows('EVENT#');

/** A list of a paid order, and a caretaker who takes lists. */
const isOffered = (status: ListState = 'AVAILABLE', assignedTo?: string) =>
  api.put(
    ...[listRow(status, assignedTo ? { assignedTo } : {}), ...orderRows(), personRow('caretaker-1')],
    ...[personRow('caretaker-2'), availabilityRow('caretaker-1'), availabilityRow('caretaker-2')],
  );

describe('whether somebody takes lists', () => {
  test('is what they said last, and does not touch the list they have', async () => {
    expect(await api.run(caretaker, SET, { available: true })).toEqual({
      ...{ userId: 'caretaker-1', available: true, listId: null },
    });
    await api.put(availabilityRow('caretaker-1', listId));
    expect(await api.run(caretaker, SET, { available: false })).toEqual({
      ...{ userId: 'caretaker-1', available: false, listId },
    });
    expect(await availability()).toMatchObject({ available: false, listId, updatedOn: now });
  });

  test.each([SET, ASSIGN, RELEASE])(
    'is nothing that a tenant may say, nor may they take any list',
    async (field) => {
      await isOffered();
      const answer = await api.refusal(tenant, field, { available: true, listId });
      expect(answer).toMatchObject({ count: 1, errorType: 'Unauthorized' });
    },
  );
});

describe('a list is assigned', () => {
  test('to the caller, with its event', async () => {
    await isOffered();
    expect(await api.run(caretaker, ASSIGN, { listId })).toMatchObject({
      ...{ id: listId, status: 'ASSIGNED', assignedTo: 'caretaker-1', updatedOn: now },
      stops: [
        { storeId: 'bakery', items: [{ sku: 'rolls', units: 4, missing: 0 }] },
        { storeId: 'lobby', items: [{ sku: 'milk', units: 2, missing: 0 }] },
      ],
    });
    const sort = 'LIST#ASSIGNED#2030-05-01T08:00:00.000Z#order-1';
    expect(await list()).toEqual({
      ...listRow('ASSIGNED', { assignedTo: 'caretaker-1' }),
      ...{ version: 3, updatedOn: now, gsi1sk: sort, gsi2sk: sort },
    });
    expect(await availability()).toMatchObject({ available: true, listId });
    expect(await events()).toMatchObject([
      {
        ...{ pk: 'LIST#order-1', sk: 'EVENT#00000003#SHOPPING_LIST_ASSIGNED_EVENT', applied: true },
        eventData: {
          ...{ listId, orderId: listId, userId: 'tenant-1', buildingId: 'house-1' },
          ...{ status: 'ASSIGNED', assignedTo: 'caretaker-1', updatedOn: now },
        },
      },
    ]);
  });

  test('once, however often the caller taps', async () => {
    await isOffered();
    const first = await api.run(caretaker, ASSIGN, { listId });
    const before = await api.rows();
    expect(await api.run(caretaker, ASSIGN, { listId })).toEqual(first);
    expect(await api.rows()).toEqual(before);
  });

  test.each<[ListState, string | undefined]>([
    ['PENDING', undefined],
    ['ASSIGNED', 'caretaker-2'],
    ['COMPLETED', 'caretaker-2'],
    ['COMPLETED', 'caretaker-1'],
    ['CANCELED', undefined],
  ])('not while it is %s by %s', async (status, assignedTo) => {
    await isOffered(status, assignedTo);
    const before = await api.rows();
    const refusal = { count: 1, errorType: 'StateConflict', errorInfo: { status } };
    expect(await api.refusal(caretaker, ASSIGN, { listId })).toMatchObject(refusal);
    expect(await api.rows()).toEqual(before);
  });

  test.each([
    ['who never said to be available', undefined, { available: false }],
    ['who said to be unavailable', availabilityRow('caretaker-1', undefined, false), { available: false }],
    ['who has another', availabilityRow('caretaker-1', 'order-2'), { listId: 'order-2' }],
  ])('not to somebody %s', async (_who, row, errorInfo) => {
    await api.put(listRow('AVAILABLE'), ...orderRows(), personRow('caretaker-1'), ...(row ? [row] : []));
    const before = await api.rows();
    const refusal = { count: 1, errorType: 'StateConflict', errorInfo };
    expect(await api.refusal(caretaker, ASSIGN, { listId })).toMatchObject(refusal);
    expect(await api.rows()).toEqual(before);
  });

  test('not to somebody who is disabled', async () => {
    await isOffered();
    await api.put(personRow('caretaker-1', false));
    expect(await api.refusal(caretaker, ASSIGN, { listId })).toMatchObject({ errorType: 'UserDisabled' });
    expect(await list()).toMatchObject({ status: 'AVAILABLE' });
  });

  test('not of an order that was canceled a moment ago', async () => {
    await isOffered();
    await api.put(...orderRows('CANCELED'));
    expect(await api.refusal(caretaker, ASSIGN, { listId })).toMatchObject({ errorType: 'StateConflict' });
    expect(await list()).toMatchObject({ status: 'AVAILABLE' });
    expect(await availability()).not.toHaveProperty('listId');
  });

  test('to one of two who saw it at once', async () => {
    await isOffered();
    const { TransactWriteItems } = api.tableActions;
    api.tableActions.TransactWriteItems = async (input, call) => {
      api.tableActions.TransactWriteItems = TransactWriteItems!;
      await api.run(other, ASSIGN, { listId });
      return TransactWriteItems!(input, call);
    };
    expect(await api.refusal(caretaker, ASSIGN, { listId })).toMatchObject({
      ...{ errorType: 'StateConflict', errorInfo: { status: 'ASSIGNED' } },
    });
    expect(await list()).toMatchObject({ assignedTo: 'caretaker-2' });
    expect(await availability()).not.toHaveProperty('listId');
  });

  test('not while the table is busy', async () => {
    await isOffered();
    api.tableActions.TransactWriteItems = async () => {
      throw new AwsError('ThrottlingException', 'Slow down');
    };
    expect(await api.refusal(caretaker, ASSIGN, { listId })).toMatchObject({ errorType: 'TryAgain' });
  });
});

describe('a list is given back', () => {
  test.each([
    ['who has it', caretaker],
    ['an Admin', admin],
  ])('by %s, and whoever had it may take another', async (_who, caller) => {
    await isOffered('ASSIGNED', 'caretaker-1');
    await api.put(availabilityRow('caretaker-1', listId));
    expect(await api.run(caller, RELEASE, { listId })).toMatchObject({
      status: 'AVAILABLE',
      assignedTo: null,
    });
    expect(await list()).not.toHaveProperty('assignedTo');
    expect(await availability()).toEqual({ ...availabilityRow('caretaker-1'), updatedOn: now });
    expect(await events()).toMatchObject([
      { eventName: 'SHOPPING_LIST_RELEASED_EVENT', eventData: { status: 'AVAILABLE', assignedTo: '' } },
    ]);
    const before = await api.rows();
    expect(await api.run(caller, RELEASE, { listId })).toMatchObject({ status: 'AVAILABLE' });
    expect(await api.rows()).toEqual(before);
  });

  test('by nobody else', async () => {
    await isOffered('ASSIGNED', 'caretaker-2');
    expect(await api.refusal(caretaker, RELEASE, { listId })).toMatchObject({ errorType: 'Forbidden' });
  });

  test.each<ListState>(['PENDING', 'COMPLETED', 'CANCELED'])('not while it is %s', async (status) => {
    await isOffered(status, status === 'COMPLETED' ? 'caretaker-1' : undefined);
    expect(await api.refusal(caretaker, RELEASE, { listId })).toMatchObject({
      ...{ errorType: 'StateConflict', errorInfo: { status } },
    });
  });

  test('and taken by another a moment later, it is theirs', async () => {
    await isOffered('ASSIGNED', 'caretaker-1');
    await api.put(availabilityRow('caretaker-1', listId));
    const { TransactWriteItems } = api.tableActions;
    api.tableActions.TransactWriteItems = async (input, call) => {
      api.tableActions.TransactWriteItems = TransactWriteItems!;
      await api.run(caretaker, RELEASE, { listId });
      await api.run(other, ASSIGN, { listId });
      return TransactWriteItems!(input, call);
    };
    expect(await api.refusal(caretaker, RELEASE, { listId })).toMatchObject({ errorType: 'StateConflict' });
    expect(await list()).toMatchObject({ status: 'ASSIGNED', assignedTo: 'caretaker-2' });
    expect(await availability('caretaker-2')).toMatchObject({ listId });
  });
});
