import type { InFlight } from '../../platform/Activity.ts';
import { FROZEN, type Timer } from '../../platform/Clock.ts';
import type { World } from '../../platform/World.ts';
import { exitedPayload, timedOutPayload } from './failurePayloads.ts';
import { watchForSpin } from './sandbox/watchForSpin.ts';
import type { Sandbox, SandboxExit, SandboxInvocation } from './sandbox/Sandbox.ts';

/** The initialization phase's limit: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const INIT_LIMIT_MS = 10_000;

export interface InvocationOutcome {
  readonly outcome: 'succeeded' | 'failed' | 'timedOut';
  readonly payload: string;
}

export interface InvocationHost {
  readonly self: InFlight;
  /** Machine milliseconds after which a sandbox that gives no sign of life counts as stuck. */
  readonly stuckAfterMs: number;
  log(line: string): void;
}

/** Runs one invocation in a sandbox, to its answer, its time limit or the sandbox's end. */
export async function runInvocation(
  { clock }: World,
  sandbox: Sandbox,
  invocation: SandboxInvocation,
  { self, stuckAfterMs, log }: InvocationHost,
): Promise<InvocationOutcome> {
  const { promise: expired, resolve: expire } = Promise.withResolvers<number>();
  const limit = (ms: number) => clock.schedule(ms, () => expire(ms));
  let deadline = limit(INIT_LIMIT_MS);
  let alarm: Timer | undefined;
  const watch = watchForSpin(sandbox, clock.shared[FROZEN] === 1 ? stuckAfterMs : undefined, self);

  const answered = sandbox.run(invocation, {
    log,
    heard: watch.heard,
    started() {
      deadline.cancel();
      deadline = limit(invocation.timeoutMs);
    },
    resting(until) {
      self.pause();
      alarm = clock.schedule(until - clock.now(), () => {
        self.resume();
        sandbox.wake();
      });
    },
  });
  const finished = answered.then(
    ({ payload, failed }): InvocationOutcome => ({ outcome: failed ? 'failed' : 'succeeded', payload }),
    (exit: SandboxExit): InvocationOutcome => ({ outcome: 'failed', payload: exitedPayload(invocation.requestId, exit) }),
  );

  try {
    const ended = await Promise.race([finished, expired]);
    if (typeof ended !== 'number') return ended;
    self.resume();
    await sandbox.kill();
    return { outcome: 'timedOut', payload: timedOutPayload(invocation.requestId, ended) };
  } finally {
    self.resume();
    deadline.cancel();
    alarm?.cancel();
    watch.stop();
  }
}
