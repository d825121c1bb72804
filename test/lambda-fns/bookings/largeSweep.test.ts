import type { SQSHandler } from 'aws-lambda';
import { subscribe } from 'node:diagnostics_channel';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readTemplates } from '../../support/readTemplates.ts';
import { invoke, startBackend, type Backend } from '../startBackend.ts';
import { apartmentRow, bookingRow, buildingRow, claimRow } from './rows.ts';

const APARTMENTS = 100;
/** A request to the table takes a fifth of it, as a rule. */
const SLOW_MS = 50;

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const ids = Array.from({ length: APARTMENTS }, (_, index) => `apartment-${index + 1}`);

let backend: Backend;
let handler: SQSHandler;
beforeEach(async () => {
  backend = await startBackend();
  vi.resetModules();
  ({ handler } = await import('../../../lambda-fns/bookings/sweepBookings.ts'));
  await backend.put(buildingRow(), ...ids.flatMap(rowsOf));
});
afterEach(() => backend.close());

test('500 due bookings of 100 apartments end in one message, well within its time', async () => {
  await backend.send({ sweep: 'building', buildingId: 'building-1' });
  const event = await backend.receiveEvent();
  const requests = countRequests();
  expect(await invoke(handler, event)).toEqual({ batchItemFailures: [] });

  const stored = await backend.rows();
  const ended = stored.filter(({ sk, status }) => sk === 'BOOKING' && status !== 'APPROVED');
  expect(ended.map(({ status }) => status).sort()).toEqual([
    ...Array(200).fill('COMPLETED'),
    ...Array(300).fill('EXPIRED'),
  ]);
  const rest = stored.filter(({ sk }) => sk === 'APARTMENT').map(({ nights }) => [...nights]);
  expect(rest).toEqual(Array(APARTMENTS).fill([day(9)]));
  expect(stored.filter(({ sk }) => sk.startsWith('CLAIM#'))).toHaveLength(APARTMENTS);

  // The building; each apartment's bookings; a transaction for each booking, and before it the nights of a stay.
  expect(requests.made()).toBe(1 + 100 + 500 + 200);
  expect(requests.mostAtOnce()).toBe(10);
  expect((requests.made() / requests.mostAtOnce()) * SLOW_MS).toBeLessThan(timeoutMs() / 10);
  // Were all of them of one apartment, they would end one after the other.
  expect(500 * 2 * SLOW_MS).toBeLessThan(timeoutMs());
});

/** An apartment with three requests nobody confirmed, two stays that are over, and one to come. */
function rowsOf(apartmentId: string) {
  const booking = (name: string, changes: object) => {
    const id = `${name}-${apartmentId}`;
    const claim = { ...claimRow(id, id), sk: `CLAIM#APARTMENT#${apartmentId}` };
    return [bookingRow(id, { apartmentId, userId: id, ...changes }), claim];
  };
  const stay = (name: string, first: number) =>
    booking(name, { startDate: day(first), endDate: day(first + 1), status: 'APPROVED' });
  const pending = ['one', 'two', 'three'].map((name) =>
    booking(name, { holdUntil: '2020-01-01T00:00:00.000Z' }),
  );
  return [
    apartmentRow([day(-4), day(-2), day(9)], apartmentId),
    ...[...pending, stay('over', -4), stay('done', -2), stay('coming', 9)].flat(),
  ];
}

/** Counts what the handler asks of the table, as its HTTP client sends and is answered. */
function countRequests() {
  let [made, underWay, most] = [0, 0, 0];
  subscribe('http.client.request.start', () => {
    made++;
    most = Math.max(most, ++underWay);
  });
  subscribe('http.client.response.finish', () => underWay--);
  return { made: () => made, mostAtOnce: () => most };
}

/** The function's own, as it is deployed. */
function timeoutMs(): number {
  const resources = readTemplates().flatMap(({ Resources }) => Object.values(Resources));
  const sweep = resources.find(
    ({ Properties }) => Properties?.Description === 'lambda-fns/bookings/sweepBookings.ts',
  );
  return sweep!.Properties.Timeout * 1000;
}
