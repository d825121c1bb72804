import { dateOf, daysBetween, dayNumberOf, epochSecondsOf, isDate, SECONDS_OF_DAY } from '../calendar.ts';

/**
 * A service's slots begin every `slotMinutes` from local midnight on, by elapsed time, up to the next local midnight: a
 * day of 23 or 25 hours has so many fewer or more. The last slot of a day may be cut short by midnight.
 */
export interface SlotGrid {
  readonly slotMinutes: number;
  /** How many bookings a slot takes. */
  readonly capacity: number;
  /** As the IANA database names it. */
  readonly timeZone: string;
}

/** A slot of a service. */
export interface Slot {
  readonly serviceId: string;
  /** When it begins: ISO 8601 in UTC with milliseconds. */
  readonly dateTime: string;
}

/** Days after its time for which a slot's row is kept: for as long as the sweep looks for its bookings, and one more. */
const KEPT_DAYS = 31;

/** The time to live of a slot's row, in epoch seconds, by when it begins. */
export const slotTtlOf = (dateTime: string) =>
  epochSecondsOf(dateTime.slice(0, 10)) + (KEPT_DAYS + 1) * SECONDS_OF_DAY;

const MILLISECONDS_OF_MINUTE = 60000;

/** The slots around an instant of a day, in epoch milliseconds; both are the instant where it begins one. */
export const slotsAround = (instant: number, day: { start: number; end: number }, slotMinutes: number) => {
  const step = slotMinutes * MILLISECONDS_OF_MINUTE;
  const elapsed = instant - day.start;
  const before = instant - (elapsed % step);
  const next = before + step;
  return { before, after: before === instant ? instant : next < day.end ? next : day.end };
};

/** How many slots begin on a day. */
export const slotCountOf = (day: { start: number; end: number }, slotMinutes: number) =>
  Math.ceil((day.end - day.start) / (slotMinutes * MILLISECONDS_OF_MINUTE));

// APPSYNC_JS has no counting loop: 0 to 999 by their digits.
const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const upTo1000 = () =>
  DIGITS.flatMap((hundreds) =>
    DIGITS.flatMap((tens) => DIGITS.map((ones) => hundreds * 100 + tens * 10 + ones)),
  );

/** The slots of days, in epoch milliseconds and in order: at most 1000 a day, which has 300 of five minutes. */
export const slotsOfDays = (days: { start: number; end: number }[], slotMinutes: number) => {
  const offsets = upTo1000();
  return days.flatMap((day) =>
    offsets
      .slice(0, slotCountOf(day, slotMinutes))
      .map((offset) => day.start + offset * slotMinutes * MILLISECONDS_OF_MINUTE),
  );
};

export const MAX_SLOT_DAYS = 31;
const MAX_SLOTS = 500;
/**
 * Seats of one answer about what is free, each of which is an id of 26 bytes in its slot's row: so that all rows are one
 * page of a Query, which is at most 1 MB. The smallest slots of a day, 300 of five minutes, may have 100 each.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
 */
const MAX_SEATS = 30000;

/** What is wrong with a range of local dates; undefined where nothing is. */
export const slotRangeFault = (from: string, to: string) => {
  if (!isDate(from)) return { argument: 'from', message: 'from must be a calendar date, YYYY-MM-DD' };
  if (!isDate(to)) return { argument: 'to', message: 'to must be a calendar date, YYYY-MM-DD' };
  if (to < from) return { argument: 'to', message: 'to must not be before from' };
  if (daysBetween(from, to) >= MAX_SLOT_DAYS)
    return { argument: 'to', message: `from and to must span at most ${MAX_SLOT_DAYS} days` };
  return undefined;
};

/** How many days of a service are answered at once. */
export const mostSlotDays = ({ slotMinutes, capacity }: SlotGrid) => {
  const slots = Math.min(MAX_SLOTS, Math.floor(MAX_SEATS / capacity));
  // Of 25 hours, as some have.
  return Math.min(MAX_SLOT_DAYS, Math.max(1, Math.floor((slots * slotMinutes) / 1500)));
};

/** The dates from one to another, which is the last, and the day after it: at most 32. */
export const datesOf = (from: string, to: string) => {
  const first = dayNumberOf(from);
  return upTo1000()
    .slice(0, daysBetween(from, to) + 2)
    .map((offset) => dateOf(first + offset));
};
