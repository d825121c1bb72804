import { beforeEach, expect, test } from 'vitest';
import { apartmentRow } from '../../lambda-fns/bookings/rows.ts';
import { caretaker, startApi, tenant, type StartedApi } from '../startApi.ts';

const NIGHTS = `query ($from: AWSDate!, $to: AWSDate!) {
  listApartments(buildingId: "building-1") { items { id takenNights(from: $from, to: $to) } }
}`;

let api: StartedApi;
let reads = 0;
beforeEach(async () => {
  api = await startApi();
  reads = 0;
  const { Query } = api.tableActions;
  api.tableActions.Query = async (input, call) => {
    reads++;
    return Query!(input, call);
  };
});

const nightsOf = async (from: string, to: string) => {
  const { items } = await api.run(tenant, NIGHTS, { from, to });
  return items.map(({ takenNights }: { takenNights: string[] }) => takenNights);
};

test('the taken nights of all apartments of a building are one read, sorted, within what was asked for', async () => {
  const nights = ['2089-06-03', '2089-06-01', '2089-06-02', '2089-05-31', '2089-07-01'];
  await api.put(apartmentRow(nights), apartmentRow([], 'apartment-2'));
  expect(await nightsOf('2089-06-01', '2089-06-03')).toEqual([['2089-06-01', '2089-06-02'], []]);
  expect(await nightsOf('2089-06-01', '2089-06-01')).toEqual([[], []]);
  expect(reads).toBe(2);
});

test('an apartment is read as it is at this moment, with its nights', async () => {
  await api.put(apartmentRow(['2089-06-01']));
  const query = `query ($id: ID!) {
    apartment(id: $id) { id takenNights(from: "2089-01-01", to: "2090-01-02") }
  }`;
  const id = 'apartment-1';
  expect(await api.run(caretaker, query, { id })).toEqual({ id, takenNights: ['2089-06-01'] });
  expect(await api.run(caretaker, query, { id: 'unknown' })).toBeNull();
});

test.each([
  ['from', '2089-06-01Z', '2089-06-03'],
  ['to', '2089-06-01', '2089-06-03+02:00'],
  ['to', '2089-06-01', '2089-05-31'],
  ['to', '2089-06-01', '2090-06-03'],
])('a bad %s is refused', async (argument, from, to) => {
  await api.put(apartmentRow());
  const refusal = await api.refusal(tenant, NIGHTS, { from, to });
  expect(refusal).toMatchObject({ errorType: 'InvalidArgument', errorInfo: { argument } });
});
