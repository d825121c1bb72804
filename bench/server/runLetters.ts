import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const PROGRAM = join(import.meta.dirname, '../../letters/main.ts');

export interface Interrupted {
  readonly args: readonly string[];
  /** Where the local cloud is. */
  readonly endpointUrl: string;
  /** Milliseconds that each process gets before it is interrupted, one after the other; those after have all the time. */
  readonly lifetimes: readonly number[];
}

/**
 * Runs the tool for dead letters as people do, interrupted by Ctrl-C and `kill -9` in turn and resumed each time. Resolves
 * with how often it was interrupted, and what it printed last.
 */
export async function runInterrupted({ args, endpointUrl, lifetimes }: Interrupted) {
  let interrupted = 0;
  let runId: string | undefined;
  for (;;) {
    const resumed = runId === undefined ? args : ['redrive', '--resume', runId];
    const child = spawn(process.execPath, [PROGRAM, ...resumed, '--endpoint-url', endpointUrl], {
      env: { ...process.env, NO_COLOR: '1' },
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const exited = once(child, 'exit');
    const lifetime = lifetimes[interrupted];
    // Before a run has an id there is nothing to resume.
    while (runId === undefined && child.exitCode === null) {
      runId = /Run (\d{8}T\d{6}-\w+), recorded/.exec(said)?.[1];
      if (runId === undefined) await Promise.race([pause(20), exited]);
    }
    const isOver =
      lifetime === undefined
        ? exited.then(() => true)
        : Promise.race([exited.then(() => true), pause(lifetime, false)]);
    if (!(await isOver)) child.kill(interrupted % 2 === 0 ? 'SIGINT' : 'SIGKILL');
    await exited;
    if (/^DONE /m.test(said)) return { interrupted, said };
    if (lifetime === undefined) throw new Error(`The redrive did not end well:\n${said}`);
    interrupted++;
  }
}
