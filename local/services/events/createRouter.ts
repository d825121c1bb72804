import type { Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import { keepInArchives } from './state/Archive.ts';
import type { Deliveries } from './delivery/createDeliveries.ts';
import type { EventEnvelope } from './Events.ts';
import { matchesPattern } from './patterns/matchesPattern.ts';
import type { Bus, EventState } from './state/createEventState.ts';
import type { Rule } from './state/Rule.ts';

export interface Router {
  /** Lets an event onto a bus: its rules, its archives, the feed. */
  publish(bus: Bus, event: EventEnvelope, call: Call, only?: ReadonlySet<string>): void;
  /** Sends an event to one rule's targets, whatever its pattern. */
  send(rule: Rule, event: EventEnvelope, call: Call): void;
}

export function createRouter(world: World, state: EventState, deliveries: Deliveries): Router {
  const deliver = (rule: Rule, event: EventEnvelope, call: Call) => {
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

  const announce = (busName: string, event: EventEnvelope, rules: readonly Rule[], { traceId }: Call) =>
    world.feed.publish({
      kind: 'event',
      traceId,
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
      announce(bus.name, event, rules, call);
      keepInArchives(state.archives.values(), bus.arn, event, world.clock.now());
      for (const rule of rules) deliver(rule, event, call);
    },
    send(rule, event, call) {
      announce(rule.busName, event, [rule], call);
      deliver(rule, event, call);
    },
  };
}

const isMatched = ({ state, pattern }: Rule, event: EventEnvelope) =>
  state !== 'DISABLED' && pattern !== undefined && matchesPattern(pattern.parsed, event);
