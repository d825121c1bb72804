import { invariant } from '../../local/platform/errors.ts';
import type { StoredBooking } from './readStored.ts';
import type { Person } from './subscribers.ts';

/** An apartment of Harbour House. */
export interface Apartment {
  readonly id: string;
  /** Such as `201`. */
  readonly number: string;
  readonly apartmentType: string;
}

const BUILDINGS_QUERY =
  '{ listBuildings { items { name apartments { id apartmentNumber apartmentType } } } }';

interface Buildings {
  readonly listBuildings: {
    readonly items: readonly {
      readonly name: string;
      readonly apartments: readonly {
        readonly id: string;
        readonly apartmentNumber: string;
        readonly apartmentType: string;
      }[];
    }[];
  };
}

/** Returns the apartments of Harbour House. */
export async function findApartments({ session }: Person): Promise<readonly Apartment[]> {
  const { listBuildings } = await session.graphql<Buildings>(BUILDINGS_QUERY);
  const house = listBuildings.items.find(({ name }) => name === 'Harbour House');
  invariant(house, 'Harbour House is seeded');
  return house.apartments.map(({ id, apartmentNumber, apartmentType }) => ({
    id,
    number: apartmentNumber,
    apartmentType,
  }));
}

const DAY_MS = 86_400_000;

/** A stay as the API takes it: calendar dates, the end exclusive. */
export interface Dates {
  readonly startDate: string;
  readonly endDate: string;
}

/** Returns a stay of `count` nights that begins four weeks and `offset` days after `now`, so never in the past. */
export function nights(now: number, offset: number, count: number): Dates {
  const start = now + (28 + offset) * DAY_MS;
  return { startDate: dateOf(start), endDate: dateOf(start + count * DAY_MS) };
}

const dateOf = (moment: number) => new Date(moment).toISOString().slice(0, 10);

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Such as `3-6 Mar`. */
export function formatStay({ startDate, endDate }: Dates): string {
  const [, from, first] = startDate.split('-').map(Number);
  const [, to, last] = endDate.split('-').map(Number);
  return from === to ? `${first}-${last} ${month(to)}` : `${first} ${month(from)}-${last} ${month(to)}`;
}

/** Such as `3 Mar 10:00`. */
export const formatInstant = (instant: string) =>
  `${Number(instant.slice(8, 10))} ${month(Number(instant.slice(5, 7)))} ${instant.slice(11, 16)}`;

const month = (number = 0) => MONTHS[number - 1];

/** Time of day in UTC, to the tenth of a second. */
export const formatTime = (moment: number) => new Date(moment).toISOString().slice(11, 21);

/** The prices in `docs/payments.md`, in whole cents. A test compares them with what is charged. */
const NIGHT_CENTS: Readonly<Record<string, number>> = {
  SINGLE_ROOM: 8_000,
  DOUBLE_ROOM: 12_000,
  VILLA: 125_000,
};
const APPOINTMENT_CENTS = 4_500;
const MS_A_DAY = 86_400_000;

/** What a booking costs, in whole cents. Throws for a flat that is not among `apartments`. */
export function priceOf(
  { apartmentId, startDate = '', endDate = '' }: StoredBooking,
  apartments: readonly Apartment[],
): number {
  if (apartmentId === undefined) return APPOINTMENT_CENTS;
  const apartment = apartments.find(({ id }) => id === apartmentId);
  const night = apartment && NIGHT_CENTS[apartment.apartmentType];
  if (night === undefined) throw new Error(`There is no price of flat ${apartmentId}`);
  return (night * (Date.parse(endDate) - Date.parse(startDate))) / MS_A_DAY;
}
