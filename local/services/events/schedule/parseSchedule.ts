import { Cron } from 'croner';

/** When a schedule is due next after `afterMs`: epoch milliseconds; null for never again. */
export type Schedule = (afterMs: number) => number | null;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
const LONGEST_EXPRESSION = 256;

/**
 * Parses `rate(5 minutes)` or `cron(0 12 * * ? *)` in UTC. Returns undefined where the expression is neither.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function parseSchedule(expression: string): Schedule | undefined {
  if (expression.length > LONGEST_EXPRESSION) return undefined;
  const [, kind, body = ''] = /^(rate|cron)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'rate') return parseRate(body);
  return kind === 'cron' ? parseCron(body) : undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Chosen: a thousand years, so that every time has a date. */
const LONGEST_PERIOD_MS = 1000 * 366 * 86_400_000;

/** `1 minute`, `5 minutes`: the unit is singular for one and plural otherwise. */
function parseRate(body: string): Schedule | undefined {
  const [, count, unit = '', plural] = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(body) ?? [];
  const unitMs = UNIT_MS[unit];
  if (!count || !unitMs || (count === '1') !== (plural === '')) return undefined;
  const periodMs = Number(count) * unitMs;
  return periodMs > LONGEST_PERIOD_MS ? undefined : (afterMs) => afterMs + periodMs;
}

const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;
const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [1, 7],
  [FIRST_YEAR, LAST_YEAR],
] as const;

/**
 * `minutes hours day-of-month month day-of-week year`, with `, - * ? /` and names; 1 is Sunday.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html#eb-cron-expressions
 */
function parseCron(body: string): Schedule | undefined {
  const fields = body.trim().split(/\s+/);
  const [, , dayOfMonth, , dayOfWeek, year] = fields;
  if (year === undefined || fields.length > RANGES.length) return undefined;
  // One of the two day fields, and only one, has to be `?`.
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) return undefined;
  // croner reads `L`, `W` and `#`, but nothing here relies on them yet.
  if (/[LW#+]/i.test(body.replace(/JUL|WED/gi, ''))) return undefined;
  // croner also takes an eighth day of the week, any year, and a step from any number.
  if (!RANGES.every((range, at) => isWithin(fields[at] ?? '', range))) return undefined;
  try {
    const cron = new Cron(['0', ...fields.slice(0, -1), yearsOf(year)].join(' '), CRON_OPTIONS);
    return (afterMs) => cron.nextRun(new Date(afterMs))?.getTime() ?? null;
  } catch {
    return undefined;
  }
}

const CRON_OPTIONS = {
  mode: '7-part',
  utcOffset: 0,
  alternativeWeekdays: true,
  // `0/15` runs from 0 to the end of the field.
  sloppyRanges: true,
  paused: true,
} as const;

/** croner counts years from 1, so a step needs its first and last year. */
const yearsOf = (field: string) =>
  field.replaceAll(/[*?]/g, `${FIRST_YEAR}-${LAST_YEAR}`).replaceAll(/(?<=^|,)(\d+)\//g, `$1-${LAST_YEAR}/`);

/** Whether every part of a field has a range, and every number of that range is allowed. */
const isWithin = (field: string, [least, most]: readonly [number, number]) =>
  field.split(',').every((part) => {
    const [range = ''] = part.split('/');
    return range !== '' && (range.match(/\d+/g) ?? []).every((text) => +text >= least && +text <= most);
  });
