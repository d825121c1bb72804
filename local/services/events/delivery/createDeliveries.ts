import { AsyncLocalStorage } from 'node:async_hooks';
import type { Activity } from '../../../platform/Activity.ts';
import type { Randomness } from '../../../platform/Randomness.ts';
import type { World } from '../../../platform/World.ts';
import type { Sqs } from '../../sqs/createSqs.ts';
import type { EventTargets } from '../Events.ts';
import type { Delivery, DeliveryLog } from './createDeliveryLog.ts';
import { deliverOnce } from './deliverOnce.ts';
import { deadLetter, type DeliveryFailure, failureOf } from './sendToDeadLetters.ts';

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

/** Chosen so that 185 attempts take about as long as the 24 hours an event may be retried for. */
const LONGEST_MS = 10 * 60_000;

/** How long to wait before retry `attempt` (from 1): doubled each time, and up to half of it by chance. */
function backOffMs(attempt: number, random: Randomness): number {
  const whole = Math.min(1000 * 2 ** (attempt - 1), LONGEST_MS);
  return Math.round(whole / 2 + (whole / 2) * random.float());
}

/** Runs tasks of one name one after the other, and those of different names side by side. */
export interface Lanes {
  run(name: string, task: () => Promise<void>): void;
  idle(): Promise<void>;
}

function createLanes(activity: Activity): Lanes {
  const waiting = new Map<string, (() => Promise<void>)[]>();
  const running = new Set<Promise<void>>();
  // Lanes are begun inside somebody's request, which must not be taken for awaiting them.
  const onItsOwn = AsyncLocalStorage.snapshot();

  const drain = async (name: string, tasks: (() => Promise<void>)[]) => {
    for (let task = tasks[0]; task; task = tasks[0]) {
      await task();
      tasks.shift();
    }
    waiting.delete(name);
  };

  return {
    run(name, task) {
      const lane = waiting.get(name);
      if (lane) return void lane.push(task);
      const tasks = [task];
      waiting.set(name, tasks);
      const done = onItsOwn(() => activity.run(() => drain(name, tasks))).finally(() => running.delete(done));
      running.add(done);
    },
    async idle() {
      await Promise.all(running);
    },
  };
}
