import { expect } from 'vitest';
import { canMoveBooking, type BookingState } from '../../model/bookings/states.ts';
import { usualNightlyCents } from '../../model/apartments/states.ts';
import { nightsOf } from '../../model/bookings/stays.ts';
import type { Session } from '../../start/connect.ts';
import * as given from './given.ts';
import type { Waiting } from './racing.ts';
import * as then from './then.ts';
import * as when from './when.ts';

type Rows = readonly Record<string, any>[];

/** Checks that status, history, nights, money and claim of each stay agree. Returns how many ended in each status. */
export async function expectLawful(
  desk: given.Frontdesk,
  stays: readonly Waiting[],
  endings: readonly BookingState[],
): Promise<Partial<Record<BookingState, number>>> {
  const stored = await then.items(desk, '');
  const admin = await given.signedInAgain(desk, desk.admin);
  const ended: Partial<Record<BookingState, number>> = {};
  for (const stay of stays) {
    const { status } = rowOf(stored, stay);
    ended[status] = (ended[status] ?? 0) + 1;
    expect(endings).toContain(status);
    const announced = announcedOf(stored, stay);
    expectHistory(announced, status);
    expectMoney(stored, stay, announced, status);
  }
  expectNights(stored);
  await Promise.all(stays.map((stay) => expectClaim(desk, rowOf(stored, stay).status, stay, admin)));
  return ended;
}

const rowOf = (stored: Rows, { id }: Waiting): { readonly status: BookingState } =>
  stored.find(({ pk, sk }) => pk === `BOOKING#${id}` && sk === 'BOOKING') as any;

/** Returns the announced statuses, in no particular order. */
const announcedOf = (stored: Rows, { id }: Waiting): BookingState[] =>
  stored
    .filter(({ pk, sk }) => pk === `EVENTS#BOOKING_ID#${id}` && /^EVENT#BOOKING_[A-Z]+_EVENT$/.test(sk))
    .map(({ eventData }) => eventData.status);

/** Checks that the announced statuses are a path through the state table and end with the booking's status. */
function expectHistory(announced: readonly BookingState[], status: BookingState): void {
  const way: BookingState[] = ['PENDING', 'APPROVED', 'PAID', 'CANCELLED', 'EXPIRED', 'COMPLETED'];
  const passed = way.filter((each) => announced.includes(each));
  expect(passed).toHaveLength(announced.length);
  expect(passed[0]).toBe('PENDING');
  expect(passed.at(-1)).toBe(status);
  for (const [index, each] of passed.slice(1).entries())
    expect(canMoveBooking(passed[index]!, each)).toBe(true);
}

/** Checks that the gateway kept, by its own records, what is owed. */
function expectMoney(
  stored: Rows,
  { id, ...stay }: Waiting,
  announced: readonly BookingState[],
  status: BookingState,
): void {
  const kept = stored
    .filter(({ pk }) => pk.startsWith(`GATEWAY#booking:${id}:`))
    .reduce((sum, { capturedCents = 0, refundedCents = 0 }) => sum + capturedCents - refundedCents, 0);
  const isOwed = announced.includes('PAID') && status !== 'CANCELLED';
  expect({ id, status, kept }).toEqual({
    id,
    status,
    kept: isOwed ? usualNightlyCents.DOUBLE_ROOM * nightsOf(stay).length : 0,
  });
}

function expectNights(stored: Rows): void {
  for (const { id, nights, apartmentStatus } of stored.filter(({ sk }) => sk === 'APARTMENT')) {
    const held = stored
      .filter(
        ({ sk, apartmentId, status }) =>
          sk === 'BOOKING' && apartmentId === id && ['APPROVED', 'PAID'].includes(status),
      )
      .flatMap((stay) => nightsOf(stay as Waiting));
    expect([...(nights ?? [])].sort()).toEqual(held.sort());
    expect(apartmentStatus).toBe(held.length > 0 ? 'OCCUPIED' : 'VACANT');
  }
}

/** Checks that the same person can request the same apartment again exactly if the stay has ended. */
async function expectClaim(
  desk: given.Frontdesk,
  status: BookingState,
  { id, tenant, apartmentId }: Waiting,
  admin: Session,
): Promise<void> {
  const again = await when.books(desk, admin, {
    ...when.aStay(apartmentId, '2027-05-01', '2027-05-02'),
    userId: tenant.id,
  });
  if (['CANCELLED', 'EXPIRED', 'COMPLETED'].includes(status)) expect(again.errors).toBeUndefined();
  else then.isRefused(again, 'BookingInProgress', { bookingId: id });
}
