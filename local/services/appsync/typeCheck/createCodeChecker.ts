import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { TypeFault } from './checkTypes.ts';

/** Checks the types of modules in a worker thread. */
export interface CodeChecker {
  /** Returns the faults of each module that has any, by its name. */
  check(modules: ReadonlyMap<string, string>): Promise<Map<string, TypeFault[]>>;
  /** Ends the thread, which takes 200 MB; the next check starts another one. */
  close(): Promise<void>;
}

/** The compiler takes a second to load. What is loaded checks a module in a tenth of that. */
export function createCodeChecker(): CodeChecker {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const start = () => {
    worker ??= new Worker(new URL('./worker.ts', import.meta.url));
    return worker;
  };

  const check = async (modules: ReadonlyMap<string, string>) => {
    const asked = start();
    asked.ref();
    try {
      asked.postMessage(modules);
      // The thread answers each message by one. Whatever it throws rejects here.
      const [faults] = (await once(asked, 'message')) as [Map<string, TypeFault[]>];
      return faults;
    } catch (error) {
      worker = undefined;
      throw error;
    } finally {
      // Waiting for another question keeps no process alive.
      asked.unref();
    }
  };

  return {
    check(modules) {
      const checked = last.then(() => check(modules));
      last = checked.catch(() => undefined);
      return checked;
    },
    async close() {
      const ended = worker;
      worker = undefined;
      await ended?.terminate();
    },
  };
}
