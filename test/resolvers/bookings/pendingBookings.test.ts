import { beforeEach, describe, expect, test } from 'vitest';
import { apartmentRow, bookingRow } from '../../lambda-fns/bookings/rows.ts';
import { MAX_HOLD_DAYS } from '../../../model/bookings/states.ts';
import { dateOf, dayNumberOf } from '../../../model/calendar.ts';
import { caretaker, startApi, tenant, today, type StartedApi } from '../startApi.ts';

const PENDING = `query ($pagination: Pagination) {
  apartment(id: "apartment-1") {
    pendingBookings(pagination: $pagination) {
      items { id holdUntil user { firstName } ... on ApartmentBooking { startDate } } nextToken
    }
  }
}`;
const APPOINTMENTS = `query ($pagination: Pagination) {
  pendingAppointments(pagination: $pagination) { items { id user { firstName } } nextToken }
}`;

let api: StartedApi;
let reads: any[];
beforeEach(async () => {
  api = await startApi();
  await api.put(apartmentRow(), { pk: 'USER#user-1', sk: 'USER', id: 'user-1', firstName: 'Uma' });
  reads = [];
  const { Query } = api.tableActions;
  api.tableActions.Query = async (input, call) => {
    reads.push(input);
    return Query!(input, call);
  };
});

const daysFrom = (date: string, days: number) => dateOf(dayNumberOf(date) + days);
const pending = async (pagination?: object) =>
  (await api.run(caretaker, PENDING, { pagination })).pendingBookings;
const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

describe('an apartment’s stays that wait for staff', () => {
  test('come by day, with who asked for them and until when they are held', async () => {
    await api.put(bookingRow('b', { startDate: '2089-07-01', endDate: '2089-07-03' }), bookingRow('a'));
    const user = { firstName: 'Uma' };
    expect(await pending()).toEqual({
      items: [
        { id: 'a', holdUntil: '2089-05-01T00:00:00.000Z', user, startDate: '2089-06-01' },
        { id: 'b', holdUntil: '2089-05-01T00:00:00.000Z', user, startDate: '2089-07-01' },
      ],
      nextToken: null,
    });
  });

  test('are none whose hold has passed, or that somebody decided on', async () => {
    const passed = { holdUntil: '2030-05-10T12:00:00.000Z' };
    const statuses = ['APPROVED', 'PAID', 'COMPLETED', 'REJECTED', 'CANCELLED', 'EXPIRED'];
    await api.put(bookingRow('passed', passed), ...statuses.map((status) => bookingRow(status, { status })));
    expect(await pending()).toEqual({ items: [], nextToken: null });
  });

  test('are read from as far back as the longest hold reaches, and no further', async () => {
    const startingOn = (startDate: string) => ({ startDate, endDate: daysFrom(startDate, 90) });
    const first = daysFrom(today, -MAX_HOLD_DAYS);
    await api.put(
      bookingRow('oldest', startingOn(first)),
      bookingRow('older', startingOn(daysFrom(first, -1))),
    );
    expect(idsOf(await pending())).toEqual(['oldest']);
  });

  test('are looked for among at most as many rows as a page has', async () => {
    await api.put(
      ...Array.from({ length: 5 }, (_, index) => bookingRow(`done-${index}`, { status: 'REJECTED' })),
      bookingRow('waiting', { startDate: '2089-06-02' }),
    );
    const { items, nextToken } = await pending({ limit: 5 });
    expect(items).toEqual([]);
    expect(idsOf(await pending({ limit: 5, nextToken }))).toEqual(['waiting']);
    expect(reads.map(({ Limit }) => Limit)).toEqual([5, 5]);
    const answer = await api.refusal(caretaker, PENDING, { pagination: { limit: 101 } });
    expect(answer).toMatchObject({ errorType: 'InvalidArgument' });
  });

  test('of a hundred apartments are one request, of a query for each and one of their building', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => `apartment-${index === 0 ? 1 : 100 + index}`);
    await api.put(...ids.map((id) => apartmentRow([], id)));
    await api.put(...ids.map((apartmentId) => bookingRow(`b-${apartmentId}`, { apartmentId })));
    const query = `{ listApartments(buildingId: "building-1", pagination: { limit: 100 }) { items {
      id takenNights(from: "2089-06-01", to: "2089-07-01") pendingBookings { items { id user { firstName } } }
    } } }`;
    const { items } = await api.run(caretaker, query);
    expect(items.map(({ id, pendingBookings }: any) => `${id} ${idsOf(pendingBookings).join(' ')}`)).toEqual(
      ids.map((id) => `${id} b-${id}`),
    );
    expect(reads).toHaveLength(101);
  });

  test('are for staff', async () => {
    expect(await api.refusal(tenant, PENDING)).toMatchObject({ errorType: 'Unauthorized' });
  });
});

