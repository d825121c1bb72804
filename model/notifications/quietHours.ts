/** When a person wants to hear nothing: local times as `22:00`, over midnight where `from` is later than `to`. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
  /** As IANA names it. */
  readonly timeZone: string;
}

/** Returns when the quiet hours end that an instant is in, ISO 8601 in UTC; undefined where it is in none. */
export const quietUntil = ({ from, to, timeZone }: QuietHours, now: string): string | undefined => {
  const minuteAt = (epochMinute: number) => minutesOf(localTime(epochMinute * MS_OF_MINUTE, timeZone));
  const minute = Math.floor(Date.parse(now) / MS_OF_MINUTE);
  const [start, end] = [minutesOf(from), minutesOf(to)];
  const sinceStart = (minuteAt(minute) - start + MINUTES_OF_DAY) % MINUTES_OF_DAY;
  const length = (end - start + MINUTES_OF_DAY) % MINUTES_OF_DAY;
  if (sinceStart >= length) return undefined;
  const usual = minute + length - sinceStart;
  // Where clocks are set meanwhile they show another time then. A time that they leave out never comes.
  const right = usual - nearest(minuteAt(usual) - end);
  return new Date((minuteAt(right) === end ? right : usual) * MS_OF_MINUTE).toISOString();
};

const MINUTES_OF_DAY = 1440;
const MS_OF_MINUTE = 60_000;

/** The same difference of two times of day, by the shorter way. */
const nearest = (difference: number) =>
  ((difference + MINUTES_OF_DAY * 1.5) % MINUTES_OF_DAY) - MINUTES_OF_DAY / 2;

const localTime = (epochMs: number, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(epochMs),
  );

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
