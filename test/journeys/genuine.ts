import { expect } from 'vitest';
import { usualNightlyCents } from '../../model/apartments/states.ts';
import { nightsOf } from '../../model/bookings/stays.ts';

type Row = Record<string, any>;

/** Everything that people asked for and got a ticket for. */
export interface Asked {
  readonly orders: Map<string, { readonly userId: string; readonly lines: readonly object[] }>;
  readonly lots: Map<string, number>;
  readonly stays: Map<string, Row>;
}

/** Checks that nothing is stored, taken or charged but what somebody asked for, by the rows of the table. */
export function nothingIsForged(rows: readonly Row[], asked: Asked): void {
  const at = (sk: string) => rows.filter((row) => row['sk'] === sk);
  for (const { orderId, userId, lines } of at('ORDER'))
    expect({ orderId, userId, lines }).toEqual({ orderId, ...asked.orders.get(orderId) });
  for (const { orderId } of at('PROGRESS')) expect([...asked.orders.keys()]).toContain(orderId);
  for (const { sku, lotId, units } of rows.filter(({ sk }) => sk.startsWith('LOT#')))
    expect({ sku, lotId, units }).toEqual({ sku, lotId, units: asked.lots.get(`${sku} ${lotId}`) });
  for (const { id, userId, apartmentId, startDate, endDate } of at('BOOKING'))
    expect({ id, userId, apartmentId, startDate, endDate }).toEqual({ id, ...asked.stays.get(id) });
  staysDoNotOverlap(at('BOOKING'), at('APARTMENT'));
  chargesAreOwed(rows, asked);
}

function staysDoNotOverlap(bookings: readonly Row[], apartments: readonly Row[]): void {
  for (const { id, nights } of apartments) {
    const held = bookings
      .filter(({ apartmentId, status }) => apartmentId === id && ['APPROVED', 'PAID'].includes(status))
      .flatMap((stay) => nightsOf(stay as { startDate: string; endDate: string }));
    expect({ id, nights: [...(nights ?? [])].sort() }).toEqual({ id, nights: held.sort() });
  }
}

/** One charge for each order and stay at most, of what it costs; and what is PAID is paid for. */
function chargesAreOwed(rows: readonly Row[], { orders, stays }: Asked): void {
  const charges = rows.filter(({ pk }) => pk.startsWith('GATEWAY#'));
  for (const { paymentId } of charges) {
    const [kind, id] = paymentId.split(':');
    expect(kind === 'order' ? [...orders.keys()] : [...stays.keys()]).toContain(id);
  }
  for (const [id, stay] of stays) {
    const ofStay = charges.filter(({ paymentId }) => paymentId.startsWith(`booking:${id}:`));
    const sum = (name: string) => ofStay.reduce((total, row) => total + (row[name] ?? 0), 0);
    const kept = sum('capturedCents') - sum('refundedCents');
    const price =
      usualNightlyCents.DOUBLE_ROOM * nightsOf(stay as { startDate: string; endDate: string }).length;
    expect([0, price]).toContain(kept);
    const booking = rows.find(({ pk, sk }) => pk === `BOOKING#${id}` && sk === 'BOOKING');
    if (booking?.['status'] === 'PAID') expect({ id, kept }).toEqual({ id, kept: price });
    if (['PENDING', 'REJECTED', 'EXPIRED'].includes(booking?.['status']))
      expect({ id, kept }).toEqual({ id, kept: 0 });
  }
}