/** At nine, so many days from today; the shard of an id is that of its last character. */
const appointmentRow = (id: string, day: number, changes: object = {}) => {
  const dateTime = `${daysFrom(today, day)}T09:00:00.000Z`;
  const { apartmentId: _none, startDate: _first, endDate: _last, ...row } = bookingRow(id);
  const shard = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(id.slice(-1)) % 4;
  return {
    ...row,
    ...{ serviceId: 'laundry', serviceName: 'Laundry', dateTime, shard: `${shard}` },
    ...{ gsi2pk: `SERVICES#${shard}`, gsi2sk: `BOOKING#${dateTime}#${id}` },
    ...changes,
  };
};

const appointments = (pagination?: object) => api.run(caretaker, APPOINTMENTS, { pagination });

async function pageThrough(limit: number) {
  const pages: string[][] = [];
  let nextToken: string | null = null;
  do {
    const page = await appointments({ limit, nextToken });
    pages.push(idsOf(page));
    nextToken = page.nextToken;
  } while (nextToken);
  return pages;
}

describe('appointments that wait for staff', () => {
  test('come from all shards by when they are, with who asked for them', async () => {
    await api.put(appointmentRow('A3', 1), appointmentRow('A2', 4), appointmentRow('A1', 2));
    await api.put(appointmentRow('A0', 3));
    const { items } = await appointments();
    expect(idsOf({ items })).toEqual(['A3', 'A1', 'A0', 'A2']);
    expect(items[0].user).toEqual({ firstName: 'Uma' });
  });

  test('are none that have begun, or that somebody decided on', async () => {
    await api.put(appointmentRow('A1', 0), appointmentRow('A2', 1, { status: 'APPROVED' }));
    expect(await appointments()).toEqual({ items: [], nextToken: null });
  });

  test('are each on exactly one page, whatever lies between them', async () => {
    const rows = Array.from({ length: 40 }, (_, index) =>
      appointmentRow(`A${String(index).padStart(2, '0')}`, 1 + ((index * 7) % 40), {
        ...(index % 3 === 0 && { status: 'REJECTED' }),
      }),
    );
    await api.put(...rows);
    const waiting = rows.filter(({ status }) => status === 'PENDING');
    const byTime = waiting.sort((one, other) => one.gsi2sk.localeCompare(other.gsi2sk)).map(({ id }) => id);
    const pages = await pageThrough(7);
    expect(pages.flat()).toEqual(byTime);
    expect(pages.slice(0, -1).every((page) => page.length === 7)).toBe(true);
  });

  test('are looked for among 400 rows at most; the next page goes on behind them', async () => {
    // Shard 1 has more rows than a request reads of it, none of which waits.
    const done = Array.from({ length: 120 }, (_, index) =>
      appointmentRow(`${index}-1`, 1 + index, { status: 'CANCELLED' }),
    );
    await api.put(...done, appointmentRow('late-1', 200), appointmentRow('early-2', 50));
    await api.put(appointmentRow('behind-2', 110));
    expect(await pageThrough(20)).toEqual([['early-2'], ['behind-2', 'late-1']]);
    expect(reads.map(({ Limit }) => Limit)).toEqual(Array(8).fill(100));
  });

  const place = 'BOOKING#2031-03-10T09:00:00.000Z#A1';
  const tokenOf = (text: string) => Buffer.from(text).toString('base64');
  test.each([
    ...['made up', '', tokenOf('BOOKING#x pendingAppointments'), tokenOf(`${place} searchOrders`)],
    ...[place.slice(6), `${place}#A1`, `x${place}`].map((other) => tokenOf(`${other} pendingAppointments`)),
  ])('have no page behind the token %j', async (nextToken) => {
    const refusal = await api.refusal(caretaker, APPOINTMENTS, { pagination: { nextToken } });
    expect(refusal).toMatchObject({ errorType: 'InvalidArgument' });
  });
});
