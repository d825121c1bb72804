import { util } from '@aws-appsync/utils';
import { isDate } from '../../model/calendar.ts';
import { refuse } from '../refuse.ts';

/** Java's `ZoneOffset` goes no further from UTC. */
const LAST_OFFSET = '18:00';

/** AWSDateTime also lets offsets with seconds through, which ISO 8601 does not have. */
function hasOffset(dateTime: string) {
  if (dateTime.endsWith('Z')) return true;
  const offset = dateTime.slice(-6);
  return '+-'.indexOf(offset.charAt(0)) >= 0 && offset.slice(1) <= LAST_OFFSET;
}

/** An AWSDateTime, which comes with any offset, as rows spell it: ISO 8601 in UTC with milliseconds. */
export function instantOf(dateTime: string, argument: string): string {
  if (!isDate(dateTime.slice(0, 10)) || !hasOffset(dateTime))
    refuse('InvalidArgument', `${argument} must be an instant of the calendar`, { argument });
  return util.time.epochMilliSecondsToISO8601(util.time.parseISO8601ToEpochMilliSeconds(dateTime));
}
