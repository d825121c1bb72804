import { createAlarm as createTimer } from '../../../platform/createAlarm.ts';
import { minuteOf, MINUTE_MS } from '../../../platform/metrics/Metric.ts';
import type { World } from '../../../platform/World.ts';
import type { Alarm, MetricAlarmInput, SetState } from './Alarm.ts';
import type { AlarmConditions } from './AlarmConditions.ts';
import { evaluateDatapoints } from './evaluateDatapoints.ts';
import { stateReason } from './stateReason.ts';

/**
 * Evaluates metric alarms at the ends of minutes, and only while that can change something: from an alarm's first data
 * until all of it has left the evaluation range. So an idle cloud has no timer and stays idle.
 */
export interface Evaluator {
  watch(alarm: Alarm<MetricAlarmInput>, conditions: AlarmConditions): void;
  forget(name: string): void;
  close(): void;
}

interface Watched {
  readonly alarm: Alarm<MetricAlarmInput>;
  readonly conditions: AlarmConditions;
  /** Minutes from data until it no longer counts. */
  readonly reach: number;
  /** The minute before which the alarm is evaluated again and again. */
  hotUntil: number;
  /** The minute at whose beginning the alarm is evaluated next. */
  nextAt: number;
  stop(): void;
}

export function createEvaluator(world: World, setState: SetState): Evaluator {
  const { clock, metrics } = world;
  const all = new Map<string, Watched>();
  const timer = createTimer(clock, () => evaluateDue());

  const evaluateAt = (watched: Watched, minute: number) => {
    // Periods are aligned, and evaluated once they are over. Chosen: AWS does not say how long it waits for late data.
    const { period } = watched.conditions;
    watched.nextAt = Math.ceil(minute / period) * period;
    if (watched.nextAt < Infinity) timer.setTo(watched.nextAt * MINUTE_MS);
  };

  const dataCame = (watched: Watched) => {
    const now = minuteOf(clock.now());
    watched.hotUntil = now + 1 + watched.reach;
    if (watched.nextAt > now + 1) evaluateAt(watched, now + 1);
  };

  const evaluateDue = () => {
    const minute = minuteOf(clock.now());
    for (const watched of all.values()) {
      if (watched.nextAt > minute) {
        if (watched.nextAt < Infinity) timer.setTo(watched.nextAt * MINUTE_MS);
        continue;
      }
      evaluate(watched, minute, world, setState);
      evaluateAt(watched, nextAfter(watched, minute));
    }
  };

  /** Data comes by itself where a message grows older, or where a queue ceases to be active. */
  const nextAfter = (watched: Watched, minute: number) => {
    if (minute < watched.hotUntil) return minute + 1;
    const restless = Math.min(...watched.conditions.metrics.map((metric) => metrics.restlessFrom(metric)));
    if (restless > minute && restless < Infinity) watched.hotUntil = restless + 1 + watched.reach;
    return restless + 1;
  };

  return {
    watch(alarm, conditions) {
      const watched: Watched = {
        alarm,
        conditions,
        reach: conditions.range * conditions.period,
        hotUntil: -Infinity,
        nextAt: Infinity,
        stop: () => stops.forEach((stop) => stop()),
      };
      const stops = conditions.metrics.map((metric) => metrics.watch(metric, () => dataCame(watched)));
      all.set(alarm.name, watched);
      dataCame(watched);
    },
    forget(name) {
      all.get(name)?.stop();
      all.delete(name);
    },
    close() {
      timer.cancel();
      for (const { stop } of all.values()) stop();
      all.clear();
    },
  };
}

function evaluate(
  { alarm, conditions }: Watched,
  minute: number,
  { metrics, clock }: World,
  setState: SetState,
): void {
  const end = Math.floor(minute / conditions.period) * conditions.period;
  const verdict = evaluateDatapoints(conditions.read(metrics, end), conditions.rule);
  if (verdict.state === 'unchanged' || verdict.state === alarm.state.value) return;
  const reason = stateReason(alarm, conditions, verdict, verdict.state, clock.now());
  setState(alarm, { value: verdict.state, ...reason });
}
