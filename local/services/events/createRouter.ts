import type { Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import { archiveEvent } from './state/Archive.ts';
import type { RuleMetrics } from './delivery/createRuleMetrics.ts';
import type { Deliveries } from './delivery/createDeliveries.ts';
import type { EventEnvelope } from './Events.ts';
import { matchesPattern } from './patterns/matchesPattern.ts';
import type { Bus, EventState } from './state/createEventState.ts';
import type { Rule } from './state/Rule.ts';

export interface Router {
  /**
   * Puts an event on a bus: into the feed, into the bus's archives and to the targets of its rules.
   * @param only ARNs of the rules that may match; all where it is left out
   */
  publish(bus: Bus, event: EventEnvelope, call: Call, only?: ReadonlySet<string>): void;
  /** Sends an event to one rule's targets, whether it matches the rule's pattern or not. */
  sendToTargets(rule: Rule, event: EventEnvelope, call: Call): void;
}

export function createRouter(
  world: World,
  state: EventState,
  deliveries: Deliveries,
  metricsOf: (rule: Rule) => RuleMetrics,
): Router {
  const deliver = (rule: Rule, event: EventEnvelope, call: Call) => {
    metricsOf(rule).matched();
    for (const target of rule.targets.values()) {
      deliveries.start({
        id: world.random.uuid(),
        rule,
        target,
        event,
        call,
        ingestedAt: world.clock.now(),
        retries: 0,
      });
    }
  };

  const publishToFeed = (
    busName: string,
    event: EventEnvelope,
    rules: readonly Rule[],
    { traceId, parentId }: Call,
  ) =>
    world.feed.publish({
      kind: 'event',
      traceId,
      parentId,
      bus: busName,
      eventId: event.id,
      source: event.source,
      detailType: event['detail-type'],
      rules: rules.map(({ name }) => name),
    });

  return {
    publish(bus, event, call, only) {
      const rules = [...bus.rules.values()].filter(
        (rule) => isMatched(rule, event) && (!only || only.has(rule.arn)),
      );
      publishToFeed(bus.name, event, rules, call);
      archiveEvent(state.archives.values(), bus.arn, event, world.clock.now());
      for (const rule of rules) deliver(rule, event, call);
    },
    sendToTargets(rule, event, call) {
      publishToFeed(rule.busName, event, [rule], call);
      deliver(rule, event, call);
    },
  };
}

const isMatched = ({ state, pattern }: Rule, event: EventEnvelope) =>
  state !== 'DISABLED' && pattern !== undefined && matchesPattern(pattern.parsed, event);
