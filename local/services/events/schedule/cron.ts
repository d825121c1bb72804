/** The values each field allows; days allow either by the month or by the week. */
export interface Cron {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly daysOfMonth: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 1 is Sunday. */
  readonly daysOfWeek: ReadonlySet<number>;
  readonly years: ReadonlySet<number>;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;
const DAY_MS = 86_400_000;

/**
 * `minutes hours day-of-month month day-of-week year`, with `, - * ? /` and names. Undefined for
 * anything else, `L`, `W` and `#` included.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html#eb-cron-expressions
 */
export function parseCron(body: string): Cron | undefined {
  const [minute, hour, dayOfMonth, month, dayOfWeek, year, ...more] = body.trim().split(/\s+/);
  // One of the two day fields, and only one, has to be `?`.
  if (year === undefined || more.length > 0 || (dayOfMonth === '?') === (dayOfWeek === '?')) return undefined;
  const cron = {
    minutes: parseCronField(minute!, 0, 59),
    hours: parseCronField(hour!, 0, 23),
    daysOfMonth: parseCronField(dayOfMonth!, 1, 31),
    months: parseCronField(month!, 1, 12, MONTHS),
    daysOfWeek: parseCronField(dayOfWeek!, 1, 7, DAYS),
    years: parseCronField(year, FIRST_YEAR, LAST_YEAR),
  };
  return Object.values(cron).every(Boolean) ? (cron as Cron) : undefined;
}

/** The first moment after `afterMs` that the expression allows; null where there is none. */
export function nextCron(cron: Cron, afterMs: number): number | null {
  const after = Math.floor(afterMs / 60_000) * 60_000;
  for (
    let day = Math.floor(after / DAY_MS) * DAY_MS;
    new Date(day).getUTCFullYear() <= LAST_YEAR;
    day += DAY_MS
  ) {
    if (!allowsDay(cron, new Date(day))) continue;
    for (const hour of sorted(cron.hours)) {
      for (const minute of sorted(cron.minutes)) {
        const moment = day + hour * 3_600_000 + minute * 60_000;
        if (moment > after) return moment;
      }
    }
  }
  return null;
}

const allowsDay = (cron: Cron, day: Date) =>
  cron.years.has(day.getUTCFullYear()) &&
  cron.months.has(day.getUTCMonth() + 1) &&
  cron.daysOfMonth.has(day.getUTCDate()) &&
  cron.daysOfWeek.has(day.getUTCDay() + 1);

const sorted = (values: ReadonlySet<number>) => [...values].sort((a, b) => a - b);

/** The values between `least` and `most` that a field such as `1,5-9/2` allows; undefined where it is malformed. */
function parseCronField(
  field: string,
  least: number,
  most: number,
  names: readonly string[] = [],
): ReadonlySet<number> | undefined {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step = '1', ...more] = part.split('/');
    const [from, to] = boundsOf(range, part.includes('/'), least, most, names);
    const every = /^[1-9]\d*$/.test(step) ? Number(step) : NaN;
    if (more.length > 0 || !(from >= least && to <= most && from <= to && every > 0)) return undefined;
    for (let value = from; value <= to; value += every) values.add(value);
  }
  return values;
}

function boundsOf(
  range: string,
  stepped: boolean,
  least: number,
  most: number,
  names: readonly string[],
): [number, number] {
  if (range === '*' || range === '?') return [least, most];
  const [from = '', to, ...more] = range.split('-');
  if (more.length > 0) return [NaN, NaN];
  const start = valueOf(from, names, least);
  // `5/15` runs from 5 to the end.
  return [start, to === undefined ? (stepped ? most : start) : valueOf(to, names, least)];
}

function valueOf(text: string, names: readonly string[], least: number): number {
  const named = names.indexOf(text.toUpperCase());
  if (named >= 0) return named + least;
  return /^\d+$/.test(text) ? Number(text) : NaN;
}
