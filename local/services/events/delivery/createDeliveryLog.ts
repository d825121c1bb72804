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

/** The deliveries under way, in the journal, so that a restart continues them. */
export interface DeliveryLog {
  /** The deliveries that an earlier run left unfinished, in the order they began. */
  readonly unfinished: readonly StoredDelivery[];
  /** Stores a delivery that is due at `dueAt`, epoch milliseconds; a retry replaces it. */
  store(delivery: Delivery, dueAt: number): void;
  remove(delivery: Pick<Delivery, 'id'>): void;
}

/** A delivery that names its rule and target, because a restart creates both anew from the template. */
interface StoredDelivery extends Omit<Delivery, 'rule' | 'target'> {
  readonly busName: string;
  readonly ruleName: string;
  readonly targetId: string;
  readonly dueAt: number;
}

const TREE = 'events/deliveries';

export const createDeliveryLog = (journal: Journal): DeliveryLog => ({
  // What `store` appended.
  unfinished: [...journal.entries(TREE)].map(([, value]) => value as StoredDelivery),
  store({ rule, target, ...delivery }, dueAt) {
    const value: StoredDelivery = {
      ...delivery,
      busName: rule.busName,
      ruleName: rule.name,
      targetId: target.Id,
      dueAt,
    };
    journal.append([{ tree: TREE, key: delivery.id, value }]);
  },
  remove: ({ id }) => journal.append([{ tree: TREE, key: id }]),
});

/** Continues the deliveries of an earlier run. Drops those whose target is gone, and says so in the feed. */
export function resumeDeliveries(
  world: World,
  state: EventState,
  log: DeliveryLog,
  resume: (delivery: Delivery, dueAt: number) => void,
): void {
  for (const stored of log.unfinished) {
    const delivery = restoreDelivery(state, stored);
    if (delivery) resume(delivery, stored.dueAt);
    else dropDelivery(world, log, stored);
  }
}

function restoreDelivery(state: EventState, stored: StoredDelivery): Delivery | undefined {
  const { busName, ruleName, targetId, dueAt: _, ...rest } = stored;
  const rule = state.findBus(busName)?.rules.get(ruleName);
  const target = rule?.targets.get(targetId);
  return rule && target && { ...rest, rule, target };
}

function dropDelivery({ feed }: World, log: DeliveryLog, stored: StoredDelivery): void {
  const { id, call, busName, ruleName, targetId } = stored;
  log.remove({ id });
  feed.publish({
    kind: 'failure',
    traceId: call.traceId,
    source: `rule ${ruleName}`,
    code: 'NO_RESOURCE',
    message: `${busName} has no target ${targetId} of this rule any more: an event that it accepted earlier is dropped`,
  });
}
