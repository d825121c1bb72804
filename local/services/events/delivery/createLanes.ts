import { AsyncLocalStorage } from 'node:async_hooks';
import type { Activity } from '../../../platform/Activity.ts';

/** Runs tasks of one name one after the other, and those of different names side by side. */
export interface Lanes {
  run(name: string, task: () => Promise<void>): void;
  idle(): Promise<void>;
}

export function createLanes(activity: Activity): Lanes {
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
