import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CloudDescription } from '../../../local/CloudDescription.ts';
import { withDeadline } from '../../support/deadline.ts';

const root = join(import.meta.dirname, '../../..');
const PROBE = join(import.meta.dirname, 'probe.js');

/** What the process says of itself, once a second. Bytes. */
export interface Pulse {
  readonly collected: boolean;
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
  /** How long, since the pulse before, its event loop stood still. */
  readonly longestDelayMs: number;
  /** Processor time over time since the pulse before, of all threads. */
  readonly busy: number;
}

/** Frontdesk as `npm start` runs it, in a process of its own, watched from outside. */
export interface Target {
  readonly description: CloudDescription;
  readonly pid: number;
  /** Resolves, once the process has ended, with how. */
  readonly ended: Promise<string>;
  /** Collects garbage, and resolves with what is left. */
  collect(): Promise<Pulse>;
  /** Sets its machine's clock, as it sees it, forward or back. */
  shiftClock(ms: number): void;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export interface TargetOptions {
  /** Called with each line that it prints after its page of addresses. */
  readonly onOutput: (line: string) => void;
  /** Called with each line of its standard error. */
  readonly onError: (line: string) => void;
  readonly onPulse: (pulse: Pulse) => void;
  /** What the shell says before it starts the process, such as `ulimit -n 300`. @default nothing */
  readonly limits?: string;
  /** Arguments of `npm start`. @default none */
  readonly args?: readonly string[];
  /** Megabytes of its heap, so that it ends before the machine does. @default 2048 */
  readonly heapMb?: number;
}

const START_MS = 120_000;

/** Starts Frontdesk on free ports, and waits for its page of addresses. */
export async function startTarget(options: TargetOptions): Promise<Target> {
  const { args = [], heapMb = 2048, limits } = options;
  const command = [`--max-old-space-size=${heapMb}`, '--import', PROBE, 'start/main.ts', ...args];
  const [program, ...given] = limits
    ? (['sh', '-c', `${limits}; exec "$0" "$@"`, process.execPath, ...command] as const)
    : ([process.execPath, ...command] as const);
  const child = spawn(program, given, {
    cwd: root,
    env: { ...process.env, PORT: '0', AWS_PORT: '0', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = once(child, 'close').then(([code, signal]) => `with ${signal ?? `code ${code}`}`);
  createInterface(child.stderr!).on('line', options.onError);
  child.on('message', (pulse: Pulse) => options.onPulse(pulse));
  const url = await withDeadline(addressOf(child, ended, options), 'the start of the target', START_MS);
  return {
    description: (await (await fetch(url)).json()) as CloudDescription,
    pid: child.pid!,
    ended,
    collect: () => collect(child),
    shiftClock: (ms) => void child.send({ shiftMs: ms }),
    stop: () => end(child, ended, 'SIGINT'),
    kill: () => end(child, ended, 'SIGKILL'),
  };
}

const addressOf = (
  child: ChildProcess,
  ended: Promise<string>,
  { onOutput }: TargetOptions,
): Promise<string> =>
  new Promise((resolve, reject) => {
    void ended.then((how) => reject(new Error(`The target ended ${how} before it was ready`)));
    let page = true;
    createInterface(child.stdout!).on('line', (line) => {
      const [url] = /http:\S+\/outputs\.json/.exec(line) ?? [];
      if (url) resolve(url);
      if (!page) onOutput(line);
      if (line.includes('Ctrl-C ends it')) page = false;
    });
  });

async function collect(child: ChildProcess): Promise<Pulse> {
  const collected = new Promise<Pulse>((resolve) => {
    const listen = (pulse: Pulse) => {
      if (!pulse.collected) return;
      child.off('message', listen);
      resolve(pulse);
    };
    child.on('message', listen);
  });
  child.send({});
  return withDeadline(collected, 'the collection of garbage', 60_000);
}

async function end(child: ChildProcess, ended: Promise<string>, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  await withDeadline(ended, `the end of the target after ${signal}`, 30_000).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
}
