import { getLocalTimeZone, parseDate, today } from '@internationalized/date';

/** Money, days and times as the reader's browser writes them. */
const money = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'EUR' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const weekday = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const instant = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export const formatMoney = (euros: number): string => money.format(euros);

/** A calendar date, `YYYY-MM-DD`, which is the same day wherever it is read. */
export const formatDay = (date: string): string => day.format(new Date(`${date}T00:00:00Z`));

/** Likewise, with its weekday and without its year. */
export const formatWeekday = (date: string): string => weekday.format(new Date(`${date}T00:00:00Z`));

/** Two calendar dates as one text, such as `3 – 6 Mar 2031`. */
export const formatDays = (from: string, to: string): string =>
  day.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));

/** An instant in the reader's time zone. */
export const formatInstant = (iso: string): string => instant.format(new Date(iso));

/** The calendar date where the reader is. */
export const todayHere = (): string => today(getLocalTimeZone()).toString();

/** The calendar date so many days after another. */
export const daysAfter = (date: string, days: number): string => parseDate(date).add({ days }).toString();

/** The time of day of an instant in a time zone. */
export const formatTime = (iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat(undefined, { timeStyle: 'short', timeZone }).format(new Date(iso));

export function formatMinutes(minutes: number): string {
  const unit = minutes % 60 === 0 ? 'hour' : 'minute';
  const many = minutes % 60 === 0 ? minutes / 60 : minutes;
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'long' }).format(many);
}
