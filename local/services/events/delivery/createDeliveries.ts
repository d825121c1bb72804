import type { World } from '../../../platform/World.ts';
import type { Sqs } from '../../sqs/Sqs.ts';
import type { EventTargets } from '../Events.ts';
import { backOffMs } from './backOffMs.ts';
import type { DeliveryLog } from './createDeliveryLog.ts';
import { createLanes } from './createLanes.ts';
import { deadLetter } from './deadLetter.ts';
import { deliverOnce } from './deliverOnce.ts';
import type { Delivery } from './Delivery.ts';
import { failureOf, type DeliveryFailure } from './failureOf.ts';

export interface Deliveries {
  /** Delivers until it succeeds or the target's retry policy is used up; then to its dead letters. */
  start(delivery: Delivery): void;
  /** Goes on with one of an earlier run, at `dueAt`, epoch milliseconds. */
  resume(delivery: Delivery, dueAt: number): void;
  /** Waits for what is under way; starts nothing more. */
  close(): Promise<void>;
}

export function createDeliveries(
  world: World,
  targets: EventTargets,
  sqs: Sqs,
  log: DeliveryLog,
): Deliveries {
  const lanes = createLanes(world.activity);
  let open = true;

  const enqueue = (delivery: Delivery) => {
    if (!open) return;
    // One lane a target keeps its events in order; a retry joins it again at its end.
    lanes.run(`${delivery.rule.arn} ${delivery.target.Id}`, () => attempt(delivery));
  };

  const attempt = async (delivery: Delivery) => {
    try {
      const remark = await deliverOnce(targets, delivery);
      if (remark) report(world, delivery, remark, 'delivered nevertheless');
      log.ended(delivery);
    } catch (error) {
      await retryOrGiveUp(delivery, failureOf(error));
    }
  };

  const retryOrGiveUp = async (delivery: Delivery, failure: DeliveryFailure) => {
    const delay = backOffMs(delivery.retries + 1, world.random);
    const exhausted = failure.retryable ? exhaustedBy(delivery, world.clock.now() + delay) : undefined;
    if (failure.retryable && !exhausted) {
      report(world, delivery, failure, `retry ${delivery.retries + 1} in ${delay} ms`);
      const next = { ...delivery, retries: delivery.retries + 1 };
      log.noted(next, world.clock.now() + delay);
      world.clock.schedule(delay, () => enqueue(next));
      return;
    }
    const outcome = await deadLetter(sqs, delivery, failure, exhausted);
    log.ended(delivery);
    report(world, delivery, failure, outcome);
  };

  return {
    start(delivery) {
      log.noted(delivery, world.clock.now());
      enqueue(delivery);
    },
    resume(delivery, dueAt) {
      if (dueAt <= world.clock.now()) enqueue(delivery);
      else world.clock.schedule(dueAt - world.clock.now(), () => enqueue(delivery));
    },
    async close() {
      open = false;
      await lanes.idle();
    },
  };
}

type Exhaustion = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

function exhaustedBy({ target, retries, ingestedAt }: Delivery, nextAt: number): Exhaustion | undefined {
  const { MaximumRetryAttempts = 185, MaximumEventAgeInSeconds = 86_400 } = target.RetryPolicy ?? {};
  if (retries >= MaximumRetryAttempts) return 'MaximumRetryAttempts';
  return nextAt > ingestedAt + MaximumEventAgeInSeconds * 1000 ? 'MaximumEventAgeInSeconds' : undefined;
}

function report(
  { feed }: World,
  { rule, target, call }: Delivery,
  failure: Pick<DeliveryFailure, 'code' | 'message'>,
  outcome: string,
) {
  feed.publish({
    kind: 'failure',
    traceId: call.traceId,
    source: `rule ${rule.name}`,
    code: failure.code,
    message: `${target.Arn}: ${failure.message} (${outcome})`,
  });
}
