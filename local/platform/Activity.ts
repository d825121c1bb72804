import { AsyncLocalStorage } from 'node:async_hooks';

/** Counts work in flight, so that a test can wait until there is none instead of waiting for time. */
export interface Activity {
  /** Runs `work` and counts it as in flight. Rejects if `work` does. */
  run<T>(work: (self: InFlight) => Promise<T>): Promise<T>;
  /** Resolves once nothing is in flight and nothing new began for a whole turn of the event loop. */
  idle(): Promise<void>;
}

/** A handle with which work in flight pauses itself. */
export interface InFlight {
  /** Call this when the work waits for time to pass: until `resume`, neither it nor the work that awaits it counts. */
  pause(): void;
  resume(): void;
}

/** One call of `run`. Its parent is the `run` that called it, which presumably awaits it. */
interface Run {
  parent: Run | undefined;
  pauses: number;
  done: boolean;
}

/** A whole turn of the event loop. In an idle process it takes microseconds. */
export const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export async function turns(count: number): Promise<void> {
  for (let passed = 0; passed < count; passed++) await turn();
}

export function createActivity(): Activity {
  const enclosing = new AsyncLocalStorage<Run>();
  let inFlight = 0;
  let begun = 0;
  let waiting: (() => void)[] = [];

  const count = (change: 1 | -1) => {
    inFlight += change;
    if (change === 1) begun++;
    if (inFlight > 0) return;
    const resting = waiting;
    waiting = [];
    for (const resolve of resting) resolve();
  };

  const changePauses = (run: Run, change: 1 | -1) => {
    const paused = run.pauses > 0;
    run.pauses += change;
    if (!run.done && paused !== run.pauses > 0) count(paused ? 1 : -1);
  };

  const handleOf = (run: Run): InFlight => {
    let resting: Run[] = [];
    return {
      pause() {
        if (run.done || resting.length > 0) return;
        resting = withAncestors(run);
        for (const each of resting) changePauses(each, 1);
      },
      resume() {
        for (const each of resting) changePauses(each, -1);
        resting = [];
      },
    };
  };

  return {
    async run(work) {
      const run: Run = { parent: stillRunning(enclosing.getStore()), pauses: 0, done: false };
      const self = handleOf(run);
      count(1);
      try {
        return await enclosing.run(run, () => work(self));
      } finally {
        self.resume();
        if (run.pauses === 0) count(-1);
        run.done = true;
      }
    },
    async idle() {
      for (;;) {
        if (inFlight > 0) await new Promise<void>((resolve) => waiting.push(resolve));
        const before = begun;
        await turn();
        await turn();
        if (inFlight === 0 && begun === before) return;
      }
    },
  };
}

/** Returns the run and those that await it, innermost first, and unlinks the ones that have ended. */
function withAncestors(run: Run): Run[] {
  const runs = [run];
  for (let each = run; (each.parent = stillRunning(each.parent)); each = each.parent) runs.push(each.parent);
  return runs;
}

function stillRunning(run: Run | undefined): Run | undefined {
  let each = run;
  while (each?.done) each = each.parent;
  return each;
}
