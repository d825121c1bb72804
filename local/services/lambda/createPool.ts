import { AwsError } from '../../platform/AwsError.ts';
import type { InFlight } from '../../platform/Activity.ts';
import type { Sandbox } from './sandbox/Sandbox.ts';

/** A function's sandboxes. Idle ones are used again; new ones are started on demand. */
export interface Pool {
  /** Runs `work` with a sandbox of its own. Throws `TooManyRequestsException` beyond the reserved concurrency. */
  use<T>(self: InFlight, work: (sandbox: Sandbox, isNew: boolean) => Promise<T>): Promise<T>;
  /** Starts a sandbox ahead of the first invocation, where there is none yet. Throws what `create` throws. */
  initialize(): Promise<void>;
  /** How many invocations may run from now on; undefined for no limit. Those that run already go on. */
  reserve(concurrency: number | undefined): void;
  /** Ends idle sandboxes now and running ones once their work is done: what begins from now on starts a new one. */
  renew(): Promise<void>;
  /** Ends the sandboxes that are running now. Returns how many. */
  killRunning(): Promise<number>;
  /** Ends every sandbox, including those that are starting. Every later `use` throws `TooManyRequestsException`. */
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly create: () => Promise<Sandbox>;
  readonly reservedConcurrency: number | undefined;
  /** Limits the load on this machine. Invocations beyond it wait; they are not refused. */
  readonly maximumSandboxes: number;
}

export function createPool({ create, reservedConcurrency, maximumSandboxes }: PoolOptions): Pool {
  const idle: Sandbox[] = [];
  const running = new Set<Sandbox>();
  const starting = new Set<Promise<Sandbox>>();
  const slots = createSlots(maximumSandboxes, reservedConcurrency);
  let closed = false;
  /** Of the sandboxes that may be used again. */
  let generation = 0;

  const start = async () => {
    if (closed) throw throttled();
    const sandbox = create();
    starting.add(sandbox);
    try {
      return await sandbox;
    } finally {
      starting.delete(sandbox);
    }
  };

  const run = async <T>(work: (sandbox: Sandbox, isNew: boolean) => Promise<T>) => {
    const mine = generation;
    const reused = takeAlive(idle);
    const sandbox = reused ?? (await start());
    running.add(sandbox);
    try {
      return await work(sandbox, !reused);
    } finally {
      running.delete(sandbox);
      if (sandbox.alive && mine === generation) idle.push(sandbox);
      else if (sandbox.alive) void sandbox.kill();
    }
  };

  return {
    async use(self, work) {
      if (closed) throw throttled();
      await slots.acquire(self);
      return run(work).finally(slots.release);
    },
    async initialize() {
      if (closed || idle.length + running.size + starting.size > 0) return;
      const mine = generation;
      const sandbox = await start();
      if (mine === generation && !closed) idle.push(sandbox);
      else await sandbox.kill();
    },
    reserve: slots.reserve,
    async renew() {
      generation++;
      await kill(idle.splice(0));
    },
    async killRunning() {
      return (await kill([...running])).length;
    },
    async close() {
      closed = true;
      await kill([...(await started(starting)), ...running, ...idle]);
    },
  };
}

/** The right to run: at most `maximum` at a time. Beyond the reservation it is refused, within it one waits. */
function createSlots(maximum: number, reservedConcurrency: number | undefined) {
  const waiting: (() => void)[] = [];
  let reserved = reservedConcurrency ?? Infinity;
  let used = 0;
  return {
    async acquire(self: InFlight) {
      if (used + waiting.length >= reserved) throw throttled();
      if (used < maximum) return void used++;
      self.pause();
      await new Promise<void>((resolve) => waiting.push(resolve));
      self.resume();
    },
    release() {
      const next = waiting.shift();
      if (next) next();
      else used--;
    },
    reserve(concurrency: number | undefined) {
      reserved = concurrency ?? Infinity;
    },
  };
}

/** The sandbox that was used last; what has died meanwhile is forgotten. */
function takeAlive(idle: Sandbox[]): Sandbox | undefined {
  let sandbox = idle.pop();
  while (sandbox && !sandbox.alive) sandbox = idle.pop();
  return sandbox;
}

const kill = (sandboxes: readonly Sandbox[]) => Promise.all(sandboxes.map((sandbox) => sandbox.kill()));

const started = async (starting: Iterable<Promise<Sandbox>>) =>
  (await Promise.allSettled(starting)).flatMap((made) => (made.status === 'fulfilled' ? [made.value] : []));

const throttled = () =>
  new AwsError('TooManyRequestsException', 'Rate Exceeded.', {
    status: 429,
    fields: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded', Type: 'User' },
  });
