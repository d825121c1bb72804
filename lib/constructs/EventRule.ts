import { type IRuleTarget, Rule } from 'aws-cdk-lib/aws-events';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { eventSource } from '../platform/eventSource.ts';
import type { Platform } from '../platform/Platform.ts';
import { perMinute, raiseAlarm } from './raiseAlarm.ts';

export interface EventRuleProps {
  readonly platform: Platform;
  /** The events it lets through, such as `['ORDER_PLACED_EVENT']`. */
  readonly eventNames: readonly string[];
  /** Where they go. It should name the platform's `undelivered` as its dead letter queue. */
  readonly target: IRuleTarget;
  /** What is missed when delivery fails, for the alarm's reader: "createOrder misses events". */
  readonly missed: string;
}

/** A rule for our own events, and an alarm on its first failed delivery. */
export class EventRule extends Construct {
  constructor(scope: Construct, id: string, { platform, eventNames, target, missed }: EventRuleProps) {
    super(scope, id);
    const rule = new Rule(this, 'Rule', {
      eventBus: platform.bus,
      eventPattern: { source: [eventSource], detailType: [...eventNames] },
      targets: [target],
    });
    raiseAlarm(this, 'Failed', {
      settings: platform.settings,
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'FailedInvocations',
        dimensionsMap: { EventBusName: platform.bus.eventBusName, RuleName: rule.ruleName },
        ...perMinute,
        statistic: 'Sum',
      }),
      above: 0,
      description: `${missed}: a rule could not deliver. The events are in the undelivered dead letters.`,
    });
  }
}
