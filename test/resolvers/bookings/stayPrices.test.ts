import { beforeEach, describe, expect, test } from 'vitest';
import { claimKey } from '../../../model/bookings/keys.ts';
import { apartmentRow, bookingRow, claimRow } from '../../lambda-fns/bookings/rows.ts';
import { admin, startApi, tenant, type StartedApi } from '../startApi.ts';

const stay =
  'mutation ($input: CreateApartmentBookingInput!) { createApartmentBooking(input: $input) { id } }';
const price = 'query ($id: ID!) { getBooking(id: $id) { price } }';
const update = 'mutation ($input: UpdateBookingInput!) { updateBooking(input: $input) { id price } }';

const setPrices = `mutation ($nightlyPrice: Float!, $rates: [NightRateInput!]!) {
  setApartmentPrices(apartmentId: "apartment-1", nightlyPrice: $nightlyPrice, rates: $rates) {
    id nightlyPrice rates { name startDate endDate weekdays price percent } } }`;

const quote = `query ($startDate: AWSDate!, $endDate: AWSDate!) {
  apartment(id: "apartment-1") { stayPrice(startDate: $startDate, endDate: $endDate) } }`;

let api: StartedApi;
beforeEach(async () => {
  api = await startApi();
  await api.put({ pk: 'USER#tenant-1', sk: 'USER', id: 'tenant-1', enabled: true }, apartmentRow());
});

/** Stores the booking that was requested last, as its consumer does. */
async function store(): Promise<string> {
  const { bookingId: id, requestedOn: createdOn, ...rest } = api.messages().at(-1);
  await api.put({ pk: `BOOKING#${id}`, sk: 'BOOKING', id, status: 'PENDING', createdOn, ...rest });
  return id;
}

describe('a stay', () => {
  const weekend = { name: 'Weekend', weekdays: ['FRIDAY', 'SATURDAY'], percent: 150 };
  const summer = { name: 'Summer', startDate: '2030-07-01', endDate: '2030-09-01', price: 200 };
  const dates = (startDate: string, endDate: string) => ({
    input: { apartmentId: 'apartment-1', startDate, endDate },
  });

  test('costs the sum of its nights as they cost when it was requested', async () => {
    const none = { startDate: null, endDate: null, weekdays: null, price: null, percent: null };
    expect(await api.run(admin, setPrices, { nightlyPrice: 100.01, rates: [summer, weekend] })).toEqual({
      id: 'apartment-1',
      nightlyPrice: 100.01,
      rates: [
        { ...none, ...summer },
        { ...none, ...weekend },
      ],
    });
    // Thursday to Monday: 100.01 + 150.02 + 150.02 + 100.01.
    const { id } = await api.run(tenant, stay, dates('2030-06-13', '2030-06-17'));
    expect(api.messages()).toMatchObject([{ bookingId: id, priceCents: 50_006 }]);
    expect(await api.run(tenant, quote, { startDate: '2030-06-13', endDate: '2030-06-17' })).toEqual({
      stayPrice: 500.06,
    });
    expect(await api.row(claimKey('tenant-1', 'APARTMENT#apartment-1'))).toMatchObject({
      priceCents: 50_006,
    });
  });

  test.each([
    ['endDate', '2030-06-13', '2030-06-13'],
    ['endDate', '2030-06-13', '2030-09-13'],
    ['startDate', '2030-06-13Z', '2030-06-15'],
  ])('has no price with a bad %s', async (argument, startDate, endDate) => {
    expect(await api.refusal(tenant, quote, { startDate, endDate })).toMatchObject({
      errorType: 'InvalidArgument',
      errorInfo: { argument },
    });
  });

  test('costs what is usual where its apartment has no price, and another price on other dates', async () => {
    await api.run(tenant, stay, dates('2030-06-10', '2030-06-12'));
    expect(api.messages()).toMatchObject([{ priceCents: 24_000 }]);
    const id = await store();
    await api.run(admin, setPrices, { nightlyPrice: 50, rates: [summer] });
    expect(await api.run(tenant, price, { id })).toEqual({ price: 240 });
    const change = { input: { bookingId: id, startDate: '2030-06-30', endDate: '2030-07-02' } };
    expect(await api.run(tenant, update, change)).toMatchObject({ price: 250 });
    expect(await api.rows('BOOKING')).toMatchObject([{ priceCents: 25_000 }]);
  });

  test('of an earlier version has no price until it gets other dates', async () => {
    await api.put(bookingRow('old', { userId: 'tenant-1' }), claimRow('old', 'tenant-1'));
    expect(await api.run(admin, price, { id: 'old' })).toEqual({ price: null });
  });
});
