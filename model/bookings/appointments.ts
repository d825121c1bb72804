import { isDate } from '../calendar.ts';

/** Characters of the longest service's name. */
export const MAX_SERVICE_NAME = 100;

/**
 * What is wrong with the time of an appointment asked for at `now`; undefined when nothing is.
 * Both are ISO 8601 in UTC with milliseconds.
 */
export const appointmentFault = (dateTime: string, now: string): string | undefined => {
  if (!isDate(dateTime.slice(0, 10))) return 'dateTime must be an instant of the calendar';
  if (dateTime <= now) return 'dateTime has passed';
  return undefined;
};
