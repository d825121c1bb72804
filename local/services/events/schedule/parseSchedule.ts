import { nextCron, parseCron } from './cron.ts';
import { rateMs } from './rateMs.ts';

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
