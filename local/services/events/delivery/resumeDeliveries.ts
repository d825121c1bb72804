import type { World } from '../../../platform/World.ts';
import type { EventState } from '../state/createEventState.ts';
import type { Deliveries } from './createDeliveries.ts';
import type { Delivery } from './Delivery.ts';
import type { DeliveryLog, NotedDelivery } from './createDeliveryLog.ts';

/** Goes on with what an earlier run had not delivered. What nobody wants any more is reported. */
export function resumeDeliveries(
  world: World,
  state: EventState,
  deliveries: Deliveries,
  log: DeliveryLog,
): void {
  for (const noted of log.remembered) {
    const delivery = deliveryOf(state, noted);
    if (delivery) deliveries.resume(delivery, noted.dueAt);
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
