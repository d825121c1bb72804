#!/usr/bin/env node
import { setTimeout as wait } from 'node:timers/promises';
import { createInterface } from 'node:readline/promises';
import { run } from './run.ts';

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
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question, { signal: stop.signal });
  } finally {
    terminal.close();
  }
};

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
