import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appointmentFault } from '../../model/bookings/kinds.ts';
import { CreateServiceBooking } from '../../model/bookings/messages.ts';
import { statusAt } from '../../model/bookings/states.ts';
import { isBefore, storedInstant } from '../../model/instants.ts';

/** As JavaScript spells an instant, and as Java does: with no digits, three, six or nine. */
const spellings = (epochMs: number) => {
  const iso = new Date(epochMs).toISOString();
  return [iso, iso.replace('.000Z', 'Z'), iso.replace('Z', '000Z'), iso.replace('Z', '000000Z')];
};

const START = Date.UTC(2027, 0, 20, 10);
/** Whole seconds are as frequent as others, and neighbours as frequent as strangers. */
const epochMs = fc.oneof(
  fc.integer({ min: START - 3000, max: START + 3000 }),
  fc.integer({ min: -5, max: 5 }).map((seconds) => START + seconds * 1000),
  fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }),
);
/** An instant in one of its spellings. */
const spelled = fc.tuple(epochMs, fc.nat(3)).map(([ms, which]) => ({ ms, iso: spellings(ms)[which]! }));

describe('an instant', () => {
  test('is stored with three digits, however it was spelled', () => {
    fc.assert(
      fc.property(spelled, ({ ms, iso }) => {
        expect(storedInstant(iso)).toBe(new Date(ms).toISOString());
      }),
    );
  });

  test('is before another by time, not by text', () => {
    fc.assert(
      fc.property(spelled, spelled, (one, other) => {
        expect(isBefore(one.iso, other.iso)).toBe(one.ms < other.ms);
      }),
    );
    // As texts they are the other way round.
    expect(isBefore('2027-01-20T10:00:00Z', '2027-01-20T10:00:00.001Z')).toBe(true);
  });
});

describe('a booking, stored in any spelling', () => {
  test('is EXPIRED from the instant its hold ends', () => {
    fc.assert(
      fc.property(spelled, spelled, (hold, now) => {
        const booking = { status: 'PENDING', holdUntil: hold.iso } as const;
        expect(statusAt(booking, now.iso)).toBe(now.ms < hold.ms ? 'PENDING' : 'EXPIRED');
      }),
    );
  });

  test('is COMPLETED from the instant of its appointment', () => {
    fc.assert(
      fc.property(spelled, spelled, (at, now) => {
        const booking = { status: 'PAID', holdUntil: '', dateTime: at.iso } as const;
        expect(statusAt(booking, now.iso)).toBe(now.ms < at.ms ? 'PAID' : 'COMPLETED');
      }),
    );
  });

  test('can be requested until its appointment', () => {
    fc.assert(
      fc.property(spelled, spelled, (at, now) => {
        expect(appointmentFault(at.iso, now.iso)).toBe(at.ms > now.ms ? undefined : 'dateTime has passed');
      }),
    );
  });

  test('is held from its request to its appointment, or its message is refused', () => {
    fc.assert(
      fc.property(spelled, spelled, spelled, (requested, hold, at) => {
        const message = {
          bookingId: 'b',
          userId: 'u',
          serviceId: 's',
          serviceName: 'n',
          requestedOn: requested.iso,
          holdUntil: hold.iso,
          dateTime: at.iso,
        };
        const isInTime = requested.ms <= hold.ms && hold.ms <= at.ms;
        expect(CreateServiceBooking.safeParse(message).success).toBe(isInTime);
      }),
    );
  });
});
