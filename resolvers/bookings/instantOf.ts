import { util } from '@aws-appsync/utils';
import { isDate } from '../../model/calendar.ts';
import { refuse } from '../refuse.ts';

/** An AWSDateTime, which comes with any offset, as rows spell it: ISO 8601 in UTC with milliseconds. */
export function instantOf(dateTime: string, argument: string): string {
  if (!isDate(dateTime.slice(0, 10)))
    refuse('InvalidArgument', `${argument} must be an instant of the calendar`, { argument });
  return util.time.epochMilliSecondsToISO8601(util.time.parseISO8601ToEpochMilliSeconds(dateTime));
}
