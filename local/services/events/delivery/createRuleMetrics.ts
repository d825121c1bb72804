import type { Dimensions } from '../../../platform/metrics/Metric.ts';
import { seriesOf } from '../../../platform/metrics/seriesOf.ts';
import type { World } from '../../../platform/World.ts';
import type { Rule } from '../state/Rule.ts';
import { DEFAULT_BUS } from '../state/createEventState.ts';

/**
 * What rules tell CloudWatch. Documented: metrics of a rule on the default bus have the dimension `RuleName` alone, those
 * of a rule on a custom bus have `EventBusName` beside it. There are no zeros.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 */
export interface RuleMetrics {
  /** An event matched the rule. */
  matched(): void;
  attempted(isRetry: boolean): void;
  /** The target took the event. */
  succeeded(latencyMs: number): void;
  /** The event was given up; `deadLetter` says what became of it where the target has a queue for such events. */
  failed(deadLetter: 'sent' | 'lost' | undefined): void;
}

type Make = ReturnType<typeof seriesOf>;

export function createRuleMetrics(world: World): (rule: Rule) => RuleMetrics {
  const known = new WeakMap<Rule, RuleMetrics>();
  return (rule) => {
    const metrics = known.get(rule) ?? metricsOf(world, rule);
    known.set(rule, metrics);
    return metrics;
  };
}

function metricsOf({ metrics }: World, { name, busName }: Rule): RuleMetrics {
  const ofBus: Dimensions = busName === DEFAULT_BUS ? {} : { EventBusName: busName };
  const series = lazily(seriesOf(metrics, 'AWS/Events', { ...ofBus, RuleName: name }));
  return {
    matched() {
      series('MatchedEvents').record(1);
      series('TriggeredRules').record(1);
    },
    attempted(isRetry) {
      series('InvocationAttempts').record(1);
      if (isRetry) series('RetryInvocationAttempts').record(1);
    },
    succeeded(latencyMs) {
      series('Invocations').record(1);
      series('SuccessfulInvocationAttempts').record(1);
      series('IngestionToInvocationSuccessLatency', 'Milliseconds').record(latencyMs);
    },
    failed(deadLetter) {
      // Documented: an attempt that is tried again counts once it failed for good.
      series('Invocations').record(1);
      series('FailedInvocations').record(1);
      if (deadLetter === 'sent') series('InvocationsSentToDlq').record(1);
      if (deadLetter === 'lost') series('InvocationsFailedToBeSentToDlq').record(1);
    },
  };
}

/** Makes each series at its first use, and then finds it by its name alone. */
function lazily(make: Make): Make {
  const known = new Map<string, ReturnType<Make>>();
  return (metricName, unit) => {
    const series = known.get(metricName) ?? make(metricName, unit);
    known.set(metricName, series);
    return series;
  };
}
