import { nextCron, parseCron } from './cron.ts';

/** When a schedule is due next after `afterMs`: epoch milliseconds; null for never again. */
export type Schedule = (afterMs: number) => number | null;

/**
 * `rate(5 minutes)` or `cron(0 12 * * ? *)` in UTC; undefined where the expression is neither.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function parseSchedule(expression: string): Schedule | undefined {
  const [, kind, body] = /^(rate|cron)\((.*)\)$/.exec(expression) ?? [];
  if (kind === 'rate') {
    const every = rateMs(body!);
    return every === undefined ? undefined : (afterMs) => afterMs + every;
  }
  const cron = kind === 'cron' ? parseCron(body!) : undefined;
  return cron && ((afterMs) => nextCron(cron, afterMs));
}

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** `1 minute`, `5 minutes`: the unit is singular for one and plural otherwise. Undefined where it is no rate. */
function rateMs(body: string): number | undefined {
  const [, count, unit, plural] = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(body) ?? [];
  if (!count || !unit || (count === '1') !== (plural === '')) return undefined;
  return Number(count) * UNIT_MS[unit]!;
}
