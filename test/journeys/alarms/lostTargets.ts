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

/** Points every rule of the bus at what does not exist, and puts an event for each. Returns what puts it right. */
export async function loseTargets({ cloud, events, resources }: Scene): Promise<() => Promise<void>> {
  const rules = resources('AWS::Events::Rule').filter(({ properties }) => properties['EventBusName']);
  const before: { EventBusName: string; Rule: string; Targets: Target[] }[] = [];
  for (const { ref } of rules) {
    const [EventBusName, Rule] = ref.split('|') as [string, string];
    const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ EventBusName, Rule }));
    before.push({ EventBusName, Rule, Targets });
    const lost = Targets.map((target) => ({ ...target, Arn: `${target.Arn}gone` }));
    await events.send(new PutTargetsCommand({ EventBusName, Rule, Targets: lost }));
  }
  for (const { properties } of rules) {
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
  return async () => {
    for (const rule of before) await events.send(new PutTargetsCommand(rule));
  };
}

/** What a pattern of lists of values lets through: the first of each list, and nothing where a pattern wants nothing. */
function sampleOf(pattern: unknown): unknown {
  if (Array.isArray(pattern)) return pattern[0]?.exists === false ? undefined : pattern[0];
  return Object.fromEntries(
    Object.entries(pattern as object).map(([name, value]) => [name, sampleOf(value)]),
  );
}
