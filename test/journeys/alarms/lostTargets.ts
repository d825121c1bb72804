import {
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutTargetsCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import type { Scene } from './Scene.ts';

interface Pattern {
  readonly source: readonly string[];
  readonly 'detail-type': readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * Points every rule at what does not exist, puts an event for each that has a pattern, and lets the time come of each that has a
 * schedule. Returns what puts it right.
 */
export async function loseTargets({
  cloud,
  events,
  minutes,
  resources,
}: Scene): Promise<() => Promise<void>> {
  const rules = resources('AWS::Events::Rule');
  const before: { EventBusName: string; Rule: string; Targets: Target[] }[] = [];
  for (const { ref } of rules) {
    // Of a rule on a bus of its own, `Ref` is `bus|name`.
    const [Rule, EventBusName = 'default'] = ref.split('|').reverse() as [string, string?];
    const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ EventBusName, Rule }));
    before.push({ EventBusName, Rule, Targets });
    const lost = Targets.map((target) => ({ ...target, Arn: `${target.Arn}gone` }));
    await events.send(new PutTargetsCommand({ EventBusName, Rule, Targets: lost }));
  }
  for (const { properties } of rules.filter(({ properties }) => properties['EventPattern'])) {
    const { source, 'detail-type': types, detail } = properties['EventPattern'] as Pattern;
    const entry = {
      EventBusName: String(properties['EventBusName']),
      Source: source[0]!,
      DetailType: types[0]!,
      Detail: JSON.stringify(sampleOf(detail)),
    };
    await events.send(new PutEventsCommand({ Entries: [entry] }));
  }
  await cloud.settles();
  await minutes(LONGEST_SCHEDULE_MINUTES);
  return async () => {
    for (const rule of before) await events.send(new PutTargetsCommand(rule));
  };
}

/** Of sweeps. */
const LONGEST_SCHEDULE_MINUTES = 15;

/** What a pattern of lists of values lets through: the first of each list, and nothing where a pattern wants nothing. */
function sampleOf(pattern: unknown): unknown {
  if (Array.isArray(pattern)) return pattern[0]?.exists === false ? undefined : pattern[0];
  return Object.fromEntries(
    Object.entries(pattern as object).map(([name, value]) => [name, sampleOf(value)]),
  );
}
