#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

// Caches compiled code between commands. Enabled before anything large is loaded.
enableCompileCache(join(import.meta.dirname, '../build/compiled'));

const stop = new AbortController();
// `once`, so that a second Ctrl-C ends the process at once: what is held is visible again after its time.
process.once('SIGINT', () => stop.abort());
process.once('SIGTERM', () => stop.abort());

/** Nobody reads any more, as after `| head`. */
const onError = (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  stop.abort();
};
process.stdout.on('error', onError);
process.stderr.on('error', onError);

const ask = async (question: string) => {
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question, { signal: stop.signal });
  } finally {
    terminal.close();
  }
};

const { run } = await import('./run.ts');
process.exitCode = await run(process.argv.slice(2), {
  environment: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  stop: stop.signal,
  now: Date.now,
  random: Math.random,
  pause: (ms, signal) => wait(ms, undefined, { signal: signal ?? stop.signal }).catch(() => undefined),
  ask: process.stdin.isTTY ? ask : undefined,
});
