import type { Actions, Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import type { Sqs } from '../sqs/createSqs.ts';
import { eventsActions } from './actions/eventsActions.ts';
import { envelopeOf } from './actions/putEvents.ts';
import { type AssumeRole, assumeUncheckedRole } from '../iam/AssumeRole.ts';
import { policyOfBus } from './actions/eventBuses.ts';
import { createRouter } from './createRouter.ts';
import { type Gate, openGate } from '../../platform/createGate.ts';
import { createDeliveries } from './delivery/createDeliveries.ts';
import { createDeliveryLog, resumeDeliveries } from './delivery/createDeliveryLog.ts';
import { createRuleMetrics } from './delivery/createRuleMetrics.ts';
import type { Events, EventTargets } from './Events.ts';
import { createSchedules } from './schedule/createSchedules.ts';
import { createEventState, DEFAULT_BUS } from './state/createEventState.ts';
import { busTarget } from './createEventTargets.ts';

export interface EventsOptions {
  /** Where rules can send events, besides other buses. */
  readonly targets: EventTargets;
  /** Where the dead letter queues are. */
  readonly sqs: Sqs;
  /** Gives EventBridge the roles that targets name. @default every role can be had */
  readonly assumeRole?: AssumeRole;
  /** Opens once the rules are deployed. @default open from the start */
  readonly gate?: Gate;
}

/** Amazon EventBridge in memory. The default bus exists from the start. */
export function createEvents(
  world: World,
  { targets: others, sqs, assumeRole = assumeUncheckedRole, gate = openGate }: EventsOptions,
): Events {
  const state = createEventState(world);
  const targets: EventTargets = { ...others, events: (delivery, call) => toBus(delivery, call) };
  const log = createDeliveryLog(world.journal);
  const metricsOf = createRuleMetrics(world);
  const deliveries = createDeliveries(world, { targets, sqs, log, assumeRole, metricsOf });
  const router = createRouter(world, state, deliveries, metricsOf);
  const toBus = busTarget(state, router);
  const schedules = createSchedules(world, router);
  gate.whenOpen(() => resumeDeliveries(world, state, log, deliveries.resume));

  const actions: Actions = Object.fromEntries(
    Object.entries(eventsActions).map(([name, run]) => [
      name,
      async (input: unknown, call: Call) => run(input, { world, state, router, schedules, targets, call }),
    ]),
  );
  return {
    actions,
    policyOf(busArn) {
      const bus = state.findBus(busArn);
      return bus && bus.statements.size > 0 ? policyOfBus(bus) : undefined;
    },
    publishServiceEvent: ({ source, detailType, resources, detail }, call) =>
      router.publish(
        state.bus(DEFAULT_BUS),
        envelopeOf({ source, 'detail-type': detailType, resources, detail }, world),
        call,
      ),
    async close() {
      for (const { rules } of state.buses.values()) for (const { timer } of rules.values()) timer?.cancel();
      await deliveries.close();
    },
  };
}
