import type { Call } from '../../../platform/Call.ts';
import type { World } from '../../../platform/World.ts';
import type { Journal } from '../../../platform/journal/Journal.ts';
import type { EventEnvelope } from '../Events.ts';
import type { Rule, Target } from '../state/Rule.ts';
import type { EventState } from '../state/createEventState.ts';

/** One event on its way to one target. */
export interface Delivery {
  readonly id: string;
  readonly rule: Rule;
  readonly target: Target;
  readonly event: EventEnvelope;
  readonly call: Call;
  /** When the event reached the bus, in epoch milliseconds. */
  readonly ingestedAt: number;
  /** Tries after the first. */
  readonly retries: number;
}

/** Deliveries that are not over, for after a restart. */
export interface DeliveryLog {
  /** What an earlier run had not ended, in the order it began. */
  readonly remembered: readonly NotedDelivery[];
  /** Notes a delivery, or that it is tried again at `dueAt`, epoch milliseconds. */
  noted(delivery: Delivery, dueAt: number): void;
  ended(delivery: Pick<Delivery, 'id'>): void;
}

/** A delivery whose rule and target are named, not held: both are made anew from the template. */
interface NotedDelivery extends Omit<Delivery, 'rule' | 'target'> {
  readonly busName: string;
  readonly ruleName: string;
  readonly targetId: string;
  readonly dueAt: number;
}

const TREE = 'events/deliveries';

export const createDeliveryLog = (journal: Journal): DeliveryLog => ({
  remembered: [...journal.entries(TREE)].map(([, note]) => note),
  noted({ rule, target, ...delivery }, dueAt) {
    const value: NotedDelivery = {
      ...delivery,
      busName: rule.busName,
      ruleName: rule.name,
      targetId: target.Id,
      dueAt,
    };
    journal.append([{ tree: TREE, key: delivery.id, value }]);
  },
  ended: ({ id }) => journal.append([{ tree: TREE, key: id }]),
});

/** Goes on with what an earlier run had not delivered. What nobody wants any more is reported. */
export function resumeDeliveries(
  world: World,
  state: EventState,
  log: DeliveryLog,
  resume: (delivery: Delivery, dueAt: number) => void,
): void {
  for (const noted of log.remembered) {
    const delivery = deliveryOf(state, noted);
    if (delivery) resume(delivery, noted.dueAt);
    else drop(world, log, noted);
  }
}

function deliveryOf(state: EventState, noted: NotedDelivery): Delivery | undefined {
  const { busName, ruleName, targetId, dueAt: _, ...rest } = noted;
  const rule = state.findBus(busName)?.rules.get(ruleName);
  const target = rule?.targets.get(targetId);
  return rule && target && { ...rest, rule, target };
}

function drop({ feed }: World, log: DeliveryLog, noted: NotedDelivery): void {
  const { id, call, busName, ruleName, targetId } = noted;
  log.ended({ id });
  feed.publish({
    kind: 'failure',
    traceId: call.traceId,
    source: `rule ${ruleName}`,
    code: 'NO_RESOURCE',
    message: `${busName} has no target ${targetId} of this rule any more: an event that it accepted earlier is dropped`,
  });
}
