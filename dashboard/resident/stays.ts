import { parseDate } from '@internationalized/date';
import type { Stay } from '../components/Calendar.tsx';

/** What the history keeps of a booking's page to which somebody came by asking for it. */
export const ASKED = 'asked';

/** The stay that an address names; null where it names none, or no dates. */
export function stayOf(search: URLSearchParams): Stay | null {
  const [startDate, endDate] = [search.get('startDate'), search.get('endDate')];
  if (startDate === null || endDate === null || !isDate(startDate) || !isDate(endDate)) return null;
  return startDate < endDate ? { startDate, endDate } : null;
}

function isDate(text: string): boolean {
  try {
    return parseDate(text).toString() === text;
  } catch {
    return false;
  }
}

export const nightsBetween = ({ startDate, endDate }: Stay): number =>
  parseDate(endDate).compare(parseDate(startDate));

export const nightsWords = (stay: Stay): string => {
  const nights = nightsBetween(stay);
  return nights === 1 ? '1 night' : `${nights} nights`;
};

const TYPES = { SINGLE_ROOM: 'Single room', DOUBLE_ROOM: 'Double room', VILLA: 'Villa' } as const;

/** An apartment in one line. */
export const apartmentWords = ({
  apartmentType,
  numberOfRooms,
  kitchen,
}: {
  readonly apartmentType: keyof typeof TYPES;
  readonly numberOfRooms: number;
  readonly kitchen: boolean;
}): string =>
  [
    TYPES[apartmentType],
    numberOfRooms === 1 ? '1 room' : `${numberOfRooms} rooms`,
    kitchen ? 'with a kitchen' : 'without a kitchen',
  ].join(', ');
