import { beforeEach, describe, expect, test } from 'vitest';
import { SkuEvent } from '../../../model/inventory/SkuEvent.ts';
import { lotKey, restockEventKey } from '../../../model/inventory/keys.ts';
import { AwsError } from '../../../local/platform/AwsError.ts';
import { admin, caretaker, startApi, tenant, today, type StartedApi } from '../startApi.ts';

const restock = 'mutation ($input: RestockSkuInput!) { restockSku(input: $input) { id status } }';
const lot = { sku: 'lamp', units: 5, lotId: 'lot-1' };
const now = `${today}T12:00:00.000Z`;
const ticket = { id: 'lot-1', status: 'QUEUED' };

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
});

const bring = (changes: object = {}, caller = admin) =>
  api.run(caller, restock, { input: { ...lot, ...changes } });
const refusal = (changes: object = {}, caller = admin) =>
  api.refusal(caller, restock, { input: { ...lot, ...changes } });

test('a lot is a ticket and its event, spelled as functions spell it', async () => {
  expect(await bring()).toEqual(ticket);
  const eventData = { sku: 'lamp', lotId: 'lot-1', units: 5, updatedOn: now };
  const ttl = Date.parse(now) / 1000 + 30 * 86_400;
  const spelled = SkuEvent.put({
    sku: 'lamp',
    lotId: 'lot-1',
    eventName: 'SKU_RESTOCKED_EVENT',
    eventData,
    applied: true,
    ttl,
  });
  expect(await api.rows()).toEqual([spelled.params({ table: 'table' }).Item]);
});

test('the same lot again, at any time and by anyone of staff, is the same ticket and no second event', async () => {
  await bring();
  const before = await api.rows();
  await api.world.clock.advance(60_000);
  expect(await bring()).toEqual(ticket);
  expect(await bring({}, caretaker)).toEqual(ticket);
  expect(await api.rows()).toEqual(before);
});

test('at one instant, any number of the same lot are one event', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => bring()));
  expect(answers).toEqual(answers.map(() => ticket));
  expect(await api.rows()).toHaveLength(1);
});

test('a lot that brings another number of units is refused', async () => {
  await bring();
  const before = await api.rows();
  expect(await refusal({ units: 6 })).toMatchObject({
    count: 1,
    errorType: 'LotConflict',
    errorInfo: { sku: 'lamp', lotId: 'lot-1' },
  });
  expect(await api.rows()).toEqual(before);
});

describe('a lot that was added, and whose event is gone,', () => {
  beforeEach(() => api.put({ ...lotKey('lamp', 'lot-1'), units: 5 }));

  test('is the same ticket, and no event', async () => {
    expect(await bring()).toEqual(ticket);
    expect(await api.rows('EVENT#')).toEqual([]);
  });

  test('is refused with another number of units, and no event', async () => {
    expect(await refusal({ units: 7 })).toMatchObject({
      count: 1,
      errorType: 'LotConflict',
      errorInfo: { sku: 'lamp', lotId: 'lot-1' },
    });
    expect(await api.rows('EVENT#')).toEqual([]);
  });

  test('is the same ticket also where an event of a wrong number is in the way', async () => {
    await api.put({ ...restockEventKey('lamp', 'lot-1'), eventData: { units: 7 }, applied: true });
    expect(await bring()).toEqual(ticket);
  });
});

test('a lot of the same name for another SKU is another lot', async () => {
  await bring();
  expect(await bring({ sku: 'desk', units: 7 })).toEqual(ticket);
  expect(await api.rows()).toHaveLength(2);
});

describe('refused, and nothing written, is', () => {
  test.each([
    ['a SKU of three characters', { sku: 'abc' }, 'sku'],
    ['a SKU with a character of keys', { sku: 'lamp#1' }, 'sku'],
    ['a SKU of 65 characters', { sku: 'a'.repeat(65) }, 'sku'],
    ['a lot of three characters', { lotId: 'abc' }, 'lotId'],
    ['a lot with a space', { lotId: 'lot 1' }, 'lotId'],
    ['no unit', { units: 0 }, 'units'],
    ['less than that', { units: -1 }, 'units'],
    ['more than a million units', { units: 1_000_001 }, 'units'],
  ])('%s', async (_what, changes, argument) => {
    expect(await refusal(changes)).toMatchObject({
      count: 1,
      errorType: 'InvalidArgument',
      errorInfo: { argument },
    });
    expect(await api.rows()).toEqual([]);
  });

  test('a tenant', async () => {
    expect(await refusal({}, tenant)).toMatchObject({ count: 1, errorType: 'Unauthorized' });
    expect(await api.rows()).toEqual([]);
  });
});

test('the least and the most units are taken', async () => {
  expect(await bring({ lotId: 'lot-least', units: 1 })).toMatchObject({ status: 'QUEUED' });
  expect(await bring({ lotId: 'lot-most', units: 1_000_000 })).toMatchObject({ status: 'QUEUED' });
});

test('a table that is busy says so', async () => {
  api.tableActions.PutItem = () => {
    throw new AwsError('ThrottlingException', 'Slow down');
  };
  expect(await refusal()).toMatchObject({ count: 1, errorType: 'TryAgain' });
});
