import { AwsError } from '../../platform/AwsError.ts';
import type { InFlight } from '../../platform/Activity.ts';
import type { Sandbox } from './sandbox/Sandbox.ts';

/** A function's sandboxes: idle ones are used again, new ones made on demand. */
export interface Pool {
  /** Runs `work` with a sandbox of its own; throws `TooManyRequestsException` beyond the reserved concurrency. */
  use<T>(self: InFlight, work: (sandbox: Sandbox, isNew: boolean) => Promise<T>): Promise<T>;
  /** Ends the sandboxes that are running now. Answers how many. */
  killRunning(): Promise<number>;
  /** Ends every sandbox, those that are coming up too, and throttles whoever wants one from now on. */
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly create: () => Promise<Sandbox>;
  readonly reservedConcurrency: number | undefined;
  /** What one machine carries: invocations beyond it wait, they are not refused. */
  readonly maximumSandboxes: number;
}

export function createPool({ create, reservedConcurrency = Infinity, maximumSandboxes }: PoolOptions): Pool {
  const idle: Sandbox[] = [];
  const running = new Set<Sandbox>();
  const comingUp = new Set<Promise<Sandbox>>();
  const waiting: (() => void)[] = [];
  let taken = 0;
  let closed = false;

  const takeTurn = async (self: InFlight) => {
    if (closed || taken + waiting.length >= reservedConcurrency) throw throttled();
    if (taken < maximumSandboxes) return void taken++;
    self.pause();
    await new Promise<void>((resolve) => waiting.push(resolve));
    self.resume();
  };

  const endTurn = () => {
    const next = waiting.shift();
    if (next) next();
    else taken--;
  };

  const warm = () => {
    let sandbox = idle.pop();
    while (sandbox && !sandbox.alive) sandbox = idle.pop();
    return sandbox;
  };

  const bringUp = async () => {
    if (closed) throw throttled();
    const coming = create();
    comingUp.add(coming);
    try {
      return await coming;
    } finally {
      comingUp.delete(coming);
    }
  };

  const run = async <T>(work: (sandbox: Sandbox, isNew: boolean) => Promise<T>) => {
    const used = warm();
    const sandbox = used ?? (await bringUp());
    running.add(sandbox);
    try {
      return await work(sandbox, !used);
    } finally {
      running.delete(sandbox);
      if (sandbox.alive) idle.push(sandbox);
    }
  };

  return {
    async use(self, work) {
      await takeTurn(self);
      return run(work).finally(endTurn);
    },
    async killRunning() {
      return (await kill([...running])).length;
    },
    async close() {
      closed = true;
      await kill([...(await whatCame(comingUp)), ...running, ...idle]);
    },
  };
}

const kill = (sandboxes: readonly Sandbox[]) => Promise.all(sandboxes.map((sandbox) => sandbox.kill()));

const whatCame = async (comingUp: Iterable<Promise<Sandbox>>) =>
  (await Promise.allSettled(comingUp)).flatMap((made) => (made.status === 'fulfilled' ? [made.value] : []));

const throttled = () =>
  new AwsError('TooManyRequestsException', 'Rate Exceeded.', {
    status: 429,
    fields: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded', Type: 'User' },
  });
