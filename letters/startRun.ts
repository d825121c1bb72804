import type { History } from './core/history.ts';
import { type NewRun, newRun, type Run } from './core/runs.ts';
import type { World } from './World.ts';

/** A new run with an id that the history does not have. */
export async function startRun(world: World, history: History, asked: NewRun): Promise<Run> {
  for (let offset = Math.floor(world.random() * 0x1000000); ; offset++) {
    const run = newRun(world.now(), (offset % 0x1000000).toString(16).padStart(6, '0'), asked);
    if (!(await history.find(run.runId))) return run;
  }
}
