import type { Clock } from '../../../platform/Clock.ts';
import { validationError } from '../errors.ts';
import type { Alarm, SetState, StateValue } from './Alarm.ts';
import type { AlarmRule } from './alarmRule.ts';
import { alarmTime } from './stateReason.ts';

/** Composite alarms, which follow the states of others at once. */
export interface CompositeWave {
  /** Sets the alarm's state by its rule, now and whenever a child changes. */
  watch(alarm: Alarm, rule: AlarmRule): void;
  childChanged(child: Alarm): void;
  forget(name: string): void;
  /** Throws where one of the alarms is the child of a composite alarm that stays. */
  checkDeletable(names: readonly string[]): void;
}

interface Watched {
  readonly alarm: Alarm;
  readonly rule: AlarmRule;
}

export function createComposites(
  alarms: ReadonlyMap<string, Alarm>,
  clock: Clock,
  setState: SetState,
): CompositeWave {
  const composites = new Map<string, Watched>();
  const stateOf = (name: string) => alarms.get(name)?.state.value;
  let waiting: Alarm[] | undefined;

  const evaluate = ({ alarm, rule }: Watched, reason: (state: StateValue) => string) => {
    const value = rule.holds(stateOf) ? 'ALARM' : 'OK';
    if (value === alarm.state.value) return;
    setState(alarm, { value, reason: reason(value), reasonData: triggeringAlarms(rule, alarms) });
  };

  const evaluateParents = (child: Alarm, evaluated: Set<string>) => {
    for (const watched of composites.values()) {
      const { alarm, rule } = watched;
      // Once in a wave: AWS stops where composite alarms depend on each other in a circle.
      if (!rule.children.has(child.name) || evaluated.has(alarm.name)) continue;
      evaluated.add(alarm.name);
      const { value, updatedAt } = child.state;
      evaluate(watched, () => `${child.arn} transitioned to ${value} at ${longTime(updatedAt)}`);
    }
  };

  return {
    watch(alarm, rule) {
      const watched = { alarm, rule };
      composites.set(alarm.name, watched);
      // Later, as on AWS: whoever creates it sees INSUFFICIENT_DATA first.
      clock.schedule(0, () => {
        if (composites.get(alarm.name) !== watched) return;
        evaluate(watched, (state) => `${alarm.arn} was created and its alarm rule evaluates to ${state}`);
      });
    },
    childChanged(child) {
      if (waiting) return void waiting.push(child);
      const evaluated = new Set<string>();
      waiting = [child];
      for (let next = waiting.shift(); next; next = waiting.shift()) evaluateParents(next, evaluated);
      waiting = undefined;
    },
    forget: (name) => void composites.delete(name),
    checkDeletable(names) {
      for (const { alarm, rule } of composites.values()) {
        const child = names.find((name) => rule.children.has(name));
        if (child !== undefined && !names.includes(alarm.name))
          throw validationError(`Cannot delete ${child} as there are composite alarm(s) depending on it.`);
      }
    },
  };
}

const triggeringAlarms = ({ children }: AlarmRule, alarms: ReadonlyMap<string, Alarm>) =>
  JSON.stringify({
    triggeringAlarms: [...children].flatMap((name) => {
      const child = alarms.get(name);
      if (!child) return [];
      const { value, updatedAt } = child.state;
      return [{ arn: child.arn, state: { value, timestamp: alarmTime(updatedAt) } }];
    }),
  });

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `Friday 22 July, 2022 15:57:45 UTC`, as composite alarms print moments. */
function longTime(epochMs: number): string {
  const date = new Date(epochMs);
  const day = `${DAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  return `${day}, ${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)} UTC`;
}
