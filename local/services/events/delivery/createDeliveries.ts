import { AsyncLocalStorage } from 'node:async_hooks';
import { type Activity, turn } from '../../../platform/Activity.ts';
import type { Randomness } from '../../../platform/Randomness.ts';
import type { World } from '../../../platform/World.ts';
import type { Sqs } from '../../sqs/createSqs.ts';
import type { AssumeRole } from '../../iam/AssumeRole.ts';
import type { EventTargets } from '../Events.ts';
import type { Delivery, DeliveryLog } from './createDeliveryLog.ts';
import type { Rule } from '../state/Rule.ts';
import type { RuleMetrics } from './createRuleMetrics.ts';
import { deliverOnce } from './deliverOnce.ts';
import { sendToDeadLetters, type DeliveryFailure, deliveryFailureOf } from './sendToDeadLetters.ts';

export interface Deliveries {
  /** Delivers, and retries as the target's policy allows. Sends to its dead letter queue what still fails. */
  start(delivery: Delivery): void;
  /** Continues a delivery of an earlier run at `dueAt`, epoch milliseconds. */
  resume(delivery: Delivery, dueAt: number): void;
  /** Waits for the deliveries under way and starts no more. */
  close(): Promise<void>;
}

/** What deliveries reach. */
export interface DeliveriesOptions {
  readonly targets: EventTargets;
  readonly sqs: Sqs;
  readonly log: DeliveryLog;
  readonly assumeRole: AssumeRole;
  readonly metricsOf: (rule: Rule) => RuleMetrics;
}

export function createDeliveries(world: World, options: DeliveriesOptions): Deliveries {
  const { sqs, log, metricsOf } = options;
  const queue = createKeyedQueue(world.activity);
  let open = true;

  const enqueue = (delivery: Delivery) => {
    if (!open) return;
    // A queue of its own keeps a target's events in order. A retry joins it again at the end.
    queue.run(`${delivery.rule.arn} ${delivery.target.Id}`, () => attempt(delivery));
  };

  const attempt = async (delivery: Delivery) => {
    const metrics = metricsOf(delivery.rule);
    metrics.attempted(delivery.retries > 0);
    try {
      const warning = await deliverOnce(options, delivery);
      metrics.succeeded(world.clock.now() - delivery.ingestedAt);
      if (warning) report(world, delivery, warning, 'delivered nevertheless');
      log.remove(delivery);
    } catch (error) {
      await retryOrDeadLetter(delivery, deliveryFailureOf(error));
    }
  };

  const retryOrDeadLetter = async (delivery: Delivery, failure: DeliveryFailure) => {
    const delay = retryDelayMs(delivery.retries + 1, world.random);
    const exhausted = failure.retryable ? exhaustedBy(delivery, world.clock.now() + delay) : undefined;
    if (failure.retryable && !exhausted) {
      report(world, delivery, failure, `retry ${delivery.retries + 1} in ${delay} ms`);
      const next = { ...delivery, retries: delivery.retries + 1 };
      log.store(next, world.clock.now() + delay);
      world.clock.schedule(delay, () => enqueue(next));
      return;
    }
    const { words, deadLetter } = await sendToDeadLetters(sqs, delivery, failure, exhausted);
    metricsOf(delivery.rule).failed(deadLetter);
    log.remove(delivery);
    report(world, delivery, failure, words);
  };

  return {
    start(delivery) {
      log.store(delivery, world.clock.now());
      enqueue(delivery);
    },
    resume(delivery, dueAt) {
      if (dueAt <= world.clock.now()) enqueue(delivery);
      else world.clock.schedule(dueAt - world.clock.now(), () => enqueue(delivery));
    },
    async close() {
      open = false;
      await queue.idle();
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
  { rule, target, event, call }: Delivery,
  failure: Pick<DeliveryFailure, 'code' | 'message'>,
  outcome: string,
) {
  feed.publish({
    kind: 'failure',
    traceId: call.traceId,
    parentId: event.id,
    source: `rule ${rule.name}`,
    code: failure.code,
    message: `${target.Arn}: ${failure.message} (${outcome})`,
  });
}

/** With this, 185 attempts take about the 24 hours for which an event may be retried. */
const LONGEST_MS = 10 * 60_000;

/** Returns how long to wait before retry `attempt`, counted from 1: doubled each time, with up to half of it random. */
function retryDelayMs(attempt: number, random: Randomness): number {
  const whole = Math.min(1000 * 2 ** (attempt - 1), LONGEST_MS);
  return Math.round(whole / 2 + (whole / 2) * random.float());
}

/**
 * In each turn of the event loop, a queue's task is run, or as many as this part of it: whatever is due meanwhile, such as
 * the next invocation of a function, waits for few of them, and no queue grows faster than it is worked off. Chosen.
 */
const TURNS_OF_A_QUEUE = 10;

/** Runs the tasks of one key one after the other, and those of different keys side by side. */
interface KeyedQueue {
  run(key: string, task: () => Promise<void>): void;
  idle(): Promise<void>;
}

function createKeyedQueue(activity: Activity): KeyedQueue {
  const waiting = new Map<string, (() => Promise<void>)[]>();
  const running = new Set<Promise<void>>();
  // A request adds the tasks. Without the snapshot that request would count as awaiting them.
  const outsideAnyRun = AsyncLocalStorage.snapshot();

  const drain = async (key: string, tasks: (() => Promise<void>)[]) => {
    while (tasks.length > 0) {
      await turn();
      for (let left = Math.ceil(tasks.length / TURNS_OF_A_QUEUE); left > 0; left--) {
        await tasks[0]?.();
        tasks.shift();
      }
    }
    waiting.delete(key);
  };

  return {
    run(key, task) {
      const ahead = waiting.get(key);
      if (ahead) return void ahead.push(task);
      const tasks = [task];
      waiting.set(key, tasks);
      const done = outsideAnyRun(() => activity.run(() => drain(key, tasks))).finally(() =>
        running.delete(done),
      );
      running.add(done);
    },
    async idle() {
      await Promise.all(running);
    },
  };
}
