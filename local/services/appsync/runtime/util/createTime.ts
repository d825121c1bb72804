import type { Clock } from '../../../../platform/Clock.ts';
import { formatTime } from './formatTime.ts';
import { parseTime } from './parseTime.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/time-helpers-in-util-time-js.html */
export const createTime = (clock: Clock) => ({
  epochMilliSecondsToFormatted: (epochMs: number, pattern: string, zone?: string) =>
    formatTime(epochMs, pattern, zone),
  epochMilliSecondsToISO8601: (epochMs: number) => new Date(epochMs).toISOString(),
  epochMilliSecondsToSeconds: (epochMs: number) => Math.floor(epochMs / 1000),
  nowEpochMilliSeconds: () => clock.now(),
  nowEpochSeconds: () => Math.floor(clock.now() / 1000),
  nowFormatted: (pattern: string, zone?: string) => formatTime(clock.now(), pattern, zone),
  nowISO8601: () => new Date(clock.now()).toISOString(),
  parseFormattedToEpochMilliSeconds: (text: string, pattern: string, zone?: string) =>
    parseTime(text, pattern, zone),
  parseISO8601ToEpochMilliSeconds(text: string) {
    const epochMs = Date.parse(text);
    if (Number.isNaN(epochMs)) throw new Error(`Unable to parse '${text}' as an ISO 8601 time.`);
    return epochMs;
  },
});
