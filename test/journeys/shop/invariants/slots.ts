import { expect } from 'vitest';

type Row = Record<string, any>;

/** Statuses of a booking that has its seat, and keeps it once it was there. */
const seated = ['PENDING', 'APPROVED', 'PAID', 'COMPLETED'];

/**
 * Checks, by the rows of the table, that no slot has more seats than its service has room for, that each seat is that of
 * a booking there or of a claim whose hold has not passed at `now` (ISO 8601), and that no such booking is without one.
 */
export function expectSeats(rows: readonly Row[], now: string): void {
  const slots = rows.filter(({ pk, sk }) => pk.startsWith('SERVICE#') && sk.startsWith('SLOT#'));
  const capacities = new Map(
    rows
      .filter(({ pk, sk }) => pk.startsWith('PRODUCT#') && sk === 'STATE')
      .map(({ pk, capacity }) => [pk.slice('PRODUCT#'.length), capacity]),
  );
  const held = new Map<string, string>();
  for (const { pk, sk, bookingIds = [] } of slots) {
    const serviceId = pk.slice('SERVICE#'.length);
    const subject = `SERVICE#${serviceId}#${sk.slice('SLOT#'.length)}`;
    const taken = [...bookingIds] as string[];
    expect({ subject, fits: taken.length <= (capacities.get(serviceId) ?? 0) }).toEqual({
      subject,
      fits: true,
    });
    for (const id of taken) {
      expect({ id, slots: [held.get(id), subject] }).toEqual({ id, slots: [undefined, subject] });
      held.set(id, subject);
    }
  }
  const entitled = entitledOf(rows, now);
  for (const [id, subject] of held) expect({ id, subject: entitled.get(id) }).toEqual({ id, subject });
  for (const { id, subject, status } of appointmentsOf(rows))
    if (seated.includes(status) && status !== 'COMPLETED')
      expect({ id, seat: held.get(id) }).toEqual({ id, seat: subject });
}

/** Whose seat is where: bookings by what they are for, and claims whose hold has not passed. */
function entitledOf(rows: readonly Row[], now: string): Map<string, string> {
  const claimed = rows.filter(
    ({ sk, subject, heldUntil }) =>
      sk.startsWith('CLAIM#') && subject.startsWith('SERVICE#') && heldUntil > now,
  );
  const entitled = new Map<string, string>(claimed.map(({ bookingId, subject }) => [bookingId, subject]));
  for (const { id, subject, status } of appointmentsOf(rows)) {
    if (seated.includes(status)) entitled.set(id, subject);
    else entitled.delete(id);
  }
  return entitled;
}

const appointmentsOf = (rows: readonly Row[]) =>
  rows
    .filter(({ pk, sk, productVersion }) => pk.startsWith('BOOKING#') && sk === 'BOOKING' && productVersion)
    .map(({ id, serviceId, dateTime, status, productVersion, priceCents }) => ({
      id: id as string,
      subject: `SERVICE#${serviceId}#${dateTime}`,
      status: status as string,
      serviceId: serviceId as string,
      productVersion: productVersion as number,
      priceCents: priceCents as number,
    }));

/** Checks that every appointment costs what the catalogue asked for its service at the version it names. */
export function expectBookedPrices(rows: readonly Row[]): void {
  for (const { id, serviceId, productVersion, priceCents } of appointmentsOf(rows)) {
    const events = rows
      .filter(({ pk, sk }) => pk === `PRODUCT#${serviceId}` && sk.startsWith('EVENT#'))
      .map(({ eventData }): Row => eventData)
      .filter(({ version }) => version <= productVersion)
      .sort((one, other) => one['version'] - other['version']);
    const asked = Object.assign({}, ...events).priceCents;
    expect({ id, priceCents }).toEqual({ id, priceCents: asked });
  }
}
