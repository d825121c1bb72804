import { type IRuleTarget, Rule } from 'aws-cdk-lib/aws-events';
import { Fn } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { eventSource } from '../platform/eventPipes.ts';
import type { Platform } from '../platform/Platform.ts';
import { perMinute, raiseAlarm } from './raiseAlarm.ts';

export interface EventRuleProps {
  readonly platform: Platform;
  /** The events it lets through, such as `['ORDER_PLACED_EVENT']`. */
  readonly eventNames: readonly string[];
  /**
   * Who put the events on the bus. What comes from elsewhere than the event pipe asks nothing of it.
   * @default eventSource
   */
  readonly source?: string;
  /**
   * False for raw events that their entity has not applied. Only the worker that applies them may receive them.
   * @default true
   */
  readonly applied?: boolean;
  /** Narrows by a text of the event's data, such as `{ stock: ['HELD'] }`. @default - every event of these names */
  readonly where?: Readonly<Record<string, readonly string[]>>;
  /**
   * Texts that the event's data must not have, such as `['flow']`: keeps work from events of which somebody else takes care.
   * @default - it may have any
   */
  readonly without?: readonly string[];
  /** Where they go. It should name the platform's `undelivered` as its dead letter queue. */
  readonly target: IRuleTarget;
  /** What is missed when delivery fails, for the alarm's reader: "createOrder misses events". */
  readonly missed: string;
}

/** A rule for our own events, and an alarm on its first failed delivery. */
export class EventRule extends Construct {
  constructor(scope: Construct, id: string, props: EventRuleProps) {
    super(scope, id);
    const { platform, eventNames, source = eventSource, applied = true, target, missed } = props;
    if (source === eventSource) platform.announced.add({ eventNames, applied });
    const rule = new Rule(this, 'Rule', {
      eventBus: platform.bus,
      eventPattern: { source: [source], detailType: [...eventNames], detail: detailOf(applied, props) },
      targets: [target],
    });
    raiseAlarm(this, 'Failed', {
      settings: platform.settings,
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'FailedInvocations',
        dimensionsMap: { EventBusName: platform.bus.eventBusName, RuleName: ruleNameOf(rule) },
        ...perMinute,
        statistic: 'Sum',
      }),
      above: 0,
      description: `${missed}: a rule could not deliver. The events are in the undelivered dead letters.`,
    });
  }
}

/**
 * A rule's name alone, which is the last part of its ARN: of a rule on a custom bus, `Ref` is `bus|name`, and no metric has
 * such a dimension.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html#eb-metrics-dimensions
 */
const ruleNameOf = ({ ruleArn }: Rule) => Fn.select(2, Fn.split('/', ruleArn));

/** `eventData` is in DynamoDB's notation: a pipe does not unmarshal. */
const detailOf = (applied: boolean, { where = {}, without = [] }: EventRuleProps) => {
  const texts = [
    ...Object.entries(where).map(([name, values]) => [name, { S: values }] as const),
    // `exists` is asked of a leaf:
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-exists-matching
    ...without.map((name) => [name, { S: [{ exists: false }] }] as const),
  ];
  return { applied: [applied], ...(texts.length > 0 && { eventData: Object.fromEntries<object>(texts) }) };
};
