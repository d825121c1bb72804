import type { Pending, PendingApartment, Stay } from './readPile.ts';

/** Stays of one apartment that compete for nights, or a booking without rivals. */
export interface Group {
  /** Of its oldest booking. */
  readonly id: string;
  /** Where it is, or what for. */
  readonly title: string;
  /** Absent for an appointment. */
  readonly apartmentId?: string;
  /** The oldest request first. */
  readonly bookings: readonly Pending[];
}

const byAge = (one: Pending, other: Pending) =>
  one.createdOn.localeCompare(other.createdOn) || one.id.localeCompare(other.id);

/** All that waits, the oldest request first, with those beside each other that want the same nights. */
export function groupsOf(
  buildings: readonly { readonly name: string; readonly apartments: readonly PendingApartment[] }[],
  appointments: readonly Pending[],
): Group[] {
  const stays = buildings.flatMap(({ name, apartments }) =>
    apartments.flatMap(({ id, apartmentNumber, stays: waiting }) =>
      competing(waiting).map((group) => groupOf(`${name}, ${apartmentNumber}`, group, id)),
    ),
  );
  const single = appointments.map((booking) =>
    groupOf(booking.__typename === 'ServiceBooking' ? booking.serviceName : '', [booking]),
  );
  return [...stays, ...single].sort((one, other) => byAge(oldestOf(one), oldestOf(other)));
}

function groupOf(title: string, bookings: readonly Pending[], apartmentId?: string): Group {
  const sorted = [...bookings].sort(byAge);
  return {
    id: sorted[0]?.id ?? '',
    title,
    bookings: sorted,
    ...(apartmentId !== undefined && { apartmentId }),
  };
}

const oldestOf = ({ bookings }: Group): Pending => {
  const [oldest] = bookings;
  if (!oldest) throw new Error('A group has a booking');
  return oldest;
};

/** Stays that share a night, with one another or by way of others. */
function competing(stays: readonly Stay[]): Stay[][] {
  const groups: Stay[][] = [];
  let end = '';
  for (const stay of [...stays].sort((one, other) => one.startDate.localeCompare(other.startDate))) {
    const last = groups.at(-1);
    if (last && stay.startDate < end) {
      last.push(stay);
      if (stay.endDate > end) end = stay.endDate;
    } else {
      groups.push([stay]);
      end = stay.endDate;
    }
  }
  return groups;
}

/** The rivals of a stay: those with which it shares a night. */
export const rivalsOf = (booking: Pending, { bookings }: Group): Pending[] =>
  bookings.filter(
    (other) =>
      other.id !== booking.id &&
      other.__typename === 'ApartmentBooking' &&
      booking.__typename === 'ApartmentBooking' &&
      other.startDate < booking.endDate &&
      booking.startDate < other.endDate,
  );

export const nightsBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
