import { AsyncLocalStorage } from 'node:async_hooks';

/** Counts work in flight, so that a test can wait for rest instead of waiting for time. */
export interface Activity {
  /** Runs `work` as work in flight. A failure is the caller's to handle. */
  run<T>(work: (self: InFlight) => Promise<T>): Promise<T>;
  /** Resolves once nothing is in flight and nothing new began for a whole turn of the event loop. */
  idle(): Promise<void>;
}

/** A piece of work in flight, as it sees itself. */
export interface InFlight {
  /** Only time can bring it on: until `resume` neither it nor the work that awaits it counts. */
  pause(): void;
  resume(): void;
}

/** One `run`, linked to the `run` it was called in, which is taken to await it. */
interface Run {
  parent: Run | undefined;
  pauses: number;
  done: boolean;
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

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

  const shift = (run: Run, change: 1 | -1) => {
    const paused = run.pauses > 0;
    run.pauses += change;
    if (!run.done && paused !== run.pauses > 0) count(paused ? 1 : -1);
  };

  const handleOf = (run: Run): InFlight => {
    let resting: Run[] = [];
    return {
      pause() {
        if (run.done || resting.length > 0) return;
        resting = lineageOf(run);
        for (const each of resting) shift(each, 1);
      },
      resume() {
        for (const each of resting) shift(each, -1);
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

/** The run and those that await it, inmost first; ended ones are forgotten on the way. */
function lineageOf(run: Run): Run[] {
  const lineage = [run];
  for (let each = run; (each.parent = stillRunning(each.parent)); each = each.parent)
    lineage.push(each.parent);
  return lineage;
}

function stillRunning(run: Run | undefined): Run | undefined {
  let each = run;
  while (each?.done) each = each.parent;
  return each;
}
