/**
 * Calendar dates (`YYYY-MM-DD`, proleptic Gregorian) as day numbers, in whole numbers only: APPSYNC_JS has
 * neither regular expressions nor calendar arithmetic. The algorithms are Hinnant's `days_from_civil` and
 * `civil_from_days`: https://howardhinnant.github.io/date_algorithms.html
 */
const DIGITS = '0123456789';
const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_OF_400_YEARS = 146097;
/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH = 719468;
export const SECONDS_OF_DAY = 86400;

/** The digit at a place of a text, as part of a number; NaN where there is another character. */
const digitAt = (text: string, at: number) => {
  const digit = DIGITS.indexOf(text.charAt(at));
  return digit < 0 ? NaN : digit;
};

/** Nights are counted for every booking, so nothing is split. */
const partsOf = (date: string) => ({
  year: digitAt(date, 0) * 1000 + digitAt(date, 1) * 100 + digitAt(date, 2) * 10 + digitAt(date, 3),
  month: digitAt(date, 5) * 10 + digitAt(date, 6),
  day: digitAt(date, 8) * 10 + digitAt(date, 9),
});

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysOf = (year: number, month: number) =>
  month === 2 && isLeap(year) ? 29 : (DAYS_OF_MONTH[month - 1] ?? 0);

/**
 * Whether a text is a date of the calendar, written as `YYYY-MM-DD` and in no other way: AWSDate also accepts
 * `2030-01-01Z` and `2030-01-01+02:00`.
 */
export const isDate = (text: string) => {
  if (text.length !== 10 || text.charAt(4) !== '-' || text.charAt(7) !== '-') return false;
  const { year, month, day } = partsOf(text);
  return year >= 0 && month >= 1 && day >= 1 && day <= daysOf(year, month);
};

/** Days from 1970-01-01 to a date, negative before. */
export const dayNumberOf = (date: string) => {
  const { year, month, day } = partsOf(date);
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const marchMonth = month > 2 ? month - 3 : month + 9;
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_OF_400_YEARS + dayOfEra - EPOCH;
};

const yearOfEraOf = (dayOfEra: number) =>
  Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / (DAYS_OF_400_YEARS - 1))) /
      365,
  );

const padded = (value: number, length: number) => `0000${value}`.slice(-length);

/** The date that many days after 1970-01-01. */
export const dateOf = (dayNumber: number) => {
  const day = dayNumber + EPOCH;
  const era = Math.floor(day / DAYS_OF_400_YEARS);
  const dayOfEra = day - era * DAYS_OF_400_YEARS;
  const yearOfEra = yearOfEraOf(dayOfEra);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`;
};

/** How many days lie between two dates; negative when reversed. */
export const daysBetween = (from: string, to: string) => dayNumberOf(to) - dayNumberOf(from);

/** Epoch seconds of a date's first instant, UTC. */
export const epochSecondsOf = (date: string) => dayNumberOf(date) * SECONDS_OF_DAY;
