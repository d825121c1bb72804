/** When a person wants to hear nothing: local times as `22:00`, over midnight where `from` is later than `to`. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
  /** As IANA names it. */
  readonly timeZone: string;
}

/**
 * Returns when the quiet hours end that an instant is in, ISO 8601 in UTC; undefined where it is in none. On a day when clocks
 * are set it may be an hour off, and is then asked for again.
 */
export const quietUntil = ({ from, to, timeZone }: QuietHours, now: string): string | undefined => {
  const [at, start, end] = [minutesOf(localTime(now, timeZone)), minutesOf(from), minutesOf(to)];
  const sinceStart = (at - start + MINUTES_OF_DAY) % MINUTES_OF_DAY;
  const length = (end - start + MINUTES_OF_DAY) % MINUTES_OF_DAY;
  if (sinceStart >= length) return undefined;
  const minute = Math.floor(Date.parse(now) / MS_OF_MINUTE);
  return new Date((minute + length - sinceStart) * MS_OF_MINUTE).toISOString();
};

const MINUTES_OF_DAY = 1440;
const MS_OF_MINUTE = 60_000;

const localTime = (now: string, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(now),
  );

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
