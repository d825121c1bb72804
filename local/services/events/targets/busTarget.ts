import type { Router } from '../createRouter.ts';
import type { EventEnvelope } from '../EventEnvelope.ts';
import type { EventTarget } from '../Events.ts';
import type { EventState } from '../state/createEventState.ts';

/**
 * Another event bus. What arrived from a bus is not sent on to a third, which also ends loops.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html
 */
export function busTarget(state: EventState, router: Router): EventTarget {
  const forwarded = new WeakSet<EventEnvelope>();
  return async ({ targetArn, input }, call) => {
    const event = input as EventEnvelope;
    if (forwarded.has(event)) {
      return {
        code: 'THIRD_ACCOUNT_HOP_DETECTED',
        message: `An event that came from another bus is not sent on to ${targetArn}`,
      };
    }
    const copy = { ...event };
    forwarded.add(copy);
    router.publish(state.bus(targetArn), copy, call);
  };
}
