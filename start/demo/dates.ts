const DAY_MS = 86_400_000;

/** A stay as the API takes it: calendar dates, the end exclusive. */
export interface Dates {
  readonly startDate: string;
  readonly endDate: string;
}

/** Some nights, four weeks and `offset` days from `now`, so never in the past. */
export function nights(now: number, offset: number, count: number): Dates {
  const start = now + (28 + offset) * DAY_MS;
  return { startDate: dateOf(start), endDate: dateOf(start + count * DAY_MS) };
}

const dateOf = (moment: number) => new Date(moment).toISOString().slice(0, 10);

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const WEEKDAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');

/** Such as `3-6 Mar`. */
export function spoken({ startDate, endDate }: Dates): string {
  const [, from, first] = startDate.split('-').map(Number);
  const [, to, last] = endDate.split('-').map(Number);
  return from === to ? `${first}-${last} ${month(to)}` : `${first} ${month(from)}-${last} ${month(to)}`;
}

/** Such as `3 Mar 10:00`. */
export const spokenInstant = (instant: string) =>
  `${Number(instant.slice(8, 10))} ${month(Number(instant.slice(5, 7)))} ${instant.slice(11, 16)}`;

const month = (number: number | undefined) => MONTHS[number! - 1];

/** Weekday and time in UTC, to the hundredth of a second. */
export function timeOf(moment: number): string {
  const at = new Date(moment);
  return `${WEEKDAYS[at.getUTCDay()]} ${at.toISOString().slice(11, 22)}`;
}
