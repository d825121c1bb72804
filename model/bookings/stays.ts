import { dateOf, dayNumberOf, daysBetween, isDate } from '../calendar.ts';

/**
 * The most nights of a stay. An approval names each of them in one DynamoDB expression, which holds at most 300
 * operators and 4 KB: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export const MAX_NIGHTS = 90;

/** Calendar dates; `endDate` is the first morning that is not part of the stay. */
export interface Stay {
  readonly startDate: string;
  readonly endDate: string;
}

export interface StayFault {
  readonly argument: 'startDate' | 'endDate';
  readonly message: string;
}

const fault = (argument: StayFault['argument'], message: string): StayFault => ({ argument, message });

/** What is wrong with the dates of a stay that is requested on the day `today`; undefined where nothing is. */
export const stayFault = ({ startDate, endDate }: Stay, today: string): StayFault | undefined => {
  if (!isDate(startDate)) return fault('startDate', 'startDate must be a calendar date, YYYY-MM-DD');
  if (!isDate(endDate)) return fault('endDate', 'endDate must be a calendar date, YYYY-MM-DD');
  if (endDate <= startDate) return fault('endDate', 'endDate must be after startDate');
  if (startDate < today) return fault('startDate', 'startDate has passed');
  if (daysBetween(startDate, endDate) > MAX_NIGHTS)
    return fault('endDate', `A stay is at most ${MAX_NIGHTS} nights`);
  return undefined;
};

// APPSYNC_JS has no counting loop: 0 to 99 by their digits.
const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const upTo100 = (count: number) =>
  DIGITS.filter((tens) => tens * 10 < count)
    .flatMap((tens) => DIGITS.map((ones) => tens * 10 + ones))
    .filter((number) => number < count);

/** The nights of a stay of at most 90, each named by its evening's date, in order. */
export const nightsOf = ({ startDate, endDate }: Stay) => {
  const first = dayNumberOf(startDate);
  return upTo100(daysBetween(startDate, endDate)).map((offset) => dateOf(first + offset));
};

/** Whether two stays share a night. */
export const overlap = (one: Stay, other: Stay) =>
  one.startDate < other.endDate && other.startDate < one.endDate;
