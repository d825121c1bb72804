import { expect } from 'vitest';
import { bookingPaymentId, gatewayPartition } from '../../../model/payments/keys.ts';
import { items } from '../then.ts';
import { expectBalanced, readState } from '../orders/then.ts';
import type { Drill, DrillRequest } from './Drill.ts';

type Row = Record<string, any>;

/** The requests that have not ended as they have to, each with the state it is in: `undefined` where nothing is stored. */
export async function unfinished(
  { desk }: Drill,
  requests: readonly DrillRequest[],
): Promise<{ id: string; status: string | undefined }[]> {
  const statuses = new Map<string, string>();
  for (const row of await items(desk, '')) {
    if (row['sk'] === 'BOOKING') statuses.set(row['id'], row['status']);
    if (row['sk'] === 'PROGRESS') statuses.set(row['orderId'], row['status']);
  }
  return requests
    .filter(({ id, endsAs }) => statuses.get(id) !== endsAs)
    .map(({ id }) => ({ id, status: statuses.get(id) }));
}

/**
 * Checks that nothing was done twice, and nothing by halves: each request has one row, each night of an apartment one
 * approved stay, each event one row; stock and money agree with the statuses, by the gateway's own records.
 */
export async function nothingDoneTwice({ desk }: Drill, requests: readonly DrillRequest[]): Promise<void> {
  const rows = await items(desk, '');
  const stored = rows.filter(({ sk }) => sk === 'BOOKING' || sk === 'ORDER');
  expect(stored.map(({ id, orderId }) => id ?? orderId).sort()).toEqual(requests.map(({ id }) => id).sort());
  expectBalanced(await readState(desk, 'drill-'));
  bookingsAreBalanced(rows);
}

/** Nights are those of approved and paid stays; a paid one was charged once, and no other at all. */
function bookingsAreBalanced(rows: readonly Row[]): void {
  const stays = rows.filter(({ sk, apartmentId }) => sk === 'BOOKING' && apartmentId);
  for (const { id, nights = new Set() } of rows.filter(({ sk }) => sk === 'APARTMENT')) {
    const held = stays.filter(
      ({ apartmentId, status }) => apartmentId === id && ['APPROVED', 'PAID'].includes(status),
    );
    const taken = held.flatMap(({ startDate, endDate }) => nightsBetween(startDate, endDate));
    expect({ id, nights: [...nights].sort() }).toEqual({ id, nights: taken.sort() });
  }
  const charged = rows.filter(
    ({ pk, capturedCents }) => pk.startsWith('GATEWAY#booking:') && capturedCents > 0,
  );
  const paid = stays
    .filter(({ status }) => status === 'PAID')
    .map(({ id }) => gatewayPartition(bookingPaymentId(id, 1)));
  expect(charged.map(({ pk }) => pk).sort()).toEqual(paid.sort());
}

function nightsBetween(from: string, to: string): string[] {
  const nights: string[] = [];
  for (let day = Date.parse(from); day < Date.parse(to); day += 86_400_000)
    nights.push(new Date(day).toISOString().slice(0, 10));
  return nights;
}
