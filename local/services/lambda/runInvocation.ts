import type { InFlight } from '../../platform/Activity.ts';
import { type Clock, FROZEN, type Timer } from '../../platform/Clock.ts';
import type { World } from '../../platform/World.ts';
import { exitedPayload, timedOutPayload } from './payloads.ts';
import type { Sandbox, SandboxAnswer, SandboxExit, SandboxInvocation } from './sandbox/Sandbox.ts';
import { watchForSpin } from './sandbox/watchForSpin.ts';

/** The initialization phase's limit: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const INIT_LIMIT_MS = 10_000;

export interface InvocationOutcome {
  readonly outcome: 'succeeded' | 'failed' | 'timedOut';
  readonly payload: string;
  /** The error's type where the sandbox ended before it answered, such as `Runtime.ExitError`. */
  readonly killedBy?: string;
  /** The runtime's status where it exited after an error that nobody caught. */
  readonly exitStatus?: number | undefined;
}

export interface InvocationHost {
  readonly self: InFlight;
  /** Milliseconds by the machine's clock without a response of its event loop, after which a sandbox counts as stuck. */
  readonly stuckAfterMs: number;
  log(line: string): void;
}

/** Runs one invocation in a sandbox until it answers, reaches its time limit or the sandbox ends. */
export async function runInvocation(
  { clock }: World,
  sandbox: Sandbox,
  invocation: SandboxInvocation,
  { self, stuckAfterMs, log }: InvocationHost,
): Promise<InvocationOutcome> {
  const limit = createTimeLimit(clock, INIT_LIMIT_MS);
  const watch = watchForSpin(sandbox, clock.shared[FROZEN] === 1 ? stuckAfterMs : undefined, self);
  let alarm: Timer | undefined;
  const result = sandbox.run(invocation, {
    log,
    responsive: watch.responsive,
    started: () => limit.restart(invocation.timeoutMs),
    idleUntil(until) {
      self.pause();
      alarm = clock.schedule(until - clock.now(), () => {
        self.resume();
        sandbox.wake();
      });
    },
  });

  try {
    const ended = await Promise.race([outcomeOf(result, invocation), limit.reached]);
    if (typeof ended !== 'number') return ended;
    self.resume();
    await sandbox.kill();
    return { outcome: 'timedOut', payload: timedOutPayload(invocation.requestId, ended) };
  } finally {
    self.resume();
    limit.stop();
    alarm?.cancel();
    watch.stop();
  }
}

async function outcomeOf(
  result: Promise<SandboxAnswer | SandboxExit>,
  { requestId }: SandboxInvocation,
): Promise<InvocationOutcome> {
  const ended = await result;
  if ('errorType' in ended)
    return { outcome: 'failed', payload: exitedPayload(requestId, ended), killedBy: ended.errorType };
  const { failed, payload, exitStatus } = ended;
  return { outcome: failed ? 'failed' : 'succeeded', payload, exitStatus };
}

interface TimeLimit {
  /** Resolves with the limit, in milliseconds, once it has passed. */
  readonly reached: Promise<number>;
  /** Starts again with another limit. */
  restart(ms: number): void;
  stop(): void;
}

function createTimeLimit(clock: Clock, ms: number): TimeLimit {
  const { promise: reached, resolve } = Promise.withResolvers<number>();
  const start = (limit: number) => clock.schedule(limit, () => resolve(limit));
  let timer = start(ms);
  return {
    reached,
    restart(limit) {
      timer.cancel();
      timer = start(limit);
    },
    stop: () => timer.cancel(),
  };
}
